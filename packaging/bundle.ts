import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { ROOT } from './imports.ts';
import { licencesOf } from './licences.ts';

// Makes of the bot and its packages the few files that the image has beside Node: `npm run bundle` writes them to dist.

/** How Node is started for the bot, in the image and by `npm start`. */
export const NODE_FLAGS = ['--max-semi-space-size=2'];

/** What the image sets besides: one arena, since each of Node's threads would keep what it freed in its own. */
export const IMAGE_ENV = { MALLOC_ARENA_MAX: '1' };

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

/** Zod's words in all languages: each setting and file is refused in words of the bot's own, the rest in English. */
const LANGUAGES = /^\.\.\/locales\/index\.js$/;

const withoutUnused: Plugin = {
  name: 'without what is never called',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: UNUSED }, ({ path, importer }) =>
      /node_modules\/@slack\/bolt\//.test(importer) ? { path, namespace: 'unused' } : undefined,
    );
    onResolve({ filter: LANGUAGES }, ({ path, importer }) =>
      /node_modules\/zod\//.test(importer) ? { path, namespace: 'unused' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Packages in the older format ask for Node's modules by `require`. */
const REQUIRE =
  "import { createRequire as requireIn } from 'node:module'; const require = requireIn(import.meta.url);";

/**
 * Bundles the bot into a folder: its entry and that of the tools, the bot with them, the thread that counts, and the licences of what is in them. Names
 * stay, and lines are short, so that a stack says where it was; so there is no source map.
 */
export async function bundle(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [
      { in: 'src/main.ts', out: 'main' },
      { in: 'src/tools/main.ts', out: 'tools' },
      { in: 'packaging/image.ts', out: 'bot' },
      { in: 'src/store/tables/counts-thread.ts', out: 'counts-thread' },
    ],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    // What packages have for bundlers: from it, what nobody uses can be left out.
    mainFields: ['module', 'main'],
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 200,
    legalComments: 'none',
    banner: { js: REQUIRE },
    plugins: [besideTheEntry, withoutUnused],
    metafile: true,
    logLevel: 'warning',
  });
  writeFileSync(join(folder, 'THIRD-PARTY-LICENCES'), licencesOf(Object.keys(metafile.inputs)));
}

if (import.meta.main) await bundle(DIST);
