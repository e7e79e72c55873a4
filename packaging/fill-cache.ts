import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBot } from '../demo/bot.ts';
import { botEnvironment } from '../demo/environment.ts';
import { startWorld } from '../demo/world.ts';
import { DIST, NODE_FLAGS } from './bundle.ts';

// Starts the bundle once beside the embedded Slack and AWS: what it compiled until then is kept for all later starts.

/** What few bots are set to do; who is has it compiled when it is done. */
const WITHOUT = { AWS_HEALTH: 'false', CLOUDTRAIL: 'false' };
/** How long it may take to pack what was compiled: two seconds of work, on however busy a machine. */
const PACKED_MS = 120_000;
const KEEP = join(import.meta.dirname, 'keep-compiled.ts');

/**
 * Has a bundle compiled beside itself, as the image's build does: all functions that a start and a stop run. It holds for
 * one version of Node and its flags: whoever differs in them compiles anew at every start. Throws if it doesn't start, or
 * if a start doesn't take what was compiled.
 */
export async function fillCache(folder: string): Promise<void> {
  const cwd = mkdtempSync(join(tmpdir(), 'interconnect-bot-cache-'));
  const log = join(cwd, 'bot.log');
  rmSync(join(folder, 'bot.compiled'), { force: true });
  const world = await startWorld(true);
  try {
    const bot = startBot({
      entry: join(folder, 'main.mjs'),
      env: {
        ...botEnvironment(world, cwd, {}),
        ...WITHOUT,
        NODE_COMPILE_CACHE: join(folder, 'cache'),
        NODE_OPTIONS: `--import ${JSON.stringify(KEEP)}`,
      },
      folder: cwd,
      log,
      clock: world.aws.clock,
    });
    const early = bot.ended.then((how) => `The bundle doesn't start (${how})`);
    const wrong = await Promise.race([bot.ready.then(() => undefined), early]);
    // When it ends, it writes what was compiled.
    await bot.stop(PACKED_MS);
    const how = await bot.ended;
    if (wrong || how !== 'exit code 0') {
      throw new Error(
        `${wrong ?? `The bundle doesn't end (${how})`}: ${readFileSync(log, 'utf8').slice(-2_000)}`,
      );
    }
  } finally {
    await world.close();
    rmSync(cwd, { recursive: true });
  }
  const args = [...NODE_FLAGS, '--input-type=module', '--eval', ASK];
  const { status } = spawnSync(process.execPath, args, { cwd: folder, env: {} });
  if (status !== 0) throw new Error(`What was compiled of ${folder} is not taken by a start.`);
}

/** Ends with 0 where a start takes what was compiled before. */
const ASK = "const bot = './bot.mjs'; process.exit((await import(bot)).isCompiled ? 0 : 1)";

if (import.meta.main) await fillCache(DIST);
