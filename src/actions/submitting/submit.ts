import { namesake } from '../../domain/catalog/unusual.ts';
import type { Person } from '../../domain/person.ts';
import { dueAt } from '../../domain/request/due.ts';
import type { Order } from '../../domain/request/order.ts';
import type { Request } from '../../domain/request/request.ts';
import { isOpen } from '../../domain/rules/permission.ts';
import type { Rule } from '../../domain/rules/policy.ts';
import { hoursAfter } from '../../domain/time.ts';
import type { Violation } from '../../domain/violation.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import { CARD_PATIENCE_MS } from '../delivering/deliver-message.ts';
import { note, traceNow } from '../lifecycle/advance.ts';
import { type HasSecond, lockFirst } from '../pairing/beside.ts';
import { fingerprint } from './fingerprint.ts';
import { addOwnMessages } from './own-messages.ts';
import { newRequestId } from './request-id.ts';

export interface Submission {
  /** Slack's name of the sent form: the same form sent twice makes one request. */
  submissionId: string;
  requester: Person;
  beneficiary: Person | null;
  reason: string;
  /** Already checked by the domain and against the catalog. */
  order: Order;
  locationName: string;
  warnings: string[];
  accountId: string | null;
  /** What that is called, if somebody has named it. */
  accountLabel?: string | undefined;
  rule: Rule;
  dryRun: boolean;
  /** Where the card goes. */
  approvalChannel: string;
  /** Approvers who don't see it there, by ID; nobody where it is left out. */
  unseeing?: readonly string[];
  /** The AWS devices that the last listing of all ports shows at its location. */
  devices?: readonly string[];
}

interface SubmitDeps {
  store: Store;
  /** How many undecided or unplaced requests one person may have. */
  rules: { openRequestsPerPerson: number };
}

export type Submitted =
  | { kind: 'submitted'; request: Request }
  /** This form was sent before, with other values: what was recorded then. */
  | { kind: 'sent_before'; request: Request }
  /** The request in whose place it is asked for has come to life again. */
  | { kind: 'moved_on' }
  /** What only the port beside which it is asked for tells to be wrong. */
  | { kind: 'refused'; violations: Violation[] }
  | HasSecond
  /** This person has as many undecided or unplaced requests as one may have. */
  | { kind: 'too_many'; open: number };

/**
 * Records a new request, and asks for its card and its direct message; or answers with the one that this form made
 * before. `after`: the request in whose place it is asked for; `beside`: the one whose port it is to be the second of.
 * The cards of both then lead to it.
 */
export function submit(
  { store, rules }: SubmitDeps,
  submission: Submission,
  { after, beside }: { after?: string | undefined; beside?: string | undefined } = {},
): Promise<Submitted> {
  const { approvalChannel, unseeing = [], devices = [], ...asked } = submission;
  return store.transaction(async (tx) => {
    const open = await tx.requests.countOpenOf(asked.requester.id);
    const earlier = await tx.requests.bySubmission(asked.submissionId);
    if (earlier) return sentAgain(earlier, submission);
    if (open >= rules.openRequestsPerPerson) return { kind: 'too_many', open };
    const before = after === undefined ? undefined : await tx.requests.lock(after);
    // A refused order may have been tried again since the form was opened: its port would come twice.
    if (before && !isOpen('request_again', before.state)) return { kind: 'moved_on' };
    const pairing =
      beside === undefined ? undefined : await lockFirst(tx, beside, { order: asked.order, after, devices });
    if (pairing && pairing.kind !== 'beside') return pairing;
    const expiresAt = hoursAfter(tx.now, asked.rule.expiryHours);
    const fresh: Omit<Request, 'dueAt'> = {
      ...asked,
      warnings: withoutTwins([
        ...(await namesakes(tx, asked.order)),
        ...(pairing?.warnings ?? []),
        ...asked.warnings,
      ]),
      id: newRequestId(),
      revision: 1,
      version: 1,
      fingerprint: fingerprint(asked.order, asked.accountId),
      createdAt: tx.now,
      askedAt: tx.now,
      reminded: 0,
      nudgedAt: null,
      escalatedAt: null,
      expiresAt,
      trace: traceNow(tx),
      state: { status: 'awaiting_approval', ...(before ? { after: before.id } : {}) },
    };
    const request: Request = { ...fresh, dueAt: dueAt(fresh, expiresAt, tx.now) };
    if (!(await tx.requests.add(request))) {
      throw new TypeError(`The submission ${asked.submissionId} is another person's too.`);
    }
    const { order, accountId, reason, rule, dryRun, beneficiary } = request;
    const asks = { order, accountId, reason, rule, dryRun, ...(beneficiary ? { beneficiary } : {}) };
    const second = beside === undefined ? {} : { beside };
    const fact = { type: 'submitted', ...asks, ...second } as const;
    await tx.messages.add(request.id, 'channel', approvalChannel);
    await tx.messages.add(request.id, 'dm', null, CARD_PATIENCE_MS);
    await addOwnMessages(tx, request, unseeing);
    await note(tx, request, fact, { actor: request.requester });
    if (before) {
      await note(tx, before, { type: 'asked_again', again: request.id }, { actor: request.requester });
      await tx.messages.redraw(before.id, 'channel');
    }
    if (pairing) {
      const { first } = pairing;
      await tx.pairs.add({ first: first.id, second: request.id });
      await note(tx, first, { type: 'pair_asked', second: request.id }, { actor: request.requester });
      await tx.messages.redraw(first.id);
    }
    return { kind: 'submitted', request };
  });
}

/** Each sentence once. */
export function withoutTwins(warnings: readonly string[]): string[] {
  return [...new Set(warnings)];
}

/** Says it where another open request asks for a port of the same name. */
export async function namesakes(tx: Tx, { interconnectName }: Order, own?: string): Promise<string[]> {
  const others = (await tx.requests.openNamed(interconnectName)).filter((id) => id !== own);
  return others.slice(0, 1).map(namesake);
}

/** What a form that was sent once more has come to: Slack may deliver it twice, and people may change it in between. */
export function sentAgain(
  request: Request,
  {
    order,
    accountId,
    reason,
    beneficiary,
  }: Pick<Submission, 'order' | 'accountId' | 'reason' | 'beneficiary'>,
): { kind: 'submitted' | 'sent_before'; request: Request } {
  // The account may have become known only after the form was sent first.
  const same =
    fingerprint(order, request.accountId) === request.fingerprint &&
    (accountId ?? request.accountId) === (request.accountId ?? accountId) &&
    reason === request.reason &&
    beneficiary?.id === request.beneficiary?.id;
  return { kind: same ? 'submitted' : 'sent_before', request };
}
