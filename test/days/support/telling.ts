import type { AuditRow } from '../../../src/domain/audit.ts';

/** One line that a fact has to bring, as people read it. */
export interface Telling {
  /** When it became true, epoch milliseconds. */
  at: number;
  place: 'thread' | 'beside';
  /** What has to be in its words. */
  words: RegExp;
  /** The fact, for whoever reads a fault. */
  fact: string;
}

/** What the trail has told so far of the port. */
interface Story {
  interconnectId: string;
  state: string;
  hadLight: boolean;
}

const NO_LINES = new Set(['submitted', 'voted', 'attempt_committed']);

/**
 * Every line of a port's life, from its trail alone and in its order. It knows a second time, in the words that people
 * rely on, what each fact has to say, and asks nobody what was queued. A fact that it doesn't know is an error.
 */
export function tellings(trail: readonly AuditRow[]): Telling[] {
  const all: Telling[] = [];
  const story: Story = { interconnectId: '', state: '', hadLight: false };
  for (const row of trail) {
    const seen = row.detail.seen as { interconnectId: string; state: string } | undefined;
    if (seen) story.interconnectId = seen.interconnectId;
    for (const [place, words] of linesOf(row, story)) {
      all.push({ at: row.at, place, words, fact: `${row.event} ${seen?.state ?? ''}`.trim() });
    }
    if (seen) {
      story.state = seen.state;
      story.hadLight ||= seen.state === 'available';
    }
  }
  return all;
}

type Line = [Telling['place'], RegExp];

function linesOf(row: AuditRow, story: Story): Line[] {
  const { detail } = row;
  const id = story.interconnectId;
  const thread = (words: string): Line => ['thread', new RegExp(words, 's')];
  const beside = (words: string): Line => [
    'beside',
    new RegExp(`^dc2-core-01, 10Gbps at EqDC2: ${words}`, 's'),
  ];
  switch (row.event) {
    case 'approved':
      return [beside('Approved by Lee')];
    case 'created':
      return [thread(`^${id} is requested\\.`), beside(`Ordered: ${id}, requested`)];
    case 'port_changed':
    case 'port_gone': {
      const { state } = detail.seen as { state: string };
      const line = thread(`^${id} is ${state}${meaning(state, story)}`);
      if (row.event === 'port_gone') return [line, beside(`Deleted at AWS: ${id}`)];
      return state === 'available' ? [line, beside(`Ordered: ${id}, available`)] : [line];
    }
    case 'port_missing':
      return [thread(`^${id} is missing: .*not the same as deleted`)];
    case 'port_listed_again':
      return [thread(`^${id} is listed again: ${detail.state}`)];
    default:
      if (NO_LINES.has(row.event)) return [];
      throw new TypeError(`Nothing is known of ${row.event}, which the trail has.`);
  }
}

/** What a state means depends on what came before. */
function meaning(state: string, { hadLight }: Story): string {
  if (state === 'pending') return hadLight ? '' : ': .*LOA';
  if (state === 'down') return hadLight ? ': light was lost' : ': waiting for .*light';
  return '';
}
