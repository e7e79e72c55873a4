import { fillFromDotEnv } from '../process/dot-env.ts';
import { runRules } from './rules/run.ts';

fillFromDotEnv(process.env);
void runRules(process.argv.slice(2), process.env).then(({ code, text }) => {
  (code === 2 ? process.stderr : process.stdout).write(`${text}\n`);
  process.exitCode = code;
});
