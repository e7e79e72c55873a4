import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stage } from './support.ts';

const FOLDER = join(import.meta.dirname, '../../../sandbox/page/public');
/** What the page's scripts may be together, in lines of code: without blank ones, comments and imports. */
const MOST_LINES = 3_000;
/** What any of its files may be, in lines of any kind. */
const LONGEST = { script: 200, style: 600 };

describe('The page', () => {
  it('is served whole, without anything from elsewhere', async () => {
    const { page } = await stage();
    const html = await (await fetch(page.url)).text();
    const pending = [...html.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, path]) => String(path));
    expect(pending).toContain('/main.ts');
    expect(html).not.toMatch(/https?:\/\/|<style|style=|<script>/);
    const seen = new Set<string>();
    for (const path of pending) {
      if (seen.has(path)) continue;
      seen.add(path);
      const answer = await fetch(page.url + path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
      const source = await answer.text();
      if (path.endsWith('.css'))
        expect([path, source]).toEqual([path, expect.not.stringMatching(/@import|url\(/)]);
      if (!path.endsWith('.ts')) continue;
      expect(answer.headers.get('content-type')).toContain('text/javascript');
      expect(source).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write|https?:\/\//);
      for (const [, imported] of source.matchAll(/ from '([^']+)'/g)) {
        pending.push(new URL(String(imported), page.url + path).pathname);
      }
    }
    // What holds nothing but types is never asked for.
    const others = files('.ts').filter((path) => !seen.has(path));
    for (const path of others) {
      const stripped = await (await fetch(page.url + path)).text();
      expect([path, stripped.replace(/\/\*.*?\*\//gs, '').trim()]).toEqual([path, '']);
    }
    expect([...seen]).toContain('/htm-preact.js');
    expect(files('.css').filter((path) => !seen.has(path))).toEqual([]);
  });

  it('is small enough to be read', () => {
    const linesOf = (path: string) => readFileSync(FOLDER + path, 'utf8').split('\n');
    const code = files('.ts')
      .flatMap(linesOf)
      .filter((line) => !/^\s*($|\/\/|\/?\*|import )/.test(line));
    expect(code.length).toBeLessThan(MOST_LINES);
    expect(files('.ts').filter((path) => linesOf(path).length > LONGEST.script)).toEqual([]);
    expect(files('.css').filter((path) => linesOf(path).length > LONGEST.style)).toEqual([]);
  });

  it('serves nothing but its own files, and only under its own names', async () => {
    const { page } = await stage();
    const odd = [
      '/index.ts',
      '/tsconfig.json',
      '/..%2findex.ts',
      '/shell',
      '/shell/',
      '/nothing.ts',
      '/api/v1/files/F1',
    ];
    for (const path of odd) expect([path, (await fetch(page.url + path)).status]).toEqual([path, 404]);
    expect((await fetch(page.url, { method: 'PUT' })).status).toBe(405);
    const form = await fetch(`${page.url}/api/v1/act`, { method: 'POST', body: 'as=1' });
    expect(form.status).toBe(415);
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      request(page.url, { headers: { host: 'elsewhere.example' } }, (answer) =>
        resolve(answer.statusCode),
      ).end();
    });
    expect(status).toBe(403);
  });
});

/** The page's files of one kind, by the paths that they are served at. */
function files(kind: string): string[] {
  return readdirSync(FOLDER, { recursive: true })
    .map((name) => `/${name}`)
    .filter((path) => path.endsWith(kind))
    .sort();
}
