import { vi } from 'vitest';
import { WebSocket } from 'ws';
import { Rates } from '../../../../sandbox/workspace/api/rates.ts';
import { startWorkspace } from '../../../../sandbox/workspace/index.ts';
import type { Limits } from '../../../../sandbox/workspace/limits.ts';
import { answerResponse } from '../../../../sandbox/workspace/response.ts';
import type { Workspace } from '../../../../sandbox/workspace/types.ts';
import { newResponseUrl, newTrigger, takeTrigger } from '../../../../sandbox/workspace/views/triggers.ts';
import { callRaw } from '../support.ts';
import { many, scene } from './scene.ts';
import type { Trial } from './trial.ts';

const triggering =
  (late: (size: number) => number, uses: (size: number) => number): Trial =>
  (size, limits) => {
    const { state, user, tick } = scene(limits);
    const id = newTrigger(state, user);
    tick(late(size));
    const last = many(uses(size), () => takeTrigger(state, id)).at(-1);
    return typeof last === 'string' ? last : 'taken';
  };

const responding =
  (late: (size: number) => number, uses: (size: number) => number): Trial =>
  (size, limits) => {
    const { state, user, channel, tick } = scene(limits);
    const id = newResponseUrl(state, user, channel).split('/').at(-1) ?? '';
    tick(late(size));
    const last = many(uses(size), () => answerResponse(state, id, { text: 'x' })).at(-1);
    return String(last?.body.error ?? 'taken');
  };

/** What becomes of the last of so many calls at once, and of one more after so many milliseconds. */
function calls(method: string, limits: Limits, times: number, later?: number): string {
  let now = 0;
  const rates = new Rates(() => now, limits);
  const call = () => (rates.refuse(method, { channel: 'C1' }) === undefined ? 'taken' : 'ratelimited');
  const last = many(times, call).at(-1) ?? 'nothing';
  if (later === undefined) return last;
  now += later;
  return call();
}

const bursting =
  (method: string): Trial =>
  (size, limits) =>
    calls(method, limits, size);

/** All at once that may be, then one more when its turn comes. */
const pacing =
  (method: string, burst: keyof Limits): Trial =>
  (size, limits) =>
    calls(method, limits, limits[burst], 60_000 / size + 1e-6);

async function connection(workspace: Workspace): Promise<WebSocket> {
  const answer = await callRaw(workspace, 'apps.connections.open', {}, workspace.appToken);
  const { url } = (await answer.json()) as { url: string };
  return new WebSocket(url);
}

function nextFrame(socket: WebSocket): Promise<{ type: string; reason?: string; envelope_id?: string }> {
  return new Promise((resolve) => socket.once('message', (data) => resolve(JSON.parse(String(data)))));
}

/** The last of so many connections. */
const connecting: Trial = async (size, limits) => {
  const workspace = await startWorkspace({ limits });
  let last = 'nothing';
  for (let count = 0; count < size; count += 1) {
    const { type, reason } = await nextFrame(await connection(workspace));
    last = type === 'hello' ? 'taken' : String(reason);
  }
  await workspace.close();
  return last;
};

/** A click that is acked in the last millisecond of so many. */
const acking: Trial = async (size, limits) => {
  const workspace = await startWorkspace({ limits });
  const person = workspace.as(workspace.addUser({ name: 'erin' }).id);
  workspace.addChannel({ name: 'network-approvals' });
  const socket = await connection(workspace);
  await nextFrame(socket);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const envelope = nextFrame(socket);
    const delivery = person.slash('/interconnect');
    const { envelope_id } = await envelope;
    vi.advanceTimersByTime(size - 1);
    socket.send(JSON.stringify({ envelope_id }));
    return (await delivery).acked ? 'taken' : 'the click is lost';
  } finally {
    vi.useRealTimers();
    await workspace.close();
  }
};

const same = (size: number) => size;
const once = () => 1;
const atOnce = () => 0;

/** What expires, runs out or comes too often, at its limit and beyond. */
export const timeTrials = {
  'ack.time': acking,
  'trigger_id.time': triggering(same, once),
  'trigger_id.uses': triggering(atOnce, same),
  'response_url.time': responding(same, once),
  'response_url.uses': responding(atOnce, same),
  'app.sockets': connecting,
  'rate.chat.postMessage': pacing('chat.postMessage', 'burst.chat.postMessage'),
  'rate.tier2': pacing('users.list', 'burst.tier2'),
  'rate.tier3': pacing('chat.update', 'burst.tier3'),
  'rate.tier4': pacing('views.open', 'burst.tier4'),
  'rate.special': pacing('auth.test', 'burst.special'),
  'burst.chat.postMessage': bursting('chat.postMessage'),
  'burst.tier2': bursting('users.list'),
  'burst.tier3': bursting('chat.update'),
  'burst.tier4': bursting('views.open'),
  'burst.special': bursting('auth.test'),
};
