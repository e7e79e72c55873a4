import type { Person } from '../../../../src/domain/person.ts';
import type { RequestEvent } from '../../../../src/domain/request/fact.ts';
import type { Request, RequestState } from '../../../../src/domain/request/request.ts';
import { transition } from '../../../../src/domain/request/transition.ts';
import type { Choice, Vote } from '../../../../src/domain/request/vote.ts';
import { permission, type Verb } from '../../../../src/domain/rules/permission.ts';
import type { Rule } from '../../../../src/domain/rules/policy.ts';
import type { Button } from '../buttons.ts';
import { type Circumstance, rulesOf } from '../circumstances.ts';
import { NOW } from '../happened.ts';
import { MEMBERS, PEOPLE, type Who } from '../people.ts';
import { kept } from '../rules.ts';
import { SENTENCES } from '../sentences.ts';
import type { Held } from '../states.ts';

/** What one click is to come to: exactly one answer, and what the store holds after it. */
export interface Expected {
  answer:
    | { kind: 'said'; text: string }
    | { kind: 'opened'; title: string }
    /** Nothing is said: the redrawn card says it. */
    | { kind: 'done'; what: string };
  after: Held;
}

/** A click, and all that its answer may hang on. */
export interface Click {
  held: Held;
  button: Button;
  who: Who;
  circumstance: Circumstance;
}

/** What `transition` doesn't look at. */
export const NO_ENTITLEMENT = { rule: '', via: null, ruleNow: null, viaNow: null };

/** It is said, and nothing changes. */
export function said({ held }: Click, text: string): Expected {
  return { answer: { kind: 'said', text }, after: held };
}

/** A modal is opened, and nothing changes. */
export function opened({ held }: Click, title: string): Expected {
  return { answer: { kind: 'opened', title }, after: held };
}

/** It moves the request; its card says so. */
export function moved(click: Click, event: RequestEvent): Expected {
  const next = after(click, event);
  return { answer: { kind: 'done', what: next.request.state.status }, after: next };
}

/** What the store holds after it has moved. */
export function after({ held }: Click, event: RequestEvent): Held {
  const state = transition(held.request.state, event);
  if (!state) throw new Error(`${event.type} can't happen in ${held.request.state.status}.`);
  return { ...held, request: { ...held.request, state } };
}

/** Its time is over, and the click is the first to notice. */
export function expire(click: Click): Expected {
  const over = after(click, { type: 'expired', at: NOW });
  const text = SENTENCES.tooLate(over.request.state, NOW);
  return { answer: { kind: 'said', text }, after: over };
}

/** Where it stands by now, and since when: where people have decided to order it, since the last of them did. */
export function tooLate(click: Click): Expected {
  const { request, votes } = click.held;
  const { state } = request;
  const about = 'votesFor' in state ? state.votesFor + 1 : 'attempt' in state ? state.attempt : 0;
  const again = votes.filter(({ attempt, choice }) => choice === 'order_again' && attempt < about);
  const made = again.length > 0 ? again : votes.filter(({ choice }) => choice === 'approve');
  const last = made.length > 0 ? Math.max(...made.map((one) => one.at)) : undefined;
  return said(click, SENTENCES.tooLate(state, isByMany(state) ? last : 'at' in state ? state.at : undefined));
}

function isByMany(state: RequestState): boolean {
  return 'by' in state && Array.isArray(state.by);
}

/** What can't be checked of those whom a decision hangs on. */
export function uncheckedFor({ circumstance, who }: Click): string | undefined {
  if (circumstance.groupsUnchecked) return SENTENCES.uncheckedGroup;
  return PEOPLE[who].standing === undefined ? SENTENCES.uncheckedSelf : undefined;
}

/** Whether somebody may do this, by the code's own table; whoever clicks unless somebody else is named. */
export function may(click: Click, verb: Verb, who: Person = personOf(click)) {
  const now = { rule: ruleNow(click.circumstance), at: NOW };
  return permission(verb, click.held.request, who, MEMBERS, now);
}

/** The rule of now, if there is one. */
export function ruleNow(circumstance: Circumstance): Rule | undefined {
  const [rule] = rulesOf(circumstance);
  return rule && kept(rule);
}

/** The votes for this that count now, in the order in which they were cast. */
export function counting(click: Click, verb: Verb, wanted: Choice, about: number): Vote[] {
  return click.held.votes.filter(
    ({ attempt, choice, voter }) =>
      attempt === about && choice === wanted && may(click, verb, voter).kind === 'may',
  );
}

/** The votes with this one in place of whatever its voter chose before. */
export function cast(click: Click, choice: Choice, attempt: number, comment: string | null): Vote[] {
  const { request, votes } = click.held;
  const voter = personOf(click);
  const { id: requestId, revision, fingerprint } = request;
  const others = votes.filter((one) => one.attempt !== attempt || one.voter.id !== voter.id);
  return [...others, { requestId, revision, attempt, voter, choice, fingerprint, comment, at: NOW }];
}

/** Whoever clicks. */
export function personOf({ who }: Click): Person {
  return PEOPLE[who].person;
}

/** The request as the pressed card showed it. */
export function shownOf({ held, circumstance }: Click): Request {
  return circumstance.shown?.(held.request) ?? held.request;
}

/** Whether the card showed an earlier revision. */
export function isStale(click: Click): boolean {
  return shownOf(click).revision !== click.held.request.revision;
}

/** Whether the card showed an earlier attempt. */
export function isOfEarlierAttempt(click: Click): boolean {
  const attemptOf = ({ state }: Request) => ('attempt' in state ? state.attempt : 0);
  return attemptOf(shownOf(click)) !== attemptOf(click.held.request);
}

/** What is no question of time any more. */
export function open<D extends { kind: string }>(
  denied: D,
): Exclude<D, { kind: 'not_open' | 'expired' | 'may' }> {
  if (['not_open', 'expired', 'may'].includes(denied.kind)) throw new Error(`It is ${denied.kind}.`);
  return denied as Exclude<D, { kind: 'not_open' | 'expired' | 'may' }>;
}
