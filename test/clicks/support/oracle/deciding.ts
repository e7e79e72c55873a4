import { isOpen } from '../../../../src/domain/rules/permission.ts';
import { NOW } from '../happened.ts';
import { PEOPLE, WHO } from '../people.ts';
import { deniedSentence, SENTENCES } from '../sentences.ts';
import {
  after,
  type Click,
  cast,
  counting,
  type Expected,
  expire,
  isStale,
  may,
  moved,
  NO_ENTITLEMENT,
  open,
  personOf,
  ruleNow,
  said,
  tooLate,
  uncheckedFor,
} from './click.ts';

/** What the bot's rule writes to whoever asked, where nobody could approve any more. */
const TOO_FEW =
  'Too few people may approve it both by the rule it was asked under and by the rule of now. Asking again takes the rule of now.';

/** What only those may do who decide, as long as it waits for approval. */
export function ballot(click: Click, then: () => Expected): Expected {
  const { held, circumstance } = click;
  const { request } = held;
  if (!isOpen('approve', request.state)) return tooLate(click);
  const unsure = uncheckedFor(click);
  if (unsure) return said(click, unsure);
  const allowed = may(click, 'approve');
  if (allowed.kind === 'expired') return expire(click);
  // Whoever notices it: nobody could approve it any more.
  const able = WHO.filter((who) => may(click, 'approve', PEOPLE[who].person).kind === 'may');
  const rule = ruleNow(circumstance);
  if (able.length < Math.max(request.rule.quorum, rule?.quorum ?? 0)) {
    const back = after(click, { type: 'sent_back', by: null, reason: TOO_FEW, at: NOW });
    return { answer: { kind: 'said', text: SENTENCES.unreachable }, after: back };
  }
  if (allowed.kind !== 'may') return said(click, deniedSentence(open(allowed)));
  return isStale(click) ? said(click, SENTENCES.changed) : then();
}

/** A vote, and what all votes come to with it. */
export function vote(click: Click, choice: 'approve' | 'reject', comment: string | null): Expected {
  const { held } = click;
  const voter = personOf(click);
  const own = held.votes.find(({ attempt, voter: { id } }) => attempt === 0 && id === voter.id);
  const said0 = comment ?? (own?.choice === choice ? own.comment : null);
  const isSame = own?.choice === choice && own.comment === said0;
  const votes = isSame ? held.votes : cast(click, choice, 0, said0);
  const standing = { ...held, votes };
  const rejected = counting({ ...click, held: standing }, 'reject', 'reject', 0);
  const approved = counting({ ...click, held: standing }, 'approve', 'approve', 0);
  const { quorum, rejectQuorum = 1 } = held.request.rule;
  if (rejected.length >= rejectQuorum) {
    const last = rejected.at(-1);
    if (!last) throw new Error('Nobody has rejected it.');
    const by = { by: last.voter, reason: last.comment ?? '', ...NO_ENTITLEMENT, at: NOW };
    return moved({ ...click, held: standing }, { type: 'rejected', ...by });
  }
  if (approved.length >= quorum) {
    const by = approved.map((one) => one.voter);
    return moved({ ...click, held: standing }, { type: 'approved', by, at: NOW });
  }
  if (!isSame) return { answer: { kind: 'done', what: 'counted' }, after: standing };
  return said(
    click,
    choice === 'approve'
      ? SENTENCES.alreadyApproved(own.at, quorum - approved.length)
      : SENTENCES.alreadyRejected(own.at, rejectQuorum - rejected.length),
  );
}

/** Takes one's own vote back. */
export function takeBack(click: Click): Expected {
  const { held } = click;
  // To take one's own vote back it takes no right any more.
  if (!isOpen('take_back', held.request.state)) return tooLate(click);
  if (NOW >= held.request.expiresAt) return expire(click);
  if (isStale(click)) return said(click, SENTENCES.changed);
  const { id } = personOf(click);
  const votes = held.votes.filter(({ voter }) => voter.id !== id);
  if (votes.length === held.votes.length) return said(click, SENTENCES.noVote);
  return { answer: { kind: 'done', what: 'taken back' }, after: { ...held, votes } };
}
