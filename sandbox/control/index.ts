import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Dare } from './dare/dare.ts';
import { keepJournal } from './journal/index.ts';
import { Live } from './live.ts';
import { serve } from './serve.ts';
import type { Control, ControlOptions } from './types.ts';
import { Windows } from './windows.ts';

export type { Control, ControlOptions } from './types.ts';

/** A request that takes longer to come is not waited for. */
const SLOWEST_MS = 30_000;

/** Serves the control API on 127.0.0.1, and beside it what else there is to show. */
export async function startControl(options: ControlOptions): Promise<Control> {
  const kept = keepJournal(options);
  const { journal } = kept;
  const live = new Live(() => journal.last);
  const changed = () => live.changed();
  const { workspace, aws } = options;
  const dare = new Dare(options, kept, changed);
  const unsubscribe = [
    () => dare.close(),
    kept.stop,
    journal.on(changed),
    workspace.on(changed),
    aws.on(changed),
    aws.clock.on(changed),
    options.bots?.on(changed) ?? (() => {}),
  ];
  const room = { options, live, windows: new Windows(), journal, dare, url: () => url };
  const server = createServer((message, response) => serve(room, message, response));
  server.requestTimeout = SLOWEST_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    async close() {
      for (const stop of unsubscribe) stop();
      live.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
