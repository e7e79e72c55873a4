import type { StoredMessage } from '../../../sandbox/workspace/types.ts';
import { submit } from '../../../src/actions/submitting/submit.ts';
import { REQUEST_TAG } from '../../../src/domain/tags.ts';
import { requestIdOf } from '../../support/shown.ts';
import { openStage, type Stage, WAIT_MS } from '../../support/stage.ts';
import { type Child, startChild } from './kill-child.ts';

const HURRY_MS = 40_000;
const ROUNDS = 10;

/** Two bots on one store, one of them a process of its own; both are ready. */
export async function withTwoBots(url: string, run: (stage: Stage) => Promise<void>): Promise<void> {
  const stage = await openStage();
  let other: Child | undefined;
  try {
    await stage.start({ DATABASE_URL: url });
    other = await startChild({ ...stage.env, DATABASE_URL: url });
    await stage.slack.until('two connections', () => stage.slack.sockets() === 2, WAIT_MS);
    stage.leaves('what the other bot has under its lease when it is killed at the end');
    await run(stage);
  } finally {
    await other?.end();
    await stage.close();
  }
}

/** Records more requests of Erin's, one by one as a person's are, until there are `count`; answers all cards. */
export async function requestMany(stage: Stage, count: number): Promise<StoredMessage[]> {
  const { id: requesterId } = stage.cast.erin;
  const cards = () => stage.slack.messages(stage.approvals);
  await stage.slack.until('the card of the form', () => cards()[0], WAIT_MS);
  // AWS allows ten ports at a site.
  const sites = stage.aws.locations.filter(
    ({ region, availablePortSpeeds }) => region === 'us-east-1' && availablePortSpeeds.includes('10G'),
  );
  const approvers = [{ kind: 'group', id: stage.env.APPROVERS ?? '', name: 'net-leads' }] as const;
  for (let index = 0; index < count - 1; index++)
    await submit(
      { store: stage.store(), rules: { openRequestsPerPerson: count } },
      {
        submissionId: `V-${index}`,
        requester: { id: requesterId, name: 'Erin' },
        beneficiary: null,
        reason: 'New core',
        order: {
          region: 'us-east-1',
          location: sites[index % sites.length]?.locationCode ?? '',
          bandwidth: '10Gbps',
          interconnectName: `core-${index}`,
          requestMACSec: false,
          tags: [],
        },
        locationName: 'Equinix DC2',
        warnings: [],
        accountId: stage.aws.accountId,
        rule: { name: 'default', approvers: [...approvers], quorum: 1, expiryHours: 72 },
        dryRun: false,
        approvalChannel: stage.approvals,
      },
    );
  await stage.slack.until('all cards', () => cards().length >= count, HURRY_MS);
  return cards();
}

/**
 * Lee and Lin press Approve on every card at the same time, and Slack brings each click to both bots. A click that
 * was answered with an excuse, since the database was too busy, is made again.
 */
export async function approveAll(stage: Stage, cards: readonly StoredMessage[]): Promise<void> {
  const { lee, lin } = stage.cast;
  let left = cards.map((card) => ({ card, id: requestIdOf(card) }));
  for (let round = 0; left.length > 0; round++) {
    if (round === ROUNDS) throw new Error(`${left.length} of ${cards.length} could not be approved.`);
    stage.slack.deliverTwice(left.length * 2);
    const clicks = left.flatMap(({ card }) => [lee.press(card, 'Approve'), lin.press(card, 'Approve')]);
    await Promise.allSettled(clicks);
    const waiting = await Promise.all(left.map(({ id }) => isWaiting(stage, id).catch(() => true)));
    left = left.filter((_, index) => waiting[index]);
  }
}

async function isWaiting(stage: Stage, id: string): Promise<boolean> {
  const request = await stage.store().transaction((tx) => tx.requests.read(id));
  return request?.state.status === 'awaiting_approval';
}

/** What a request came to: its calls and ports at AWS, its card, and what its messages' threads say. */
export interface End {
  calls: number;
  ports: string[];
  /** What the store holds to be left to tell. */
  left: number;
}

/** Waits until both bots have nothing left to do, and answers each request's end. */
export async function endsOf(stage: Stage, requestIds: readonly string[]): Promise<End[]> {
  const { aws } = stage;
  await aws.until('all calls', () => aws.calls('CreateInterconnect').length >= requestIds.length, HURRY_MS);
  const tagOf = (tags: unknown) =>
    (tags as { key: string; value: string }[]).find(({ key }) => key === REQUEST_TAG)?.value;
  const leftOf = (id: string) =>
    stage.store().transaction(async (tx) => {
      const surfaces = (await tx.messages.of(id)).filter(
        ({ posting, wanted, drawn }) => posting !== 'posted' || wanted !== drawn,
      );
      const lines = [await tx.outbox.next(id, 'channel'), await tx.outbox.next(id, 'dm')].filter(Boolean);
      const request = await tx.requests.read(id);
      return surfaces.length + lines.length + (request?.state.status === 'ordered' ? 0 : 1);
    });
  return Promise.all(
    requestIds.map(async (id) => ({
      calls: aws.calls('CreateInterconnect').filter(({ input }) => tagOf(input.tags) === id).length,
      ports: aws.interconnects
        .filter(({ tags }) => tagOf(tags) === id)
        .map(({ interconnectId }) => interconnectId),
      left: await leftOf(id),
    })),
  );
}
