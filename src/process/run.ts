import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createApp, type RunningApp } from '../app.ts';
import { createDirectConnect } from '../directconnect/index.ts';
import type { Store } from '../interfaces/store.ts';
import { buildOf } from '../operations/metrics/build.ts';
import { createMetrics } from '../operations/metrics/registry.ts';
import { rereadRules } from '../settings/reread.ts';
import { SettingError } from '../settings/setting-error.ts';
import { readSettings, type Settings } from '../settings/settings.ts';
import { settingsHelp } from '../settings/table.ts';
import { createPace } from '../slack/outbound/pace.ts';
import { StartError } from '../slack/start/start-error.ts';
import { answerMeanwhile } from './answering.ts';
import { fillFromDotEnv } from './dot-env.ts';
import { catchHangups } from './hangup.ts';
import { createLog, errorFields } from './log.ts';
import { openStoreInTime } from './open-store.ts';
import { createRedact, type Redact, secretsIn } from './redact.ts';
import { StoppedEarly } from './stopped-early.ts';

type Env = Record<string, string | undefined>;

/** How much longer than an order's deadline a stop may take. With it, a default stop ends within a minute. */
const STOP_MARGIN_MS = 20_000;

/**
 * The bot's process: settings in, signals, exit code. `env` is filled up from `.env`, which the SDK reads too. With
 * `--help` among `args` it prints the settings and starts nothing. Else it reads the rules file anew at each SIGHUP, and
 * ends with 0 after another signal; with 1 and a line where it can't start or go on, or what is in flight doesn't end.
 */
export async function run(env: Env, args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    process.stdout.write(`${settingsHelp()}\n`);
    return;
  }
  const signalled = signal();
  const onHangup = catchHangups();
  let store: Store | undefined;
  let app: RunningApp;
  let settings: Settings;
  let redact = createRedact(secretsIn(env));
  for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
    process.on(event, (error: unknown) => {
      const line = JSON.stringify({ level: 60, msg: event, err: errorFields(error) });
      process.stderr.write(`${redact(line)}\n`);
      process.exit(1);
    });
  }
  try {
    fillFromDotEnv(env);
    redact = createRedact(secretsIn(env));
    settings = readSettings(env);
    const log = createLog(settings.logLevel, process.stderr.isTTY === true, redact);
    const monotonic = () => performance.now();
    for (const warning of settings.warnings) log.warn(warning);
    store = await openStoreInTime(settings, {
      log,
      monotonic,
      pause: wait,
      answer: answerMeanwhile,
      stopping: signalled,
    });
    const metrics = createMetrics(buildOf(settings));
    const { meter } = metrics;
    app = await createApp(settings, {
      store,
      directConnect: createDirectConnect(settings.homeRegion, monotonic, {
        proxyEnv: env,
        accounts: settings.accounts,
        meter,
      }),
      metrics,
      log,
      now: Date.now,
      monotonic,
      random: Math.random,
      pause: wait,
      pace: createPace(monotonic),
      stopping: signalled,
      processId: randomUUID(),
    });
  } catch (error) {
    await store?.close();
    if (error instanceof StoppedEarly) process.exit(0);
    process.stderr.write(`${startProblem(error, redact)}\n`);
    process.exit(1);
  }
  process.stdout.write(`${app.ready}\n`);
  onHangup(() => void app.reload(() => rereadRules(env, settings)));
  const failure = await Promise.race([signalled, app.failed]);
  if (failure) process.stderr.write(`${startProblem(failure, redact)}\n`);
  const stopped = await inTime(app.stop(), settings.createDeadlineMs + STOP_MARGIN_MS);
  if (!stopped)
    process.stderr.write('Stopped before everything in flight had ended. The next start goes on there.\n');
  await store.close();
  process.exit(failure || !stopped ? 1 : 0);
}

/** Whether it ended within so many milliseconds. */
function inTime(work: Promise<void>, ms: number): Promise<boolean> {
  return Promise.race([work.then(() => true), wait(ms, false)]);
}

/** One line for whatever kept the bot from starting; what nobody foresaw keeps its code and message. */
function startProblem(error: unknown, redact: Redact): string {
  if (error instanceof SettingError || error instanceof StartError) return redact(error.message);
  return redact(`The bot could not start: ${JSON.stringify(errorFields(error, 1))}`);
}

/** The first signal ends the wait; a second one, of either kind, ends the process at once. */
function signal(): Promise<void> {
  return new Promise((resolve) => {
    let signals = 0;
    for (const name of ['SIGTERM', 'SIGINT'] as const) {
      process.on(name, () => {
        signals += 1;
        if (signals > 1) process.exit(1);
        resolve();
      });
    }
  });
}
