import type { AuditRow } from '../../../src/domain/audit.ts';
import { changeText, meaningOf } from './meaning.ts';
import { after, begin, type Story } from './story.ts';

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

/** What an alarm that a fact carries or is says of itself. */
export interface Alarm {
  kind: string;
  episode: number;
  step: number;
}

const SILENT = new Set(['submitted', 'voted', 'attempt_committed', 'loa_wished', 'loa_asked', 'loa_dropped']);

/**
 * Every line of a port's life, from its trail alone and in its order. It knows a second time, in the words that people
 * rely on, what each fact has to say, and asks nobody what was queued. A fact that it doesn't know is an error.
 */
export function tellings(trail: readonly AuditRow[]): Telling[] {
  const all: Telling[] = [];
  let story = begin();
  for (const row of trail) {
    const next = after(story, row);
    for (const [place, words] of linesOf(row, story, next)) {
      const start = place === 'beside' ? '^dc2-core-01, 10Gbps at EqDC2: ' : '^';
      all.push({ at: row.at, place, words: new RegExp(`${start}${words}`, 's'), fact: row.event });
    }
    story = next;
  }
  return all;
}

type Line = [Telling['place'], string];

function linesOf(row: AuditRow, before: Story, { interconnectId: id, flapping }: Story): Line[] {
  const { detail, event } = row;
  const thread = (words: string): Line[] => [['thread', words]];
  const both = (words: string): Line[] => [
    ['thread', words],
    ['beside', words],
  ];
  switch (event) {
    case 'approved':
      return [['beside', 'Approved by Lee']];
    case 'created':
      return [
        ['thread', `${id} is requested\\.`],
        ['beside', `Ordered: ${id}, requested`],
      ];
    case 'port_changed':
    case 'port_gone':
    case 'port_altered': {
      // What comes and goes is counted, once that was told.
      if (flapping && before.flapping) return [];
      const alarm = alarmOf(row);
      const words = alarm?.kind === 'flapping' ? alarmText(alarm, id, row) : changedText(row, before);
      return [...thread(words), ...besideOf(row, before, alarm)];
    }
    case 'port_stable': {
      const alarm = alarmOf(row);
      return [
        ...thread(`${id} is stable again: ${detail.state} for .*${detail.times} times`),
        ['beside', alarm ? alarmText(alarm, id, row) : `${id} is stable again: ${detail.state}`],
      ];
    }
    case 'alarm_raised': {
      const alarm = detail.alarm as Alarm;
      return both(alarmText(alarm, id, row));
    }
    case 'alarm_taken':
      return thread(`Lee looks after .*${id}`);
    case 'still_waiting': {
      const days = Math.floor((row.at - before.waitsSince) / DAY);
      return thread(`${id} has been ${before.state} for ${days === 1 ? '24 hours' : `${days} days`}: `);
    }
    case 'port_listed_again':
      return both(`${id} is listed again: ${detail.state}`);
    case 'loa_fetched':
      return [
        ['thread', `The LOA-CFA of ${id} is here.*Issued ${utc(Number(detail.issuedAt))}`],
        ['beside', `The LOA-CFA of ${id} is ready.*Issued ${utc(Number(detail.issuedAt))}`],
      ];
    case 'loa_filed':
      // A file without words: which one it is, letters.ts looks at.
      return thread('$');
    case 'cross_connect_drafted':
      return thread(`Cross-connect order for ${id}`);
    case 'loa_refused':
      return detail.told ? thread(`AWS.*LOA-CFA of ${id}`) : [];
    case 'loa_given_up':
      return both(`The LOA-CFA of ${id} is not asked for any more`);
    default:
      if (SILENT.has(event)) return [];
      throw new TypeError(`Nothing is known of ${event}, which the trail has.`);
  }
}

const DAY = 24 * 3_600_000;

/** A time as people read it where Slack has no markup for one. */
function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** What the thread says of a port that looks otherwise than before. */
function changedText({ event, detail, at }: AuditRow, before: Story): string {
  const { interconnectId: id, missing } = before;
  const changes = (detail.changes ?? []) as Parameters<typeof changeText>[0];
  const others = changeText(changes);
  const what =
    alarmOf({ event, detail })?.kind === 'encryption_lost' ? 'lost its encryption' : 'has changed at AWS';
  if (event === 'port_altered')
    return `${id} ${what}\\.${missing ? ' It is listed again\\.' : ''}.*${others}`;
  const { state } = detail.seen as { state: string };
  return `${missing ? `${id} is listed again\\. ` : ''}${id} ${meaningOf(state, before, at)}.*${others}`;
}

/** What whoever asked is told beside it: the alarm, or what became of their port. */
function besideOf({ event, detail, ...row }: AuditRow, before: Story, alarm: Alarm | undefined): Line[] {
  const { interconnectId: id, isLit, darkSince } = before;
  if (alarm) return [['beside', alarmText(alarm, id, row)]];
  const { state } = detail.seen as { state: string };
  if (event === 'port_gone') return [['beside', `Deleted at AWS: ${id}`]];
  if (event === 'port_altered') {
    const changes = (detail.changes ?? []) as { what: string; to: unknown; after?: number }[];
    const back = changes.filter(({ what, after }) => what === 'portEncryptionStatus' && after !== undefined);
    if (!before.missing && back.length === 0) return [];
    const again = before.missing ? ' It is listed again\\.' : '';
    return [['beside', `${id} has changed at AWS\\.${again}.*${changeText(back)}`]];
  }
  if (event !== 'port_changed' || state !== 'available') return [];
  if (!isLit) return [['beside', `Ordered: ${id}, available`]];
  // Nothing else that it comes back from was told there.
  return darkSince === undefined ? [] : [['beside', `${id} ${meaningOf(state, before, row.at)}`]];
}

/** The alarm that a fact carries beside what it says itself. */
export function alarmOf({ event, detail }: Pick<AuditRow, 'event' | 'detail'>): Alarm | undefined {
  // Who takes one over names it.
  if (event === 'alarm_raised' || event === 'alarm_taken') return detail.alarm as Alarm;
  return (detail.alarm as { alarm: Alarm } | undefined)?.alarm;
}

/** How each alarm begins. */
function alarmText({ kind, episode }: Alarm, id: string, { at }: Pick<AuditRow, 'at'>): string {
  const days = Math.floor((at - episode) / DAY);
  const words: Record<string, string> = {
    requested: `${id} has been requested for ${days} days: AWS says .*72 hours`,
    unanswered: `${id} has been requested for ${days} days\\. AWS deletes`,
    loa: `${id} has no light ${days} days after its LOA-CFA${days >= 90 ? ': the LOA has expired, and AWS bills' : '\\.'}`,
    light_lost: `${id} is down: light was lost`,
    flapping: `${id} is flapping: `,
    encryption_lost: `${id} lost its encryption`,
    missing: `${id} is missing: .*not the same as deleted`,
    deleted: `${id} (is being|was) deleted at AWS\\. The bot did not do that`,
  };
  const text = words[kind];
  if (text === undefined) throw new TypeError(`Nothing is known of alarms of the kind ${kind}.`);
  return text;
}
