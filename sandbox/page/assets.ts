import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join } from 'node:path';
import type { Reply } from '../control/types.ts';

const FOLDER = join(import.meta.dirname, 'public');
const SCRIPT = 'text/javascript; charset=utf-8';
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ts': SCRIPT,
};
/** The one library of the page, by the path that browsers find it at: they know no packages. */
const LIBRARY = { name: "'htm/preact/standalone'", path: '/htm-preact.js' };

/** Browsers ask for it where a PDF is shown. */
const ICON: Reply = {
  status: 200,
  contentType: 'image/svg+xml',
  body: '<svg xmlns="http://www.w3.org/2000/svg"/>',
};

/** A file of the page by its path, its types stripped as Node strips its own; undefined for anything else. */
export async function asset(path: string): Promise<Reply | undefined> {
  if (path === LIBRARY.path) return library();
  if (path === '/favicon.ico') return ICON;
  const name = path === '/' ? '/index.html' : path;
  const contentType = TYPES[extname(name)];
  if (contentType === undefined || !/^(\/[a-z][a-z-]*)+\.[a-z]+$/.test(name)) return undefined;
  let text: string;
  try {
    text = await readFile(join(FOLDER, name), 'utf8');
  } catch {
    return undefined;
  }
  const body = name.endsWith('.ts') ? script(text) : text;
  return { status: 200, contentType, body };
}

function script(text: string): string {
  return stripTypeScriptTypes(text).replaceAll(LIBRARY.name, `'${LIBRARY.path}'`);
}

async function library(): Promise<Reply> {
  const file = new URL(import.meta.resolve('htm/preact/standalone'));
  return { status: 200, contentType: SCRIPT, body: await readFile(file) };
}
