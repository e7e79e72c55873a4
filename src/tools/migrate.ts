import { fillFromDotEnv } from '../process/dot-env.ts';
import { runMigrate } from './migrate/run.ts';

fillFromDotEnv(process.env);
void runMigrate(process.argv.slice(2), process.env).then(({ code, text }) => {
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  process.exitCode = code;
});
