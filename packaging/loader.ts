import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

// The image's bot.mjs: runs bot.cjs from what was compiled of it. Node's own cache holds no function that a module calls
// later, and its key has the user, the path and the processor in it.

/** What bot.cjs has: packaging/image.ts. */
type Bot = typeof import('./image.ts');

const FILE = join(import.meta.dirname, 'bot.cjs');
/** Of another version of Node, or with other flags, V8 takes no notice of it. */
const COMPILED = join(import.meta.dirname, 'bot.compiled');

// It is ASCII, which needs no decoding.
const text = reading(FILE, (bytes) => bytes.toString('latin1'));
const compile = (cachedData?: Buffer) =>
  new Script(text, { filename: FILE, ...(cachedData ? { cachedData } : {}) });
const script = existsSync(COMPILED) ? reading(COMPILED, compile) : compile();
const loaded = { exports: {} as Bot };
// What it starts beside itself it looks for beside this file.
const { filename, dirname } = import.meta;
script.runInThisContext()(loaded.exports, createRequire(FILE), loaded, filename, dirname);
export const { run, runTool } = loaded.exports;

/** Whether it was compiled before. */
export const isCompiled = script.cachedDataRejected === false;

/** All that is compiled by now, for the file that later starts find. */
export const compiled = (): Buffer => script.createCachedData();

/** What is made of a file's bytes. Their memory is given back at once: megabytes that no collection is in a hurry for. */
function reading<T>(path: string, use: (bytes: Buffer) => T): T {
  const file = openSync(path, 'r');
  const memory = new ArrayBuffer(fstatSync(file).size);
  const bytes = Buffer.from(memory);
  const read = readSync(file, bytes);
  closeSync(file);
  if (read < bytes.length) throw new Error(`${path} could not be read to its end.`);
  try {
    return use(bytes);
  } finally {
    memory.transfer(0);
  }
}
