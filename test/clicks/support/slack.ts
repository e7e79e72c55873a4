import type { FetchFunction } from '@slack/web-api';
import { GROUPS, USERS } from './people.ts';

/** What somebody got to see of one click. */
export interface Answer {
  /** How often it was acked. */
  acks: number;
  /** Private sentences, wherever they were said. */
  said: string[];
  /** Titles of the modals that were opened. */
  opened: string[];
}

interface Call {
  method: string;
  args: URLSearchParams;
}

const READS = new Set(['users.info', 'usergroups.list']);

/** Slack's Web API at the wire: takes everything, and keeps what people would see. */
export interface Wire {
  fetch: FetchFunction;
  /** What was called since the last time, reads left out. */
  taken(): Call[];
  /** Whether it tells who is in which group. */
  tellsGroups: boolean;
}

export function createWire(): Wire {
  let calls: Call[] = [];
  const answer = ({ method, args }: Call): Record<string, unknown> => {
    if (method === 'usergroups.list') {
      if (!wire.tellsGroups) return { ok: false, error: 'fatal_error' };
      const usergroups = Object.entries(GROUPS).map(([id, { handle, users }]) => ({
        id,
        handle,
        users: users.map((user) => user.id),
      }));
      return { ok: true, usergroups };
    }
    if (method !== 'users.info') return { ok: true };
    const user = USERS.get(args.get('user') ?? '');
    return user ? { ok: true, user } : { ok: false, error: 'fatal_error' };
  };
  const wire: Wire = {
    tellsGroups: true,
    async fetch(url, init) {
      const call = {
        method: String(url).replace(/^.*\/api\//, ''),
        args: new URLSearchParams(String(init?.body ?? '')),
      };
      if (!READS.has(call.method)) calls.push(call);
      return Response.json(answer(call));
    },
    taken() {
      const taken = calls;
      calls = [];
      return taken;
    },
  };
  return wire;
}

/** What these calls and acks came to for whoever clicked. Throws on a call that no click makes. */
export function answerOf(calls: readonly Call[], acks: readonly unknown[]): Answer {
  const answer: Answer = { acks: acks.length, said: [], opened: [] };
  for (const { method, args } of calls) {
    if (method === 'chat.postEphemeral') answer.said.push(args.get('text') ?? '');
    else if (method === 'views.open') answer.opened.push(titleOf(JSON.parse(args.get('view') ?? '')));
    else throw new Error(`A click called ${method}.`);
  }
  for (const ack of acks) answer.said.push(...saidIn(ack as Acked | undefined));
  return { ...answer, said: answer.said.map(unescaped) };
}

interface Acked {
  errors?: Record<string, string>;
  view?: { title: { text: string }; blocks: { text?: { text?: string } }[] };
}

/** What a modal becomes, or says beside its field. */
function saidIn(ack: Acked | undefined): string[] {
  const shown = ack?.view?.blocks.flatMap(({ text }) => text?.text ?? []) ?? [];
  return [...Object.values(ack?.errors ?? {}), ...shown];
}

function titleOf({ title }: { title: { text: string } }): string {
  return title.text;
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
