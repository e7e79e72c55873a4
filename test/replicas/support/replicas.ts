import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../../bench/free-port.ts';
import type { Town } from '../../soak/support/town.ts';
import type { Balancer } from './balancer.ts';

const ENTRY = join(import.meta.dirname, 'replica-entry.ts');
const START_MS = 60_000;
const STOP_MS = 120_000;
/** An orchestrator's patience: a database that is away spoils starts. */
const START_TRIES = 60;
const START_AGAIN_MS = 500;

/** One of the bots, as a process of its own. */
export interface Replica {
  /** Also what PostgreSQL calls its connections. */
  name: string;
  /** By which AWS knows whose call it is. */
  accessKeyId: string;
  port: number | undefined;
  child: ChildProcess;
  /** Resolves with its exit code or signal. */
  exited: Promise<number | string>;
}

/** The bots that run, and what was done to them. */
export interface Replicas {
  running(): readonly Replica[];
  /** Starts one more, of the version that comes next if said so; resolves when it is ready. */
  start(version?: 'next'): Promise<Replica>;
  /** SIGKILL. */
  kill(one: Replica): Promise<void>;
  /** SIGSTOP, so many milliseconds of nothing, SIGCONT. */
  pause(one: Replica, ms: number): Promise<void>;
  /** SIGTERM; throws if it doesn't end with 0, unless it had come to the point where it was to die. */
  end(one: Replica): Promise<void>;
  /** Whichever comes to this point dies there, until the first did, or so many milliseconds are over; all that died. */
  dieAt(point: string, ms: number): Promise<Replica[]>;
  /** When one was killed or stood still, from and until, by the town's clock. */
  harms(): readonly (readonly [from: number, until: number])[];
  /** Those that ended though nobody wanted them to. */
  surprises(): readonly string[];
  /** Ends all at once, however things stand. */
  abandon(): void;
}

/** None runs yet. In HTTP mode each listens on a port of its own behind the balancer. */
export function createReplicas(
  { env, aws, slack, clock, folder }: Town,
  databaseUrl: string,
  balancer: Balancer | undefined,
): Replicas {
  const running: Replica[] = [];
  const harms: [number, number][] = [];
  const surprises: string[] = [];
  const expected = new Set<Replica>();
  const log = createWriteStream(join(folder, 'bots.log'), { flags: 'a' });
  let count = 0;

  const remove = (one: Replica) => {
    expected.add(one);
    const at = running.indexOf(one);
    if (at >= 0) running.splice(at, 1);
    if (one.port !== undefined) balancer?.remove(one.port);
  };
  const spawn = async (version: 'next' | undefined): Promise<Replica> => {
    count += 1;
    const name = `bot-${count}`;
    const accessKeyId = `AKIA${String(count).padStart(4, '0')}`;
    aws.addCredentials({ accessKeyId, secretAccessKey: aws.secretAccessKey, accountId: aws.accountId });
    const port = balancer && (await freePort());
    const url = new URL(databaseUrl);
    url.searchParams.set('application_name', name);
    const { SLACK_APP_TOKEN = '', ...rest } = env;
    const child = fork(ENTRY, {
      // A folder without settings of its own.
      cwd: tmpdir(),
      execArgv: [],
      env: {
        PATH: process.env.PATH ?? '',
        NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
        ...rest,
        ...(port ? { SLACK_SIGNING_SECRET: slack.signingSecret, PORT: String(port) } : { SLACK_APP_TOKEN }),
        DATABASE_URL: url.href,
        AWS_ACCESS_KEY_ID: accessKeyId,
        ...(version ? { REPLICA_NEXT: 'true' } : {}),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    const exited = once(child, 'exit').then(
      ([code, signal]) => (code as number | null) ?? (signal as string | null) ?? 'unknown',
    );
    // Whoever fails to end it leaves none behind.
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    void exited.then((how) => {
      process.off('exit', kill);
      if (how !== 0) harms.push([clock.now(), clock.now()]);
    });
    return { name, accessKeyId, port, child, exited };
  };
  return {
    running: () => running,
    harms: () => harms,
    surprises: () => surprises,
    async start(version) {
      for (let tries = 0; tries < START_TRIES; tries++) {
        const one = await spawn(version);
        const ready = await Promise.race([
          once(one.child, 'message').then(() => true),
          one.exited.then(() => false),
          wait(START_MS, false, { ref: false }),
        ]);
        if (!ready) {
          one.child.kill('SIGKILL');
          await one.exited;
          await wait(START_AGAIN_MS);
          continue;
        }
        running.push(one);
        if (one.port !== undefined) balancer?.add(one.port);
        void one.exited.then((how) => {
          if (!expected.has(one)) surprises.push(`${one.name} ended with ${how}`);
        });
        return one;
      }
      throw new Error(`No bot starts; the log is ${folder}/bots.log`);
    },
    async kill(one) {
      remove(one);
      one.child.kill('SIGKILL');
      await one.exited;
    },
    async pause(one, ms) {
      const harm: [number, number] = [clock.now(), Number.POSITIVE_INFINITY];
      harms.push(harm);
      one.child.kill('SIGSTOP');
      await wait(ms);
      one.child.kill('SIGCONT');
      harm[1] = clock.now();
    },
    async end(one) {
      remove(one);
      if (!(await isDisarmed(one))) return;
      one.child.kill('SIGTERM');
      const code = await Promise.race([one.exited, wait(STOP_MS, 'still running', { ref: false })]);
      if (code !== 0) throw new Error(`${one.name} was told to stop and ended with ${code}`);
    },
    async dieAt(point, ms) {
      const all = [...running];
      for (const one of all) {
        expected.add(one);
        one.child.send(point, () => undefined);
      }
      await Promise.race([...all.map(({ exited }) => exited), wait(ms, undefined, { ref: false })]);
      // Others may have come to it meanwhile, until they say that they have heard.
      const dead: Replica[] = [];
      for (const one of all) {
        const isHeard = await isDisarmed(one);
        // Somebody else may have ended it meanwhile, or be about to.
        if (!running.includes(one)) continue;
        if (isHeard) expected.delete(one);
        else {
          dead.push(one);
          remove(one);
        }
      }
      return dead;
    },
    abandon() {
      for (const { child } of running) {
        child.kill('SIGCONT');
        child.kill('SIGKILL');
      }
    },
  };
}

/** From now on it dies nowhere by itself; false where it has ended. */
async function isDisarmed({ child, exited }: Replica): Promise<boolean> {
  const heard = once(child, 'message').then(() => true);
  child.send('', () => undefined);
  return Promise.race([heard, exited.then(() => false)]);
}
