import { setTimeout as wait } from 'node:timers/promises';
import { fillFromDotEnv } from '../process/dot-env.ts';
import { longestSurfaces } from '../slack/blocks/longest.ts';
import { LIMIT_MS } from './doctor/outside.ts';
import { runDoctor } from './doctor/run.ts';
import { endWith } from './end-with.ts';

fillFromDotEnv(process.env);
endWith(
  runDoctor(
    process.argv.slice(2),
    process.env,
    {
      now: Date.now,
      monotonic: () => performance.now(),
      pause: wait,
      limitMs: LIMIT_MS,
      surfaces: longestSurfaces,
      nodeVersion: process.version,
    },
    { colour: process.stdout.isTTY === true && !process.env.NO_COLOR },
  ).then(({ code, text }) => {
    // Whatever still hangs is not waited for.
    (code === 2 ? process.stderr : process.stdout).write(`${text}\n`, () => process.exit(code));
    return code;
  }),
);
