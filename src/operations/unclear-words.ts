import type { IncidentKey, Incidents } from '../interfaces/incidents.ts';

/** So often in a row a refusal that nobody knows is taken for one that somebody has to look at. */
const IN_A_ROW = 5;

/** The message that was refused, or told. */
interface About {
  requestId: string;
  destination: string;
}

/** Refusals whose word this version doesn't know. */
export interface UnclearWords {
  /** Slack refused something; only what is `unclear` counts. */
  note(refused: About & { scope: string; code: string }): void;
  /** Slack took something for this message. */
  told(about: About): void;
}

/** Counts them in a row, by message, and raises one incident for each word; the message goes on being tried. */
export function createUnclearWords(incidents: Pick<Incidents, 'raise' | 'clear'>): UnclearWords {
  /** How often in a row, by word and message. */
  const met = new Map<string, Map<string, number>>();
  const forget = (about: About) => {
    for (const [code, counts] of met) {
      if (!counts.delete(nameOf(about))) continue;
      if (![...counts.values()].some((count) => count >= IN_A_ROW)) incidents.clear(keyOf(code));
      if (counts.size === 0) met.delete(code);
    }
  };
  return {
    note({ scope, code, ...about }) {
      // Refused for good, or given up: that is told of by itself.
      if (scope === 'message') forget(about);
      if (scope !== 'unclear') return;
      const counts = met.get(code) ?? new Map<string, number>();
      const count = (counts.get(nameOf(about)) ?? 0) + 1;
      met.set(code, counts.set(nameOf(about), count));
      if (count === IN_A_ROW) incidents.raise(keyOf(code), words(code, about));
    },
    told: forget,
  };
}

function nameOf({ requestId, destination }: About): string {
  return `${requestId} ${destination}`;
}

function keyOf(code: string): IncidentKey {
  return `slack-refusal:${code}`;
}

function words(code: string, { requestId, destination }: About): string {
  const where = destination === 'channel' ? 'card or thread' : 'direct message';
  return `Slack refuses the ${where} of ${requestId} with ${code}, a word that this version doesn't know. It is tried again by itself; look the word up in Slack's documentation, mend what it says, and report it.`;
}
