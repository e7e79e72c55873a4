import { fillFromDotEnv } from '../process/dot-env.ts';
import { endWith } from './end-with.ts';
import { runMigrate } from './migrate/run.ts';

fillFromDotEnv(process.env);
endWith(
  runMigrate(process.argv.slice(2), process.env).then(({ code, text }) => {
    (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
    return code;
  }),
);
