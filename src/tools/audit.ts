import { once } from 'node:events';
import { fillFromDotEnv } from '../process/dot-env.ts';
import { runAudit } from './audit/run.ts';
import { endWith } from './end-with.ts';

fillFromDotEnv(process.env);
const to = (stream: NodeJS.WriteStream) => async (text: string) => {
  if (!stream.write(text)) await once(stream, 'drain');
};
// Whoever reads has gone away: what was to be said is lost, and nothing is proven.
process.stdout.on('error', () => process.exit(3));
endWith(runAudit(process.argv.slice(2), process.env, { out: to(process.stdout), err: to(process.stderr) }));
