import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { constants, crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

// The image's bot.mjs: runs bot.cjs from what was compiled of it. Node's own cache holds no function that a module calls
// later, and its key has the user, the path and the processor in it.

/** What bot.cjs has: packaging/image.ts. */
type Bot = typeof import('./image.ts');

/** It is packed once, and unpacked as fast at any level. */
const WELL = { params: { [constants.ZSTD_c_compressionLevel]: 19 } };
const FILE = join(import.meta.dirname, 'bot.cjs');
/** With other flags V8 takes no notice of it. */
const COMPILED = join(import.meta.dirname, 'bot.compiled');
/** What it begins with: the sums of what it was compiled from, and of what follows. */
const HEAD_BYTES = 8;

// It is ASCII, which needs no decoding.
const [text, origin] = reading(FILE, (bytes) => [
  bytes.toString('latin1'),
  crc32(bytes, crc32(process.version)),
]);
const compile = (cachedData?: Buffer) =>
  new Script(text, { filename: FILE, ...(cachedData ? { cachedData } : {}) });
const before = existsSync(COMPILED) ? unpacked() : undefined;
const script = before ? released(before, compile) : compile();
const loaded = { exports: {} as Bot };
// What it starts beside itself it looks for beside this file.
const { filename, dirname } = import.meta;
script.runInThisContext()(loaded.exports, createRequire(FILE), loaded, filename, dirname);
export const { run, runTool } = loaded.exports;

/** Whether it was compiled before. */
export const isCompiled = script.cachedDataRejected === false;

/** All that is compiled by now, for the file that later starts find: packed, it is a third as large. */
export function compiled(): Buffer {
  const packed = zstdCompressSync(script.createCachedData(), WELL);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(origin);
  head.writeUInt32LE(crc32(packed), HEAD_BYTES / 2);
  return Buffer.concat([head, packed]);
}

/**
 * What was compiled before of this very text by this very Node. V8 itself compares no more than the length, and runs what
 * is damaged. It makes a start faster and nothing else: whatever is wrong with it, the text is compiled.
 */
function unpacked(): Buffer | undefined {
  try {
    return reading(COMPILED, (bytes) => {
      const packed = bytes.subarray(HEAD_BYTES);
      const isOfThis =
        bytes.readUInt32LE() === origin && bytes.readUInt32LE(HEAD_BYTES / 2) === crc32(packed);
      return isOfThis ? zstdDecompressSync(packed) : undefined;
    });
  } catch {
    return undefined;
  }
}

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
