import type { Request, RequestState } from '../../../src/domain/request/request.ts';
import type { Denied } from '../../../src/domain/rules/permission.ts';
import type { Rule } from '../../../src/domain/rules/policy.ts';

// What people are to be told, word for word; none of it is taken from the bot.

const CANT_ASK = "Guests and people of other organisations can't ask for ports.";
const UNSURE = (what: string) => `Nothing was recorded: I couldn't check ${what}. Press again in a minute.`;

const at = (ms: number) => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const list = (names: readonly string[], last: string) =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`;
const takes = ({ approvers }: Pick<Rule, 'approvers'>) =>
  list(
    approvers.map(({ name }) => name),
    'or',
  );

export const SENTENCES = {
  cantAsk: CANT_ASK,
  away: "Nothing was recorded: the database didn't answer. Press again in a minute.",
  changed: 'The request was changed after this card was drawn. Look at the card again before you decide.',
  unreachable:
    'Too few people may approve it both by the rule it was asked under and by the rule of now: it went back to whoever asked.',
  noVote: 'You have no vote on this that could be taken back. Nothing was changed.',
  lapsed: 'Not enough of those who approved may still approve: it waits for approval again.',
  notLooked: 'Not yet: AWS could not be searched completely since the call. A second order would be blind.',
  uncheckedGroup: UNSURE('who is in net-leads'),
  uncheckedSelf: UNSURE('who you are'),
  foreign: ({ rule, escalatedAt }: Request) => {
    const more = escalatedAt === null ? [] : (rule.escalate?.approvers ?? []);
    return `You can't decide this: it takes ${takes({ approvers: [...rule.approvers, ...more] })}.`;
  },
  onlyRequester: ({ requester }: Request, what: string) => `Only ${requester.name}, who asked, can ${what}.`,
  alreadyApproved: (when: number, missing: number) =>
    `You already approved at ${at(when)}. Still needed: ${missing}.`,
  alreadyRejected: (when: number, missing: number) =>
    `You already rejected it at ${at(when)}. Still needed to end it: ${missing}.`,
  reminded: (again: number) => `Reminded. You can do it again at ${at(again)}.`,
  remindedAlready: (when: number, again: number) =>
    `You had people reminded at ${at(when)}; again from ${at(again)} on.`,
  cantTry: (rule: Rule) => `You can't try this again: it takes whoever asked or ${takes(rule)}.`,
  tagged: (ports: readonly string[]) =>
    `Nothing is ordered again while a port with this order's tag is there (${ports.join(', ')}). It exists, or Give up.`,
  alike: (ports: readonly string[]) =>
    `${ports.join(', ')} has shown up with the same name. Look at it and at the card before you order again.`,
  unknownAlarm: "This alarm isn't known here; another deployment may own it. Nothing was changed.",
  got: 'You look after this now: it stays quiet unless it gets worse.',
  gotAlready: (when: number) => `You already look after this, since ${at(when)}. Your click changed nothing.`,
  cantTake: (rule: Rule) => `You can't take this over: it takes whoever asked or ${takes(rule)}.`,
  counted: (missing: number) => `Counted. Still needed: ${missing}.`,
  askedAlready: (when: number, missing: number) =>
    `You already asked for it at ${at(when)}. Still needed: ${missing}.`,
  loaWished: 'The LOA is being fetched. It comes into the thread of the card.',
  loaUnderWay: 'The LOA is being fetched already. Your click changed nothing.',
  loaSince: (who: string, when: number) =>
    `It was fetched again by ${who} at ${at(when)}; your click changed nothing.`,
  noLoa: (state: string | undefined) =>
    state === undefined
      ? 'There is no port whose LOA could be fetched. Your click changed nothing.'
      : `AWS gives no LOA for a port that is ${state}. Your click changed nothing.`,
  cantGetLoa: (rule: Rule) => `You can't get the LOA: it takes whoever asked or ${takes(rule)}.`,
  noMember: (what: string) => `You can't ${what}: guests, bots and people of other organisations can't.`,
  tooLate: (state: RequestState, when: number | undefined) =>
    `${stands(state, when === undefined ? '' : ` at ${at(when)}`)} Your click changed nothing.`,
};

/** Why somebody may not decide. */
export function deniedSentence(denied: Exclude<Denied, { kind: 'not_open' | 'expired' }>): string {
  switch (denied.kind) {
    case 'own_request':
      return 'You asked for this port, so someone else has to approve it.';
    case 'beneficiary':
      return 'This port is asked for you, so someone else has to approve it.';
    case 'not_entitled':
      return `You can't decide this: it takes ${takes(denied.rule)}.`;
    case 'no_rule':
      return "You can't decide this: no rule is for such a port any more.";
    case 'no_member':
      return "You can't decide this: guests, bots and people of other organisations can't.";
    case 'not_requester':
      throw new Error('Each verb of the requester has words of its own.');
  }
}

function stands(state: RequestState, when: string): string {
  switch (state.status) {
    case 'awaiting_approval':
      return 'It still waits for approval.';
    case 'sent_back':
      return `Already sent back${state.by ? ` by ${state.by.name}` : ''}${when}.`;
    case 'rejected':
      return `Already rejected by ${state.by.name}${when}.`;
    case 'withdrawn':
      return `Already withdrawn by ${state.by.name}${when}.`;
    case 'expired':
      return `Already expired${when}.`;
    case 'abandoned':
      return `Already given up by ${state.by.name}${when}.`;
    case 'closed':
      return state.to === undefined
        ? `${state.interconnectId} was already deleted at AWS${when}.`
        : `${state.interconnectId} was already handed over to ${state.to}${when}.`;
    default: {
      const by = state.by.map(({ name }) => name);
      // Nobody ever approved what is only followed.
      if (by.length === 0) return 'It was at AWS already and is only followed: nobody decides about it.';
      return `Already approved by ${list(by, 'and')}${when}.`;
    }
  }
}
