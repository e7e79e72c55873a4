import { fillFromDotEnv } from '../process/dot-env.ts';
import { runRules } from './rules/run.ts';

fillFromDotEnv(process.env);
const { code, text } = await runRules(process.argv.slice(2), process.env);
(code === 2 ? process.stderr : process.stdout).write(`${text}\n`);
process.exitCode = code;
