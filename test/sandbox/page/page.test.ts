import { describe, expect, it } from 'vitest';
import { stage } from './support.ts';

describe('The page', () => {
  it('is served whole, without anything from elsewhere', async () => {
    const { page } = await stage();
    const html = await (await fetch(page.url)).text();
    const own = [...html.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, path]) => path);
    expect(own).toEqual(['/style.css', '/slack.css', '/time.css', '/trouble.css', '/app.js']);
    expect(html).not.toMatch(/https?:\/\//);
    const pending = own.map(String);
    const seen = new Set<string>();
    for (const path of pending) {
      if (seen.has(path)) continue;
      seen.add(path);
      const answer = await fetch(page.url + path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
      const source = await answer.text();
      expect(source).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write/);
      for (const [, imported] of source.matchAll(/from '\.(\/[a-z]+\.js)'/g)) pending.push(String(imported));
    }
    expect(seen.size).toBeGreaterThan(8);
  });

  it('serves nothing but its own files, and only under its own names', async () => {
    const { page } = await stage();
    for (const path of ['/index.ts', '/..%2froutes.ts', '/nothing.js', '/api/v1/files/F1']) {
      expect((await fetch(page.url + path)).status).toBe(404);
    }
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
