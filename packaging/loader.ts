import { existsSync, readFileSync } from 'node:fs';
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
const script = new Script(readFileSync(FILE, 'latin1'), {
  filename: FILE,
  ...(existsSync(COMPILED) ? { cachedData: readFileSync(COMPILED) } : {}),
});
const loaded = { exports: {} as Bot };
// What it starts beside itself it looks for beside this file.
const { filename, dirname } = import.meta;
script.runInThisContext()(loaded.exports, createRequire(FILE), loaded, filename, dirname);
export const { run, runTool } = loaded.exports;

/** Whether it was compiled before. */
export const isCompiled = script.cachedDataRejected === false;

/** All that is compiled by now, for the file that later starts find. */
export const compiled = (): Buffer => script.createCachedData();
