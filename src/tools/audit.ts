import { once } from 'node:events';
import { fillFromDotEnv } from '../process/dot-env.ts';
import { runAudit } from './audit/run.ts';

fillFromDotEnv(process.env);
const to = (stream: NodeJS.WriteStream) => async (text: string) => {
  if (!stream.write(text)) await once(stream, 'drain');
};
// Whoever reads has gone away: what was to be said is lost, and nothing is proven.
process.stdout.on('error', () => process.exit(3));
void runAudit(process.argv.slice(2), process.env, { out: to(process.stdout), err: to(process.stderr) }).then(
  (code) => {
    process.exitCode = code;
  },
);
