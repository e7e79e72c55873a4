import { resubmit } from '../../../../src/actions/submitting/resubmit.ts';
import { type Submission, submit } from '../../../../src/actions/submitting/submit.ts';
import type { Order } from '../../../../src/domain/request/order.ts';
import type { Request } from '../../../../src/domain/request/request.ts';
import { REGION } from './accounts.ts';
import { type Fate, inProcess, type Ports } from './process.ts';
import { GROUP, look, type Name, person, type World } from './world.ts';

/** More would only make a run longer: races are between a request and its twin. */
export const MOST_REQUESTS = 3;

/** What ports are called in forms. */
export const NAMES = ['core-01', 'core-02'] as const;

/** What someone fills in. */
export interface Form {
  by: Name;
  name: string;
  quorum: number;
  /** False where AWS had not told its account by then. */
  pinned: boolean;
  dryRun: boolean;
}

/** Someone sends the form; Slack may deliver it twice. */
export async function ask(world: World, asked: Form, how: { twice: boolean; fate: Fate }): Promise<void> {
  if (world.asked.length === MOST_REQUESTS) return;
  const submission = submissionOf(world, asked);
  const send = () =>
    inProcess(world, how.fate, ({ store }) =>
      submit({ store, rules: { openRequestsPerPerson: MOST_REQUESTS } }, submission),
    );
  await send();
  if (how.twice) await send();
  const made = await look(world, (tx) => tx.requests.bySubmission(submission.submissionId));
  if (!made) return;
  const { requester, accountId, dryRun } = submission;
  world.asked.push({ id: made.id, requester: requester.id, quorum: asked.quorum, accountId, dryRun });
}

/** The form once more, after the request was sent back; the rule and the account are as they were. */
export function askDifferently(world: World, { store }: Ports, request: Request, by: Name, name: string) {
  const { dryRun, accountId } = request;
  const { quorum } = request.rule;
  const submission = submissionOf(world, { by, name, quorum, pinned: true, dryRun });
  return resubmit({ store }, { ...submission, requestId: request.id, accountId });
}

function submissionOf(world: World, asked: Form): Submission {
  world.forms++;
  return {
    submissionId: `V${world.forms}`,
    requester: person(asked.by),
    beneficiary: null,
    reason: 'New core',
    order: orderOf(asked.name),
    locationName: 'Site EqDC2',
    warnings: [],
    accountId: asked.pinned ? world.accounts.ours.aws.accountId : null,
    rule: {
      name: 'default',
      approvers: [{ kind: 'group', id: GROUP, name: 'net-leads' }],
      quorum: asked.quorum,
      rejectQuorum: asked.quorum,
      expiryHours: 72,
    },
    dryRun: asked.dryRun,
    approvalChannel: world.channel,
  };
}

export function orderOf(interconnectName: string): Order {
  return {
    region: REGION,
    location: 'EqDC2',
    bandwidth: '10Gbps',
    interconnectName,
    requestMACSec: false,
    tags: [{ key: 'team', value: 'core' }],
  };
}
