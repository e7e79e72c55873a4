import type { Request } from '../../../src/domain/request/request.ts';
import { hasEnded } from '../../../src/domain/request/status.ts';
import type { WrittenRule } from '../../../src/domain/rules/rule-set.ts';
import type { Who } from './people.ts';
import { STRICTER, WRITTEN } from './rules.ts';
import { held, STATES } from './states.ts';

/** What else is so when somebody clicks. */
export interface Circumstance {
  title: string;
  /** Who clicks; everybody where it is left out. */
  people?: Some<Who>;
  /** In which states; in all where it is left out. */
  states?: Some<string>;
  /** The request as the pressed card showed it; as it is where this is left out. */
  shown?: (request: Request) => Request;
  /** Clicked once more; the second answer counts. */
  twice?: true;
  /** Slack doesn't tell any more who is in which group. */
  groupsUnchecked?: true;
  /** The database doesn't answer. */
  away?: true;
  frozen?: true;
  dryRun?: true;
  /** The rules of now; those that the request was made under where this is left out. */
  rules?: readonly WrittenRule[];
}

/** Some of all, and why nobody else is asked, or nothing else looked at: the document says so. */
interface Some<T> {
  only: readonly T[];
  why: string;
}

const BY_RIGHT: Some<Who> = {
  only: ['requester', 'lead', 'approver', 'rejecter', 'director', 'member'],
  why: 'whoever is nobody’s approver, guest or not, is told so as on a fresh card',
};
const BY_ROLE: Some<Who> = {
  only: ['requester', 'lead', 'approver'],
  why: 'it is no question of who clicks',
};
const BY_SIDE: Some<Who> = {
  only: ['requester', 'lead'],
  why: 'it decides nothing about clicks',
};
const NOT_ENDED: Some<string> = {
  only: STATES.filter((title) => !hasEnded(held(title, 'ic-0').request.state)),
  why: 'about one that has ended nothing is decided',
};
const EARLIER_ATTEMPT = ({ state, ...request }: Request): Request => ({
  ...request,
  state: 'attempt' in state ? { ...state, attempt: Math.max(state.attempt - 1, 0) } : state,
});
const EARLIER_LOOK = ({ state, ...request }: Request): Request => ({
  ...request,
  state: 'candidates' in state ? { ...state, candidates: [] } : state,
});

/** The states in which such a card is another one than a fresh one. */
function whereOther(shown: (request: Request) => Request): Some<string> {
  return {
    only: STATES.filter((title) => {
      const { request } = held(title, 'ic-0');
      return JSON.stringify(shown(request)) !== JSON.stringify({ ...shown(request), state: request.state });
    }),
    why: 'in the others such a card is the same as a fresh one',
  };
}

const CIRCUMSTANCES = {
  fresh: { title: 'a fresh card' },
  earlier_revision: {
    title: 'a card of the revision before',
    states: NOT_ENDED,
    people: BY_ROLE,
    shown: (request) => ({ ...request, revision: request.revision - 1, fingerprint: 'of-the-order-before' }),
  },
  earlier_attempt: {
    title: 'a card of the attempt before',
    people: BY_ROLE,
    states: whereOther(EARLIER_ATTEMPT),
    shown: EARLIER_ATTEMPT,
  },
  earlier_look: {
    title: 'a card from before a port of the same name was seen',
    people: BY_ROLE,
    states: whereOther(EARLIER_LOOK),
    shown: EARLIER_LOOK,
  },
  twice: {
    title: 'the same click twice: the second answer',
    states: NOT_ENDED,
    people: BY_ROLE,
    twice: true,
  },
  away: {
    title: 'the database doesn’t answer',
    states: { only: ['waits, 1 of 2'], why: 'nobody can read in which it is' },
    away: true,
  },
  no_rule: { title: 'no rule is for it any more', states: NOT_ENDED, people: BY_RIGHT, rules: [] },
  stricter: { title: 'a stricter rule by now', states: NOT_ENDED, people: BY_RIGHT, rules: [STRICTER] },
  frozen: { title: 'ordering is frozen', states: NOT_ENDED, people: BY_SIDE, frozen: true },
  // Whoever is asked next would have to read them anew: nobody is, before the bot starts again.
  groups_unchecked: {
    title: 'Slack doesn’t tell who is in the groups',
    states: NOT_ENDED,
    people: BY_RIGHT,
    groupsUnchecked: true,
  },
  dry_run: { title: 'the bot runs with DRY_RUN', states: NOT_ENDED, people: BY_SIDE, dryRun: true },
} as const satisfies Record<string, Circumstance>;

export type When = keyof typeof CIRCUMSTANCES;
export const WHEN = Object.keys(CIRCUMSTANCES) as When[];

/** One circumstance, with all that it can have. */
export function circumstance(when: When): Circumstance {
  return CIRCUMSTANCES[when];
}

/** The rules that hold then. */
export function rulesOf({ rules }: Circumstance): readonly WrittenRule[] {
  return rules ?? [WRITTEN];
}
