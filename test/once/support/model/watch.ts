import { callsOf, must, portsAtAws } from './evidence.ts';
import { look, type World } from './world.ts';

/** What holds at every moment, whatever has just happened. */
export async function watch(world: World): Promise<void> {
  must(world.offences.length === 0, world.offences.join(' '));
  const calls = callsOf(world);
  const names = calls.map(({ requestId, attempt }) => `${requestId}/${attempt}`);
  must(new Set(names).size === names.length, `An attempt was sent twice: ${names.join(', ')}.`);
  const ids = new Set(portsAtAws(world).map(({ interconnectId }) => interconnectId));
  const held = new Set<string>();
  const requests = await look(world, async (tx) => {
    const found = [];
    for (const { id } of world.asked) found.push(await tx.requests.read(id));
    return found;
  });
  for (const request of requests) {
    const state = request?.state;
    if (state?.status === 'refused') {
      const call = calls.find(
        ({ requestId, attempt }) => requestId === request?.id && attempt === state.attempt,
      );
      must(
        call?.interconnectId === undefined,
        `${request?.id} is called refused, and AWS made ${call?.interconnectId}.`,
      );
    }
    if (state?.status !== 'ordered' && state?.status !== 'closed') continue;
    must(
      ids.has(state.interconnectId),
      `${request?.id} is ${state.status} with ${state.interconnectId}, which AWS doesn't have.`,
    );
    must(!held.has(state.interconnectId), `${state.interconnectId} belongs to two requests.`);
    held.add(state.interconnectId);
  }
}
