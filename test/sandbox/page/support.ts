import { afterEach } from 'vitest';
import { startAws } from '../../../sandbox/aws/index.ts';
import type { Time } from '../../../sandbox/control/types.ts';
import { startPage } from '../../../sandbox/page/index.ts';
import { startWorkspace } from '../../../sandbox/workspace/index.ts';
import type { Json, OpenView, StoredMessage, WorkspaceOptions } from '../../../sandbox/workspace/types.ts';
import { ADMIN } from '../aws/support.ts';
import { startBot } from './bot.ts';

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** What the page's server says of one person's screen. */
interface Screen {
  modal?: OpenView & { view: { title: { text: string } } };
  messages: (StoredMessage & { replies: StoredMessage[] })[];
  time: {
    now: number;
    pace: number;
    isJumping: boolean;
    slowPorts: boolean;
    next?: { at: number; interconnectId: string };
  };
  trouble: Record<'slack' | 'aws', Side> & { archived: boolean; set: string[] };
}

interface Side {
  calls: string[];
  faults: string[];
  percent: number;
  struck: Record<string, number>;
}

interface Answer {
  problem?: string;
  options?: { text: string; value: string }[];
}

/** A page over a workspace with Erin, Lee and a bot, and an AWS without ports. */
export async function stage(options?: WorkspaceOptions) {
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
    act: (as: string, kind: string, details: Json = {}) => post('/api/v1/act', { as, kind, ...details }),
    trouble: (kind: string, details: Json = {}) => post('/api/v1/trouble', { kind, ...details }),
    options: (as: string, block: string, query: string) => post('/api/v1/options', { as, block, query }),
    state: async (as: string) => (await (await fetch(`${page.url}/api/v1/state?as=${as}`)).json()) as Screen,
  };
}
