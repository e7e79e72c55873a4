import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { ROOT } from './imports.ts';
import { licencesOf } from './licences.ts';

// Makes of the bot and its packages the few files that the image has beside Node: `npm run bundle` writes them to dist.

/** How Node is started for the bot, in the image and by `npm start`. */
export const NODE_FLAGS = ['--max-semi-space-size=2'];

/**
 * What the image sets besides: one arena, since each of Node's threads would keep what it freed in its own; and glibc's
 * standard for what is large, which else grows with the first large file that is read, so that ever less is given back.
 */
export const IMAGE_ENV = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072' };

/** Where the bundle is made unless somebody says otherwise. */
export const DIST = join(ROOT, 'dist');

/** Entries are compiled before the cache is on: they stay a few lines, and what both lead to is one file. */
const besideTheEntry: Plugin = {
  name: 'beside the entry',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(process\/run|run-tool)\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './bot.mjs', external: true } : undefined,
    );
  },
};

/** Bolt's own ways in, and what installs apps: the bot has its own, and none of it is ever called. */
const UNUSED =
  /^(\.{1,2}\/)*(receivers\/)?(AwsLambda|Express|HTTP|SocketMode)Receiver$|^@slack\/oauth$|^raw-body$/;

/** What undici has besides WebSockets, which is all that Slack's client takes of it: other ways to call, to keep and to imitate. */
const NO_WEBSOCKET =
  /^\.\/lib\/(mock|interceptor|cache|api|web\/eventsource|dispatcher\/(balanced|round-robin|.*proxy|retry|h2c))\b/;

/** Zod's words in all languages: each setting and file is refused in words of the bot's own, the rest in English. */
const LANGUAGES = /^\.\.\/locales\/index\.js$/;

const withoutUnused: Plugin = {
  name: 'without what is never called',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: UNUSED }, ({ path, importer }) =>
      /node_modules\/@slack\/bolt\//.test(importer) ? { path, namespace: 'unused' } : undefined,
    );
    onResolve({ filter: NO_WEBSOCKET }, ({ path, importer }) =>
      /node_modules\/undici\/index\.js$/.test(importer) ? { path, namespace: 'unused' } : undefined,
    );
    onResolve({ filter: LANGUAGES }, ({ path, importer }) =>
      /node_modules\/zod\//.test(importer) ? { path, namespace: 'unused' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** What all of it is bundled with. */
const SHARED: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node24',
  // What packages have for bundlers: from it, what nobody uses can be left out.
  mainFields: ['module', 'main'],
  minifySyntax: true,
  minifyWhitespace: true,
  lineLimit: 200,
  legalComments: 'none',
  logLevel: 'warning',
};

/**
 * Bundles the bot into a folder: its entry and that of the tools, the bot with them, the thread that counts, and the licences of what is in them. Names
 * stay, and lines are short, so that a stack says where it was; so there is no source map.
 */
export async function bundle(outdir: string): Promise<void> {
  rmSync(outdir, { recursive: true, force: true });
  await build({
    ...SHARED,
    outdir,
    entryPoints: [
      { in: 'src/main.ts', out: 'main' },
      { in: 'src/tools/main.ts', out: 'tools' },
      { in: 'packaging/loader.ts', out: 'bot' },
      { in: 'src/store/tables/counts-thread.ts', out: 'counts-thread' },
    ],
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    plugins: [besideTheEntry],
  });
  const { metafile, outputFiles } = await build({
    ...SHARED,
    outdir,
    write: false,
    metafile: true,
    entryPoints: [{ in: 'packaging/image.ts', out: 'bot' }],
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
    // What is imported late is in the same file, or Node's own: nothing that a loader of modules is needed for.
    supported: { 'dynamic-import': false },
    // A function, for the loader to call.
    banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
    footer: { js: '})' },
    plugins: [withoutUnused],
  });
  for (const { path, text } of outputFiles) writeFileSync(path, inAscii(text));
  writeFileSync(join(outdir, 'THIRD-PARTY-LICENCES'), licencesOf(Object.keys(metafile.inputs)));
}

/** esbuild leaves tagged templates and patterns as they are. One character that takes two bytes doubles all of the text in memory. */
function inAscii(code: string): string {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

if (import.meta.main) await bundle(DIST);
