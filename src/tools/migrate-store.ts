import { fillFromDotEnv } from '../process/dot-env.ts';
import { endWith } from './end-with.ts';
import { runMigrateStore } from './migrate-store/run.ts';

fillFromDotEnv(process.env);
const say = (line: string) => void process.stdout.write(`${line}\n`);
endWith(
  runMigrateStore(process.argv.slice(2), process.env, say).then(({ code, text }) => {
    (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
    return code;
  }),
);
