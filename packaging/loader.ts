import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

// The image's bot.mjs: runs bot.cjs from what was compiled of it. Node's own cache holds no function that a module calls
// later, and its key has the user, the path and the processor in it.

/** What bot.cjs has: packaging/image.ts. */
type Bot = typeof import('./image.ts');

/** It is packed once, and unpacked as fast at any level. */
const WELL = { params: { [constants.ZSTD_c_compressionLevel]: 19 } };
const FILE = join(import.meta.dirname, 'bot.cjs');
/** Of another version of Node, or with other flags, V8 takes no notice of it. */
const COMPILED = join(import.meta.dirname, 'bot.compiled');

// It is ASCII, which needs no decoding.
const text = reading(FILE, (bytes) => bytes.toString('latin1'));
const compile = (cachedData?: Buffer) =>
  new Script(text, { filename: FILE, ...(cachedData ? { cachedData } : {}) });
const script = existsSync(COMPILED)
  ? reading(COMPILED, (packed) => released(zstdDecompressSync(packed), compile))
  : compile();
const loaded = { exports: {} as Bot };
// What it starts beside itself it looks for beside this file.
const { filename, dirname } = import.meta;
script.runInThisContext()(loaded.exports, createRequire(FILE), loaded, filename, dirname);
export const { run, runTool } = loaded.exports;

/** Whether it was compiled before. */
export const isCompiled = script.cachedDataRejected === false;

/** All that is compiled by now, for the file that later starts find: packed, it is a third as large. */
export const compiled = (): Buffer => zstdCompressSync(script.createCachedData(), WELL);

/** What is made of a file's bytes. */
function reading<T>(path: string, use: (bytes: Buffer) => T): T {
  const file = openSync(path, 'r');
  const bytes = Buffer.from(new ArrayBuffer(fstatSync(file).size));
  const read = readSync(file, bytes);
  closeSync(file);
  if (read < bytes.length) throw new Error(`${path} could not be read to its end.`);
  return released(bytes, use);
}

/** What is made of bytes whose memory is given back at once: megabytes that no collection is in a hurry for. */
function released<T>(bytes: Buffer, use: (bytes: Buffer) => T): T {
  try {
    return use(bytes);
  } finally {
    if (bytes.buffer instanceof ArrayBuffer) bytes.buffer.transfer(0);
  }
}
