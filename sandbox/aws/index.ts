import { createServer } from 'node:http';
import { Calls } from './calls.ts';
import { Controls } from './controls.ts';
import { AwsFaults } from './faults.ts';
import { Landings } from './landings.ts';
import { serve } from './serve.ts';
import { createState } from './state.ts';
import type { AwsOptions, EmbeddedAws } from './types.ts';

/** Starts an embedded Direct Connect and STS on 127.0.0.1. */
export async function startAws(options: AwsOptions = {}): Promise<EmbeddedAws> {
  const state = createState(options);
  const calls = new Calls();
  const faults = new AwsFaults();
  const landings = new Landings();
  const server = createServer(serve(state, calls, faults, landings));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return new Controls(server, state, calls, faults, landings);
}
