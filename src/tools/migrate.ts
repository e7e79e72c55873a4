import { fillFromDotEnv } from '../process/dot-env.ts';
import { runMigrate } from './migrate/run.ts';

fillFromDotEnv(process.env);
const { code, text } = await runMigrate(process.argv.slice(2), process.env);
(code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
process.exitCode = code;
