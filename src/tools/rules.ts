import { fillFromDotEnv } from '../process/dot-env.ts';
import { endWith } from './end-with.ts';
import { runRules } from './rules/run.ts';

fillFromDotEnv(process.env);
endWith(
  runRules(process.argv.slice(2), process.env).then(({ code, text }) => {
    (code === 2 ? process.stderr : process.stdout).write(`${text}\n`);
    return code;
  }),
);
