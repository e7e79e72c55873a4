import { randomUUID } from 'node:crypto';
import { type Card, click, command, submission } from '../generator/payloads.ts';
import { CHANNEL, people } from '../people.ts';
import type { Call } from '../stand-ins/calls.ts';
import type { Outside } from '../stand-ins/outside.ts';
import type { Subject } from '../subjects/subject.ts';

/** What people do, timed from outside. Times are milliseconds. */
export interface Clicks {
  /** `/interconnect`, until Slack gets views.open. */
  open(): Promise<number>;
  /** A sent form, until its ack. */
  submit(): Promise<{ acked: number; name: string; by: string }>;
  /** The same, its card, and who asked; the name begins with `prefix`. */
  submitForCard(prefix?: string): Promise<{ card: Card; by: string }>;
  /** Any button, until its ack. */
  press(user: string, action: string, card: Card): Promise<number>;
  /** Approve, until its ack and until AWS gets the order. */
  approve(card: Card): Promise<Approved>;
  /** The same, and until Slack gets the line with the port's ID, from AWS's answer on. */
  order(card: Card): Promise<Approved & { told: number }>;
}

/** One press of Approve. */
interface Approved {
  sentAt: number;
  ackedAt: number;
  acked: number;
  created: number;
  /** CreateInterconnect. */
  call: Call;
}

/** The calls that have to be watched for all that. */
export const WATCHED = ['views.open', 'chat.postMessage', 'chat.update', 'CreateInterconnect'];

let turn = 0;

/** The clicks of one app. */
export function clicksOf(outside: Outside, { way, names }: Subject): Clicks {
  const requester = () => people.requesters[turn++ % people.requesters.length] ?? '';
  const lead = () => people.leads[turn++ % people.leads.length] ?? '';
  const own = (method: string) => (call: Call) =>
    call.method === method && (call.who === names.botToken || call.who === names.accessKeyId);
  const slack = (method: string, holds: (detail: Record<string, string>) => boolean, what: string) =>
    outside.call(what, (call) => own(method)(call) && holds(call.detail), SLACK_MS);

  const submit = async (prefix = 'port') => {
    const name = `${prefix}-${randomUUID().slice(0, 13)}`;
    const by = requester();
    const { sentAt, ackedAt, body } = await way.send(submission(`V${randomUUID()}`, by, name));
    if (body.includes('"errors"')) throw new Error(`A form was refused: ${body}`);
    return { acked: ackedAt - sentAt, name, by };
  };
  const approve = async (card: Card) => {
    const created = outside.call('CreateInterconnect', own('CreateInterconnect'));
    const [{ sentAt, ackedAt }, call] = await Promise.all([
      way.send(click(randomUUID(), lead(), 'approve', card)),
      created,
    ]);
    return { sentAt, ackedAt, acked: ackedAt - sentAt, created: call.at - sentAt, call };
  };
  return {
    submit,
    approve,
    async open() {
      const id = randomUUID();
      const opened = slack('views.open', ({ trigger_id }) => trigger_id === id, 'views.open');
      const [{ sentAt }, call] = await Promise.all([way.send(command(id, requester(), CHANNEL)), opened]);
      return call.at - sentAt;
    },
    async press(user, action, card) {
      const { sentAt, ackedAt } = await way.send(click(randomUUID(), user, action, card));
      return ackedAt - sentAt;
    },
    async submitForCard(prefix) {
      const calls: Call[] = [];
      const off = outside.on((call) => own('chat.postMessage')(call) && calls.push(call));
      try {
        const { name, by } = await submit(prefix);
        const about = ({ detail }: Call) => detail.channel === CHANNEL && detail.blocks?.includes(name);
        const posted =
          calls.find(about) ??
          (await outside.call(
            'a card',
            (call) => own('chat.postMessage')(call) && about(call) === true,
            SLACK_MS,
          ));
        return { card: cardOf(posted), by };
      } finally {
        off();
      }
    },
    async order(card) {
      const lines: Call[] = [];
      const isLine = (call: Call) => own('chat.postMessage')(call) && call.detail.thread_ts !== undefined;
      const off = outside.on((call) => isLine(call) && lines.push(call));
      try {
        const approved = await approve(card);
        const { call } = approved;
        const { interconnectId = '' } = call.detail;
        const about = ({ detail }: Call) =>
          detail.channel === CHANNEL && detail.text?.includes(interconnectId) === true;
        const line =
          lines.find(about) ?? (await outside.call('the line', (one) => isLine(one) && about(one), SLACK_MS));
        return { ...approved, told: line.at - call.answeredAt };
      } finally {
        off();
      }
    },
  };
}

/** Slack's pace for posts may keep one waiting for a while. */
const SLACK_MS = 60_000;

function cardOf({ detail }: Call): Card {
  const blocks = JSON.parse(detail.blocks ?? '[]') as {
    elements?: { action_id?: string; value?: string }[];
  }[];
  const buttons = blocks.flatMap(({ elements = [] }) => elements);
  const value = buttons.find(({ action_id }) => action_id === 'approve')?.value ?? '';
  return { channel: detail.channel ?? '', ts: '1.000001', value };
}
