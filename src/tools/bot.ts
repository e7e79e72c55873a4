import { fillFromDotEnv } from '../process/dot-env.ts';
import { runBot } from './bot/run.ts';
import { endWith } from './end-with.ts';

fillFromDotEnv(process.env);
endWith(
  runBot(process.argv.slice(2), process.env).then(({ code, text }) => {
    (code === 2 ? process.stderr : process.stdout).write(`${text}\n`);
    return code;
  }),
);
