import { fingerprint } from '../../../../src/actions/submitting/fingerprint.ts';
import type { AuditRow } from '../../../../src/domain/audit.ts';
import type { Person } from '../../../../src/domain/person.ts';
import type { Order } from '../../../../src/domain/request/order.ts';
import { BOT_TAG_PREFIX } from '../../../../src/domain/tags.ts';
import { type Call, type Evidence, must } from './evidence.ts';
import { LEADS } from './world.ts';

const AUTHORISING = new Set(['approved', 'ordered_again', 'tried_again']);
const REPEATING = new Set(['attempt_not_sent', 'attempt_throttled']);

/** Calls are never more than people asked for, plus one for each that was not sent or throttled; not at the end, and not at any time before. */
export function callsWereAuthorised({ asked, trail, calls }: Evidence): void {
  let allowed = 0;
  let committed = 0;
  for (const { event } of trail) {
    if (AUTHORISING.has(event) || REPEATING.has(event)) allowed++;
    if (event === 'attempt_committed') committed++;
    must(committed <= allowed, `${asked.id} had attempt ${committed} with ${allowed} authorisations.`);
  }
  must(calls.length <= committed, `${asked.id}: ${calls.length} calls for ${committed} attempts.`);
  must(!asked.dryRun || calls.length === 0, `${asked.id} was a dry run, and AWS got a call.`);
}

/** Nothing is sent but what enough entitled people other than the requester voted for, byte for byte. */
export function callsWereDecided(evidence: Evidence): void {
  const { asked, trail, calls } = evidence;
  trail.forEach((row, index) => {
    if (row.event !== 'attempt_committed') return;
    const before = trail.slice(0, index);
    const basis = before.findLast(({ event }) => event === 'approved');
    must(basis !== undefined, `${asked.id}: an attempt without an approval.`);
    must(
      basis.fingerprint === row.fingerprint && basis.revision === row.revision,
      `${asked.id}: what was sent is not what was approved.`,
    );
    const approval = before.slice(0, before.lastIndexOf(basis));
    enough(evidence, standingVotes(approval, row.revision), row.fingerprint);
    const last = before.findLast(({ event }) => AUTHORISING.has(event));
    if (last?.event === 'ordered_again') enough(evidence, votesToOrderAgain(before), row.fingerprint);
    if (last?.event === 'tried_again')
      must(maySay(evidence, last.actor?.id, true), `${last.actor?.id} tried ${asked.id} again.`);
    const call = calls.find(({ attempt }) => attempt === row.detail.attempt);
    must(
      !call || fingerprint(orderOnWire(call), asked.accountId) === row.fingerprint,
      `${asked.id}: AWS was asked for something else than was approved.`,
    );
    must(
      !call || asked.accountId === null || call.accountId === asked.accountId,
      `${asked.id} was sent to another account.`,
    );
  });
}

/** Approvals that nobody had replaced by a rejection, taken back or voided. */
function standingVotes(before: AuditRow[], revision: number): AuditRow[] {
  const standing = new Map<string | undefined, AuditRow>();
  for (const row of before.filter((one) => one.revision === revision)) {
    const { event, actor, detail } = row;
    if (event === 'voted' && detail.decision === 'approve') standing.set(actor?.id, row);
    else if (event === 'voted' || event === 'vote_taken_back') standing.delete(actor?.id);
    else if (event === 'votes_voided' && detail.votesFor === 0)
      for (const { id } of detail.voters as Person[]) standing.delete(id);
  }
  return [...standing.values()];
}

/** Votes to order again count from the last change of what the card said of AWS. */
function votesToOrderAgain(before: AuditRow[]): AuditRow[] {
  const decided = before.findLastIndex(({ event }) => event === 'ordered_again');
  const asked = before.slice(0, decided).findLastIndex(({ event }) => event === 'not_settled');
  return before.slice(asked, decided).filter(({ event }) => event === 'voted_to_order_again');
}

function enough(evidence: Evidence, votes: AuditRow[], print: string): void {
  const { id, quorum } = evidence.asked;
  const voters = new Set(votes.map(({ actor }) => actor?.id));
  must(voters.size >= quorum, `${id} was sent with ${voters.size} of ${quorum} votes.`);
  for (const voter of voters) must(maySay(evidence, voter, false), `${id} was sent by the vote of ${voter}.`);
  must(
    votes.every(({ fingerprint }) => fingerprint === print),
    `${id}: a vote on another order counted.`,
  );
}

function maySay({ asked }: Evidence, who: string | undefined, requesterToo: boolean): boolean {
  if (who === undefined) return false;
  return who === asked.requester ? requesterToo : LEADS.includes(who);
}

/** The order as AWS was asked for it, without the bot's own tags. */
function orderOnWire({ input, region }: Call): Order {
  const { interconnectName, bandwidth, location, lagId, providerName, requestMACSec, tags } =
    input as unknown as Order;
  return {
    region,
    interconnectName,
    bandwidth,
    location,
    ...(lagId === undefined ? {} : { lagId }),
    ...(providerName === undefined ? {} : { providerName }),
    requestMACSec: requestMACSec ?? false,
    tags: tags.filter(({ key }) => !key.startsWith(BOT_TAG_PREFIX)),
  };
}
