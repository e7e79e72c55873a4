import type { AwsFault, StoredInterconnect } from '../../../sandbox/aws/types.ts';
import { seeded } from '../../support/seeded.ts';
import type { Press } from './people.ts';

/** A span of a life; times in milliseconds since the order. */
export interface Span {
  from: number;
  until: number;
}

/** What AWS shows of the port from a time on. */
interface Change {
  at: number;
  sets: Partial<StoredInterconnect>;
  /** So many listings it takes until all is told that it brings; a few unless set. */
  listings?: number;
}

/** What is done to the bot's process: so many calls to the outside after `at`, or at once. */
export interface Blow {
  at: number;
  what: 'kill' | 'sleep' | 'restart' | 'roll_over';
  calls: number;
  /** How long nobody runs in its place; or, asleep, how long it sleeps while another runs. */
  forMs: number;
}

/** All that happens to one port and around it. */
export interface Life {
  seed: number;
  lastsMs: number;
  /** In order; the first one is the port as it is made. */
  changes: Change[];
  /** While these answer nothing. */
  away: { aws: Span[]; slack: Span[] };
  blows: Blow[];
  /** What people press when, if it is there to be pressed. */
  presses: { at: number; what: Press }[];
  /** How the first calls for a letter go wrong. */
  letterFaults: AwsFault[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAYS = 120;

/** How long it is requested, and from then until there is light: each kind of life tells other alarms. */
const COURSES = [
  { requested: [1.1, 2.6], dark: [91.2, 93] },
  { requested: [3.2, 4.5], dark: [30, 45] },
  { requested: [6.1, 6.8], dark: [82, 86] },
] as const;

/** A port is missing for so many listings before anything is said of it. */
const MISSING_LISTINGS = 13;
/** A port that came and went is told as stable an hour later. */
const STABLE_MS = 2 * HOUR;
/** What an episode ends with. */
const AS_IT_WAS = {
  interconnectState: 'available',
  shown: 'listed',
  portEncryptionStatus: 'Encryption Up',
} as const satisfies Change['sets'];
const FIRST_KEY = key('a1', 'associated');

/**
 * The same life for the same seed: 120 days from the order to, mostly, the port's deletion by somebody else. `trouble`: how
 * much of it, at most 1; people's clicks and what happens to the port are the same.
 */
export function lifeOf(seed: number, trouble = 1): Life {
  const random = seeded(seed);
  const between = (from: number, to: number) => Math.round((from + (to - from) * random()) / MINUTE) * MINUTE;
  const changes: Change[] = [{ at: 0, sets: { interconnectState: 'requested', shown: 'listed' } }];
  const course = COURSES[seed % COURSES.length] ?? COURSES[0];
  const [requested, dark] = [course.requested, course.dark].map(([from, to]) =>
    between(from * DAY, to * DAY),
  ) as [number, number];
  const set = (at: number, sets: Change['sets']) => changes.push({ at, sets });
  const state = (at: number, interconnectState: string) => set(at, { interconnectState });
  state(requested, 'pending');
  state(requested + between(0.5 * DAY, 4 * DAY), 'down');
  const litAt = requested + dark;
  state(litAt, 'available');

  const episodes: ((at: number) => number)[] = [
    // Light is lost for a moment, and for long.
    (at) => back(at, { interconnectState: 'down' }, between(10 * MINUTE, 50 * MINUTE)),
    (at) => back(at, { interconnectState: 'down' }, between(1.2 * DAY, 1.8 * DAY)),
    (at) => flaps(at, 10 + Math.floor(random() * 5)),
    (at) => {
      // A key is changed: pending after available is not about an LOA.
      set(at, { interconnectState: 'pending', macSecKeys: [FIRST_KEY, key('b2', 'associating')] });
      const done = at + between(HOUR, 5 * HOUR);
      set(done, { interconnectState: 'available', macSecKeys: [key('b2', 'associated')] });
      return done;
    },
    (at) => back(at, { portEncryptionStatus: 'Encryption Down' }, between(HOUR, 5 * HOUR)),
    (at) => back(at, { interconnectState: 'unknown' }, between(HOUR, 6 * HOUR)),
    (at) => back(at, { shown: 'nowhere' }, between(4 * HOUR, 9 * HOUR), MISSING_LISTINGS),
    // Listings lack it, and AWS knows it all the same: nothing is to be told.
    (at) => back(at, { shown: 'by_id' }, between(3 * HOUR, 5 * HOUR), MISSING_LISTINGS),
    (at) => {
      set(at, { awsDevice: 'EqDC2-3c91f0moved' });
      return at;
    },
    (at) => {
      set(at, { hasLogicalRedundancy: 'no', jumboFrameCapable: false });
      return at;
    },
    (at) => {
      // A LAG's member may be missing from listings: the LAG shows it.
      set(at, { lagId: 'dxlag-fgroom24' });
      const seen = back(at + 2 * HOUR, { shown: 'nowhere' }, between(3 * HOUR, 5 * HOUR), MISSING_LISTINGS);
      set(seen + 2 * HOUR, { lagId: undefined });
      return seen + 2 * HOUR;
    },
  ];
  const back = (at: number, sets: Change['sets'], ms: number, listings?: number) => {
    changes.push({ at, sets, ...(listings === undefined ? {} : { listings }) });
    set(
      at + ms,
      Object.fromEntries(Object.keys(sets).map((name) => [name, AS_IT_WAS[name as keyof typeof AS_IT_WAS]])),
    );
    return at + ms;
  };
  const flaps = (from: number, times: number) => {
    let at = from;
    for (let left = times; left > 0; left--)
      at =
        back(at, { interconnectState: 'down' }, between(4 * MINUTE, 8 * MINUTE)) +
        between(4 * MINUTE, 8 * MINUTE);
    return at + STABLE_MS;
  };
  let at = litAt;
  at += between(0.5 * DAY, DAY);
  set(at, {
    encryptionMode: 'should_encrypt',
    portEncryptionStatus: 'Encryption Up',
    macSecKeys: [FIRST_KEY],
  });
  const end = DAYS * DAY;
  const gap = (0.9 * (end - at)) / (episodes.length + 2);
  for (const episode of shuffled(episodes, random)) at = episode(at + between(0.5 * gap, 0.9 * gap));
  at += between(0.3 * DAY, 0.6 * DAY);
  if (seed % 4 !== 3) {
    state(at, 'deleting');
    state(at + between(20 * MINUTE, 2 * HOUR), 'deleted');
  }
  const chance = { random, between, trouble };
  return {
    seed,
    lastsMs: end,
    changes,
    away: { aws: spans(changes, end, chance), slack: spans(changes, end, chance) },
    blows: blows(changes, end, chance),
    presses: presses(requested, litAt, end, between),
    letterFaults: LETTER_FAULTS.filter(() => random() < 0.4),
  };
}

/** The letter once more, not long after the first, and now and then whatever alarm there is. */
function presses(requested: number, litAt: number, end: number, between: Between): Life['presses'] {
  const gotIt = (from: number, until: number) => ({ at: between(from, until), what: 'got_it' as const });
  return [
    { at: between(requested + DAY, requested + 20 * DAY), what: 'loa_again' as const },
    gotIt(3 * DAY, 7 * DAY),
    gotIt(litAt - 10 * DAY, litAt),
    ...Array.from({ length: 8 }, () => gotIt(litAt, end)),
  ].toSorted((one, other) => one.at - other.at);
}

/** Refused while AWS isn't ready; answered, and the answer lost. */
const LETTER_FAULTS: readonly AwsFault[] = [
  { kind: 'error', name: 'DirectConnectClientException', status: 400, message: 'Not yet.' },
  { kind: 'html', status: 502 },
];

/** Times of changes that stand alone: while light comes and goes there is trouble enough. */
function lonely(changes: readonly Change[]): number[] {
  const times = changes.map(({ at }) => at);
  return times.filter(
    (at) => at > 0 && times.every((other) => other === at || Math.abs(other - at) > HOUR / 3),
  );
}

type Between = (from: number, to: number) => number;

/** What decides what happens, and how much trouble there is. */
interface Chance {
  random: () => number;
  between: Between;
  trouble: number;
}

/** Hours now and then, and always over some change. */
function spans(changes: readonly Change[], end: number, { random, between, trouble }: Chance): Span[] {
  const over = lonely(changes)
    .filter(() => random() < 0.2 * trouble)
    .map((at) => at - between(0, HOUR));
  const any = Array.from({ length: 3 * trouble }, () => between(DAY, end));
  const sorted = [...over, ...any].toSorted((one, other) => one - other);
  const found: Span[] = [];
  for (const from of sorted) {
    const last = found.at(-1)?.until ?? 0;
    if (from > last + 4 * HOUR) found.push({ from, until: from + between(2 * HOUR, 9 * HOUR) });
  }
  return found;
}

const KINDS: readonly Blow['what'][] = ['kill', 'kill', 'kill', 'sleep', 'sleep', 'restart', 'roll_over'];

/** Half of them when something changes, so that they strike while it is noted and told. */
function blows(changes: readonly Change[], end: number, { random, between, trouble }: Chance): Blow[] {
  const times = [
    ...lonely(changes).filter(() => random() < 0.5 * trouble),
    ...Array.from({ length: 4 * trouble }, () => between(HOUR, end)),
  ];
  return times
    .toSorted((one, other) => one - other)
    .map((at) => ({
      at,
      what: KINDS[Math.floor(random() * KINDS.length)] ?? 'kill',
      calls: 1 + Math.floor(random() * 24),
      forMs: random() < 0.5 ? 0 : between(10 * MINUTE, 3 * HOUR),
    }));
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const rest = [...list];
  return list.flatMap(() => rest.splice(Math.floor(random() * rest.length), 1));
}

function key(ckn: string, state: string) {
  return {
    secretARN: `arn:aws:secretsmanager:us-east-1:123456789012:secret:${ckn}`,
    ckn,
    state,
    startOn: '',
  };
}
