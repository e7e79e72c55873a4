import fc from 'fast-check';
import type { Attempt } from '../../../../src/domain/request/attempt.ts';
import { REQUEST_TAG } from '../../../../src/domain/tags.ts';
import type { Tx } from '../../../../src/interfaces/store.ts';
import { command } from './command.ts';
import { SEARCHING } from './evidence.ts';
import { orderByHand } from './weather-at-aws.ts';
import { LEADS, look, person, requestAt, type World } from './world.ts';

/** All three stay as often as one of them leaves. */
const STAYS = LEADS.length;

/** A lead leaves the group; whoever left before is back. */
const leads = command<number>('leads', (world, gone) => {
  world.leads = LEADS.filter((_, index) => index !== gone);
});

/** The rule of now asks for more people, or no longer does. */
const stricter = command<number>('stricter', (world, more) => {
  world.stricter = more;
});

const freeze = command<boolean>('freeze', setFreeze);

function setFreeze(world: World, on: boolean): Promise<void> {
  return look(world, async (tx) => {
    await tx.freeze.put(on ? { by: person('max'), reason: 'Audit', at: tx.now } : null);
  });
}

/** Someone who can order at AWS puts a request's tag on a port of their own, or on one of the ordered name. */
const plant = command<{ which: number; agrees: boolean }>('tagPlanted', async (world, { which, agrees }) => {
  const request = await requestAt(world, which);
  if (!request || !SEARCHING.has(request.state.status)) return;
  const tag = { key: REQUEST_TAG, value: request.id };
  orderByHand(world, agrees ? request.order.interconnectName : 'core-99', [tag]);
});

/** Everybody is back, the rules are as they were, and nothing is frozen. */
export async function calmDown(world: World): Promise<void> {
  world.leads = [...LEADS];
  world.stricter = 0;
  await setFreeze(world, false);
}

export const authority = [
  { weight: 2, arbitrary: fc.constantFrom(0, 1, 2, STAYS, STAYS).map(leads) },
  { weight: 1, arbitrary: fc.constantFrom(0, 0, 1).map(stricter) },
  { weight: 1, arbitrary: fc.constantFrom(false, false, true).map(freeze) },
  { weight: 1, arbitrary: fc.record({ which: fc.nat(2), agrees: fc.boolean() }).map(plant) },
];

/**
 * What is wrong with an attempt that is committed at this very moment, by what the model knows of people and rules;
 * undefined where those who voted for it are in the group now and enough, by the rule of then and of now.
 */
export async function unauthorised(
  world: World,
  tx: Tx,
  { requestId, number }: Attempt,
): Promise<string | undefined> {
  const said = `${requestId}, attempt ${number} was committed`;
  if (world.stale) return `${said} while nobody knew who is in the group.`;
  if (await tx.freeze.read()) return `${said} while ordering was frozen.`;
  const request = await tx.requests.read(requestId);
  const asked = world.asked.find(({ id }) => id === requestId);
  // A form whose process died is known to the store before it is to the model.
  const quorum = asked?.quorum ?? 1;
  if (request?.state.status !== 'placing') return `${said} while it is ${request?.state.status}.`;
  const { votesFor } = request.state;
  if (votesFor === 0 && tx.now >= request.expiresAt) return `${said} after it had expired.`;
  const votes = await tx.votes.of(requestId, request.revision, votesFor);
  const choice = votesFor === 0 ? 'approve' : 'order_again';
  const counting = votes.filter(
    (vote) =>
      vote.choice === choice && vote.voter.id !== request.requester.id && world.leads.includes(vote.voter.id),
  );
  const count = new Set(counting.map(({ voter }) => voter.id)).size;
  return count < quorum + world.stricter
    ? `${said} with ${count} of ${quorum + world.stricter} votes that count.`
    : undefined;
}
