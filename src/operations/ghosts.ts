import type { Incidents } from './incidents.ts';

const KEY = 'ghost-connections';

/** How many connections Slack still counts that no bot holds any more; 0 where it didn't tell. */
export function ghosts(counted: number | undefined, heldByAll: number): number {
  return Math.max(0, (counted ?? heldByAll) - heldByAll);
}

/** What is wrong and what to do, in one line. */
export function ghostsText(counted: number, heldByAll: number): string {
  return (
    `Slack counts ${counted} connections of this app, and the bots of this store hold ${heldByAll}: clicks may go to ` +
    'dead ones. End whatever else uses this SLACK_APP_TOKEN; dead connections Slack gives up by itself within hours. ' +
    'Where it happens again, use HTTP mode.'
  );
}

/**
 * What to do at each hello of Slack's: raises the incident while there are ghosts, ends it when there are none.
 * `heldByAll` tells how many connections all processes of the store hold, given how many this one does.
 */
export function watchGhosts(
  incidents: Pick<Incidents, 'raise' | 'clear'>,
  heldByAll: (heldHere: number) => Promise<number>,
): (connections: { held: number; counted: number | undefined }) => Promise<void> {
  return async ({ held, counted }) => {
    const all = await heldByAll(held);
    if (counted !== undefined && ghosts(counted, all) > 0) incidents.raise(KEY, ghostsText(counted, all));
    else incidents.clear(KEY);
  };
}
