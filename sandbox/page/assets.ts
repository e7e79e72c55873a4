import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Reply } from '../control/types.ts';

const FOLDER = join(import.meta.dirname, 'public');
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** A file of the page by its path; undefined for anything that is none of its own flat list of files. */
export async function asset(path: string): Promise<Reply | undefined> {
  const name = path === '/' ? 'index.html' : path.slice(1);
  const contentType = TYPES[extname(name)];
  if (contentType === undefined || !/^[a-z]+\.[a-z]+$/.test(name)) return undefined;
  try {
    return { status: 200, contentType, body: await readFile(join(FOLDER, name)) };
  } catch {
    return undefined;
  }
}
