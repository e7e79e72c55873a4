import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

// Loaded before the bundle's main.mjs, by fill-cache.ts: when the bot ends it keeps what was compiled.

const folder = dirname(process.argv[1] ?? '');
if (isMainThread) {
  const { compiled } = (await import(join(folder, 'bot.mjs'))) as typeof import('./loader.ts');
  process.once('exit', () => {
    const whole = join(folder, 'bot.compiled');
    writeFileSync(`${whole}.part`, compiled());
    renameSync(`${whole}.part`, whole);
  });
}
