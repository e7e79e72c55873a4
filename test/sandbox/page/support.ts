import { afterEach } from 'vitest';
import { startAws } from '../../../sandbox/aws/index.ts';
import type { ControlOptions, Time } from '../../../sandbox/control/types.ts';
import type { View } from '../../../sandbox/control/view.ts';
import { startPage } from '../../../sandbox/page/index.ts';
import { startWorkspace } from '../../../sandbox/workspace/index.ts';
import type { Json, WorkspaceOptions } from '../../../sandbox/workspace/types.ts';
import { ADMIN } from '../aws/support.ts';
import { startBot } from './bot.ts';

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

interface Answer {
  problem?: string;
  options?: { text: string; value: string }[];
}

/** A page over a workspace with Erin, Lee and a bot, and an AWS without ports. */
export async function stage(options?: WorkspaceOptions, more?: Partial<ControlOptions>) {
  const aws = await startAws({ policy: ADMIN });
  const { now } = aws.clock;
  const workspace = await startWorkspace({ now, monotonic: () => performance.now(), ...options });
  const erin = workspace.addUser({ name: 'erin', realName: 'Erin' }).id;
  const lee = workspace.addUser({ name: 'lee', realName: 'Lee' }).id;
  workspace.addGroup({ handle: 'net-leads', users: [lee] });
  const channel = workspace.addChannel({ name: 'interconnects' }).id;
  const stopBot = await startBot(workspace, channel);
  const passed: (number | 'next')[] = [];
  let pace = 1;
  const time: Time = {
    now,
    pace: () => pace,
    setPace: (wanted) => {
      pace = wanted;
    },
    jump: (ms) => passed.push(ms),
    toNext: () => passed.push('next'),
    isJumping: () => passed.length > 0,
  };
  const page = await startPage({
    workspace,
    aws,
    time,
    channel,
    people: [
      { id: erin, role: 'engineer' },
      { id: lee, role: 'lead' },
    ],
    sentence: 'Demo.',
    steps: ['One.', 'Two.'],
    ...more,
  });
  cleanups.push(
    () => aws.close(),
    () => workspace.close(),
    stopBot,
    () => page.close(),
  );

  const post = async (path: string, body: Json): Promise<Answer> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(page.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await answer.json()) as Answer;
  };
  return {
    page,
    workspace,
    aws,
    erin,
    lee,
    channel,
    passed,
    passTime: (kind: string, details: Json = {}) => post('/api/v1/time', { kind, ...details }),
    workPort: (kind: string, interconnectId: string) => post('/api/v1/aws', { kind, interconnectId }),
    act: (as: string, kind: string, details: Json = {}) => post('/api/v1/act', { as, kind, ...details }),
    trouble: (kind: string, details: Json = {}) => post('/api/v1/trouble', { kind, ...details }),
    options: (as: string, block: string, query: string) => post('/api/v1/options', { as, block, query }),
    state: async (as: string) => (await (await fetch(`${page.url}/api/v1/state?as=${as}`)).json()) as View,
  };
}

/** Listens to what open pages are told; each call answers the next that comes. */
export async function newsOf(url: string): Promise<() => Promise<{ journal: number }>> {
  const aborting = new AbortController();
  cleanups.push(() => aborting.abort());
  const { body } = await fetch(`${url}/api/v1/events`, { signal: aborting.signal });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  return async () => {
    const { value = '' } = (await reader?.read()) ?? {};
    return JSON.parse(/^data: (.*)\n\n$/.exec(value)?.[1] ?? '');
  };
}
