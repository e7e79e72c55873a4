import type { Person } from '../person.ts';
import { type Failure, judge, type Trouble } from '../request/outcome.ts';
import { clip, shown } from '../text.ts';
import { DAY, HOUR, MINUTE, PUT_OFF_MOST_MS, SECOND } from '../time.ts';

// The LOA-CFA, the letter with which the colocation provider connects a port. Each DescribeLoa dates it anew.

/** More than any such letter has. */
const LOA_BYTES_MOST = 5 * 1024 * 1024;

/** One wish for a port's letter: the bot's own, once per port, or somebody's. Times are epoch milliseconds. */
export interface LoaWish {
  requestId: string;
  /** From 1, by request. */
  number: number;
  /** Null where it is the bot's own. */
  by: Person | null;
  /** When the letter was issued that it was made in view of; null where there was none. */
  boundTo: number | null;
  wishedAt: number;
  /** `answered`: AWS gave a letter, of use or not; `given_up`: it didn't, for too long, or the port is gone. */
  state: 'open' | 'answered' | 'given_up';
  /** When AWS is to be asked next; in between its row is due only to ask this. */
  askAt: number;
  /** When AWS was asked last; null before. */
  askedAt: number | null;
  /** Its answer is awaited. */
  awaits: boolean;
  /** How often AWS was asked. */
  asked: number;
  /** How often it said no, its answer was lost, and it could not be asked. */
  failures: Readonly<Record<LoaFailure, number>>;
  failingSince: number | null;
  letter: Letter | null;
  endedAt: number | null;
}

/** A letter as AWS gave it. */
export interface Letter {
  issuedAt: number;
  /** Of its bytes, hexadecimal. */
  sha256: string;
  bytes: number;
  fileId: string;
}

/** `refused`: AWS said no; `lost`: it may have answered; `not_asked`: nothing left. */
export type LoaFailure = 'refused' | 'lost' | 'not_asked';

/** What one DescribeLoa came to. */
export type LoaOutcome =
  | { kind: 'answered'; content: Uint8Array; awsRequestId: string | undefined }
  | ({ kind: LoaFailure } & Trouble);

const FAILURES = {
  // No judgement of a failure.
  created: 'lost',
  refused: 'refused',
  unknown: 'lost',
  not_sent: 'not_asked',
  throttled: 'not_asked',
} as const;

/** Judges a failed DescribeLoa as a failed order is judged: by an allow-list of errors after which nothing was done. */
export function judgeLoa(failure: Failure): Extract<LoaOutcome, { kind: LoaFailure }> {
  const { left: _, ...trouble } = failure;
  const { kind } = judge(failure);
  return { ...trouble, kind: FAILURES[kind] };
}

const PDF = new TextEncoder().encode('%PDF');

/** Why bytes are no letter that anybody could use; undefined where they may be one. */
export function letterProblem(content: Uint8Array): string | undefined {
  if (content.length === 0) return 'it is empty';
  if (content.length > LOA_BYTES_MOST) {
    return `it has ${content.length} bytes, more than ${LOA_BYTES_MOST}`;
  }
  return PDF.every((byte, at) => content[at] === byte) ? undefined : 'it is no PDF';
}

const NAME_MAX = 100;

/** What a letter's file is called, so that two are told apart: `LOA-CFA dxcon-fg5678gh dc2-core-01 2026-11-02.pdf`, a day in UTC. */
export function letterName(interconnectId: string, name: string, issuedAt: number): string {
  const plain = shown(name)
    .replace(/[^\p{L}\p{N} ._,-]+/gu, '-')
    .trim();
  const day = new Date(issuedAt).toISOString().slice(0, 10);
  return `${['LOA-CFA', interconnectId, clip(plain, NAME_MAX), day].filter(Boolean).join(' ')}.pdf`;
}

/** So soon after the first call whose answer was lost AWS is asked again. */
const SOON_MS = 10 * SECOND;
/** So long after the second one, and so long after it could not be asked; then growing. */
const LOST_MS = 5 * MINUTE;
const NOT_ASKED_MS = 30 * SECOND;
const PAUSE_MOST_MS = HOUR;
/** So long after the first failure it is given up. */
const PATIENCE_MS = DAY;

/** A failed try of a wish: as it is now, and whether people are told of this one. */
export interface FailedTry {
  wish: LoaWish;
  told: boolean;
}

/**
 * What a failure means for an open wish: when AWS is asked again, after longer and longer, or that it is given up after a
 * day. `retryMs`: after the first refusal. People hear of the first refusal, and of the second time otherwise.
 */
export function afterFailure(wish: LoaWish, kind: LoaFailure, now: number, retryMs: number): FailedTry {
  const failures = { ...wish.failures, [kind]: wish.failures[kind] + 1 };
  const failingSince = wish.failingSince ?? now;
  const ends = failingSince + PATIENCE_MS;
  const failed = { ...wish, failures, failingSince, awaits: false };
  if (now >= ends) return { wish: { ...failed, state: 'given_up', endedAt: now }, told: true };
  const told = kind === 'refused' ? failures.refused === 1 : failures.lost + failures.not_asked === 2;
  const pause = pauseMs(kind, failures[kind], retryMs);
  // The first lost answer is asked for again soon after it was asked for, however late that was noticed.
  const since = kind === 'lost' && failures.lost === 1 ? (wish.askedAt ?? now) : now;
  return { wish: { ...failed, askAt: Math.min(Math.max(since + pause, now), ends) }, told };
}

function pauseMs(kind: LoaFailure, times: number, retryMs: number): number {
  const doubled = (first: number, often: number) => first * 2 ** Math.min(often, 30);
  switch (kind) {
    case 'refused':
      return doubled(retryMs, times - 1);
    case 'lost':
      return times === 1 ? SOON_MS : Math.min(doubled(LOST_MS, times - 2), PAUSE_MOST_MS);
    case 'not_asked':
      return Math.min(doubled(NOT_ASKED_MS, times - 1), PAUSE_MOST_MS);
  }
}

/** When an open wish is to be taken up next; null where nothing is left to do. */
export function loaDueAt({ state, askAt }: Pick<LoaWish, 'state' | 'askAt'>, now: number): number | null {
  return state === 'open' ? Math.min(Math.max(askAt, now), now + PUT_OFF_MOST_MS) : null;
}

/** What people saw of a port's letters: how many AWS had given this bot, and when the last one was issued. */
export interface LettersSeen {
  fetched: number;
  issuedAt: number | null;
}

/** The letters of a port by now: listings show the last one, a while after this bot has fetched it. */
export function lettersOf(wishes: readonly LoaWish[], shown: number | undefined): LettersSeen {
  const answered = wishes.filter(({ state }) => state === 'answered');
  // One that is of no use has a date all the same.
  const times = [...answered.map(({ letter, endedAt }) => letter?.issuedAt ?? endedAt), shown];
  const known = times.filter((at) => typeof at === 'number');
  return { fetched: answered.length, issuedAt: known.length === 0 ? null : Math.max(...known) };
}

/** AWS's time of a letter and this bot's own are so far apart at most. */
const SAME_MS = 10 * MINUTE;

/** Whether a letter of this date is one that this bot has asked AWS for, though the answer may have been lost. */
export function isOfBot(wishes: readonly LoaWish[], issuedAt: number): boolean {
  return wishes.some(({ askedAt }) => askedAt !== null && Math.abs(issuedAt - askedAt) <= SAME_MS);
}

/** Whether the letters are still those that somebody saw. */
export function areSameLetters(seen: LettersSeen, now: LettersSeen): boolean {
  if (seen.fetched !== now.fetched || seen.issuedAt === null || now.issuedAt === null)
    return seen.fetched === now.fetched && seen.issuedAt === now.issuedAt;
  return Math.abs(now.issuedAt - seen.issuedAt) <= SAME_MS;
}
