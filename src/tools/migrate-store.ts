import { fillFromDotEnv } from '../process/dot-env.ts';
import { runMigrateStore } from './migrate-store/run.ts';

fillFromDotEnv(process.env);
const { code, text } = await runMigrateStore(process.argv.slice(2), process.env, (line) => {
  process.stdout.write(`${line}\n`);
});
(code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
process.exitCode = code;
