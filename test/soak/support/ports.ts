import { setTimeout as wait } from 'node:timers/promises';
import type { Town } from './town.ts';

const LOOK_MS = 300;

/** What happens to ports at AWS: light is lost and comes back, some are deleted, and AWS forgets those in the end. */
export async function portsLive(
  { aws, slack, approvals }: Town,
  over: () => boolean,
  random: () => number,
): Promise<void> {
  while (!over()) {
    for (const port of aws.interconnects) {
      const { interconnectId, interconnectState: state } = port;
      if (state === 'available' && random() < 0.06) aws.setState(interconnectId, 'down');
      else if (state === 'down' && random() < 0.2) aws.setState(interconnectId, 'available');
      else if (state === 'available' && random() < 0.05) aws.setState(interconnectId, 'deleted');
    }
    const gone = aws.interconnects.filter(({ interconnectState }) => interconnectState === 'deleted');
    if (gone.length > 0) {
      const told = new Set(slack.messages(approvals).map(({ text }) => text));
      const forgotten = new Set(
        gone.flatMap(({ interconnectId: id }) => (told.has(`Deleted at AWS: ${id}`) ? [id] : [])),
      );
      if (forgotten.size > 0)
        aws.interconnects = aws.interconnects.filter(({ interconnectId }) => !forgotten.has(interconnectId));
    }
    await wait(LOOK_MS);
  }
}
