import type { Finding } from '../../../../src/domain/request/request.ts';
import { isOpen } from '../../../../src/domain/rules/permission.ts';
import { LOA_AT, NOW } from '../happened.ts';
import { deniedSentence, SENTENCES } from '../sentences.ts';
import {
  after,
  type Click,
  cast,
  counting,
  type Expected,
  isOfEarlierAttempt,
  may,
  moved,
  open,
  opened,
  personOf,
  ruleNow,
  said,
  shownOf,
  tooLate,
  uncheckedFor,
} from './click.ts';

const NO_FINDING: Finding = {
  looked: 'could_not_look',
  candidates: [],
  tagged: [],
  lagLinks: null,
  lateUntil: 0,
};

/** Sends a refused order again, as long as its approval stands. */
export function tryAgain(click: Click): Expected {
  const { held } = click;
  if (!isOpen('try_again', held.request.state) || isOfEarlierAttempt(click)) return tooLate(click);
  const unsure = uncheckedFor(click);
  if (unsure) return said(click, unsure);
  const allowed = may(click, 'try_again');
  if (allowed.kind === 'not_entitled') return said(click, SENTENCES.cantTry(allowed.rule));
  if (allowed.kind !== 'may') return said(click, deniedSentence(open(allowed)));
  const tried = after(click, { type: 'tried_again', by: personOf(click), at: NOW });
  const standing = counting({ ...click, held: tried }, 'send', 'approve', 0);
  if (standing.length >= held.request.rule.quorum)
    return { answer: { kind: 'done', what: tried.request.state.status }, after: tried };
  const rule = ruleNow(click.circumstance);
  const gone = rule
    ? held.votes.filter((one) => !standing.includes(one) && one.choice === 'approve')
    : held.votes;
  const lapsed = after(click, { type: 'approval_lapsed', why: '', finding: NO_FINDING, at: NOW });
  const votes = held.votes.filter((one) => !gone.includes(one));
  return { answer: { kind: 'said', text: SENTENCES.lapsed }, after: { ...lapsed, votes } };
}

/** What only those may do who decide, about an attempt whose outcome nobody knows. */
export function decision(
  click: Click,
  verb: 'order_again' | 'it_exists' | 'give_up',
  then: () => Expected,
): Expected {
  const { state } = click.held.request;
  if (state.status !== 'needs_decision' || isOfEarlierAttempt(click)) return tooLate(click);
  const unsure = uncheckedFor(click);
  if (unsure) return said(click, unsure);
  const allowed = may(click, verb);
  if (allowed.kind === 'not_open')
    return said(click, SENTENCES.tagged(state.tagged.map(({ interconnectId }) => interconnectId)));
  return allowed.kind === 'may' ? then() : said(click, deniedSentence(open(allowed)));
}

/** Asks for a second order, or has it sent where enough have. */
export function orderAgain(click: Click): Expected {
  const { held } = click;
  const { state, rule } = held.request;
  if (state.status !== 'needs_decision') throw new Error('Nothing is to be decided.');
  if (state.looked === 'could_not_look') return said(click, SENTENCES.notLooked);
  const shown = shownOf(click).state;
  const seen: readonly string[] = 'candidates' in shown ? shown.candidates : [];
  const unseen = state.candidates.filter((id) => !seen.includes(id));
  if (unseen.length > 0) return said(click, SENTENCES.alike(unseen));
  const { id } = personOf(click);
  const own = held.votes.find(({ choice, voter }) => choice === 'order_again' && voter.id === id);
  const votes = own ? held.votes : cast(click, 'order_again', state.attempt, null);
  const counts = counting(
    { ...click, held: { ...held, votes } },
    'order_again',
    'order_again',
    state.attempt,
  );
  const missing = rule.quorum - counts.length;
  const voted = { ...held, votes };
  if (missing <= 0) {
    const by = counts.map(({ voter }) => voter);
    const event = { type: 'ordered_again', by, accepted: state.candidates, at: NOW } as const;
    return moved({ ...click, held: voted }, event);
  }
  const text = own ? SENTENCES.askedAlready(own.at, missing) : SENTENCES.counted(missing);
  return { answer: { kind: 'said', text }, after: voted };
}

/** Shows what fetching the LOA does, and asks to confirm; for whoever it is for too. */
export function loaAgain(click: Click): Expected {
  return onLoa(click, () => opened(click, 'Get the LOA again'));
}

/** Has the LOA fetched; the modal was opened before anybody had one. */
export function loaWished(click: Click): Expected {
  return onLoa(click, () =>
    click.held.loa === 'answered'
      ? said(click, SENTENCES.loaSince('Lux', LOA_AT))
      : { answer: { kind: 'said', text: SENTENCES.loaWished }, after: { ...click.held, loa: 'open' } },
  );
}

function onLoa(click: Click, then: () => Expected): Expected {
  const { state } = click.held.request;
  if (!isOpen('loa_again', state))
    return said(click, SENTENCES.noLoa(state.status === 'ordered' ? state.portState : undefined));
  const unsure = uncheckedFor(click);
  if (unsure) return said(click, unsure);
  const allowed = may(click, 'loa_again');
  if (allowed.kind === 'not_entitled') return said(click, SENTENCES.cantGetLoa(allowed.rule));
  if (allowed.kind === 'no_member') return said(click, SENTENCES.noMember('get the LOA'));
  if (allowed.kind !== 'may') return said(click, deniedSentence(open(allowed)));
  return click.held.loa === 'open' ? said(click, SENTENCES.loaUnderWay) : then();
}
