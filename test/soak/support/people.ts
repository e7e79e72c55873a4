import { setTimeout as wait } from 'node:timers/promises';
import type { Delivery, Person, StoredMessage } from '../../../sandbox/workspace/types.ts';
import type { Town } from './town.ts';

/** One press or sent form, and how it was received. Times are the town's. */
export interface Click {
  who: string;
  what: string;
  requestId: string;
  from: number;
  until: number;
  acked: boolean;
  /** The form that was sent says itself that nothing came of it, and why. */
  refused: boolean;
}

/** What people did, and what they were told at once. */
export interface Doings {
  clicks: Click[];
  /** Requests whose form became `Request sent`. */
  sent: string[];
  /** Forms that could not be filled in or sent, since the bot or Slack was away. */
  givenUp: number;
}

const PATIENCE_MS = 1_500;
const LOCATION = 'EqDC2';
const BANDWIDTH = '10Gbps';

/** Lets everybody loose; resolves when `over` says so and all have finished what they were at. */
export async function live(town: Town, over: () => boolean, random: () => number): Promise<Doings> {
  const doings: Doings = { clicks: [], sent: [], givenUp: 0 };
  const often = async (mostMs: number, act: () => Promise<unknown>) => {
    while (!over()) {
      await act();
      await wait(random() * mostMs);
    }
  };
  await Promise.all([
    ...town.engineers.map((engineer) =>
      often(1_500, () =>
        random() < 0.85 ? order(town, engineer, doings) : pressOwn(town, engineer, doings, random),
      ),
    ),
    ...town.leads.map((lead) => often(500, () => decide(town, lead, doings, random))),
    often(1_500, () => press(town, town.outsider, anyCard(town, random), 'Approve', doings)),
  ]);
  return doings;
}

async function order(town: Town, who: Person, doings: Doings): Promise<void> {
  try {
    while (who.modal()) await who.close();
    await who.slash('/interconnect', '', town.lobby);
    await appears(town, 'the form', () => who.modal());
    await who.choose('location', LOCATION, LOCATION);
    await appears(town, 'bandwidths', () => blockIds(who).includes(`bandwidth:${LOCATION}`));
    await who.choose('bandwidth', BANDWIDTH);
    await appears(town, 'LAGs', () =>
      blockIds(who).some((id) => id.startsWith(`lag:${LOCATION}:${BANDWIDTH}`)),
    );
    await who.type('name', `core-${doings.sent.length}`);
    await who.type('reason', 'New core');
    const { acked } = await who.submit();
    const requestId = requestIn(JSON.stringify(who.modal()?.view ?? ''));
    if (!acked || !requestId) throw new Error('not sent');
    doings.sent.push(requestId);
  } catch {
    doings.givenUp += 1;
  }
}

/** What a requester finds to press in their direct messages. */
async function pressOwn(town: Town, who: Person, doings: Doings, random: () => number): Promise<void> {
  const channel = who.dm();
  const text = random() < 0.5 ? 'Withdraw' : 'Remind';
  const messages = channel ? town.slack.messages(channel).filter((one) => hasButton(one, text)) : [];
  await press(town, who, anyOf(messages, random), text, doings);
}

/** What a lead finds to press on a card; hurried ones press twice. */
async function decide(town: Town, who: Person, doings: Doings, random: () => number): Promise<void> {
  const card = anyCard(town, random);
  if (!card) return;
  const found = ['Approve', 'Try again', 'Order again', 'Give up'].filter((text) => hasButton(card, text));
  if (hasButton(card, 'Reject') && random() < 0.1) return reject(town, who, card, doings);
  const text = anyOf(found, random);
  if (text === undefined) return;
  const times = random() < 0.2 ? 2 : 1;
  await Promise.all(Array.from({ length: times }, () => press(town, who, card, text, doings)));
}

async function reject(town: Town, who: Person, card: StoredMessage, doings: Doings): Promise<void> {
  while (who.modal()) await who.close();
  await press(town, who, card, 'Reject', doings);
  try {
    await appears(town, 'the modal', () => who.modal());
    await who.type('reason', 'Not needed');
    await note(
      town,
      doings,
      who,
      'Reject, sent',
      // A form that a press of before has opened late may be on top.
      requestIn(JSON.stringify(who.modal()?.view)),
      () => who.submit(),
      () => saysNo(who),
    );
  } catch {
    doings.givenUp += 1;
  }
}

async function press(
  town: Town,
  who: Person,
  message: StoredMessage | undefined,
  text: string,
  doings: Doings,
): Promise<void> {
  if (!message || !hasButton(message, text)) return;
  // A card may name another request too: one that asks for a port of the same name, say.
  const requestId = requestIn(buttonsOf(message).find((one) => one.text?.text === text)?.value ?? '');
  await note(town, doings, who, text, requestId, () => who.press(message, text));
}

async function note(
  { clock }: Town,
  doings: Doings,
  who: Person,
  what: string,
  requestId: string | undefined,
  act: () => Promise<Delivery>,
  refused: () => boolean = () => false,
): Promise<void> {
  const from = clock.now();
  const { acked } = await act();
  doings.clicks.push({
    who: who.id,
    what,
    requestId: requestId ?? '',
    from,
    until: clock.now(),
    acked,
    refused: refused(),
  });
}

/** The modal on top tells whoever sent it that it was not recorded: those who have left the group, say. */
function saysNo(who: Person): boolean {
  const modal = who.modal();
  return (
    modal !== undefined &&
    (Object.keys(modal.errors).length > 0 || JSON.stringify(modal.view).includes('Not rejected'))
  );
}

function appears(town: Town, what: string, condition: () => unknown): Promise<unknown> {
  return town.slack.until(what, () => condition() || undefined, PATIENCE_MS);
}

function anyCard({ slack, approvals }: Town, random: () => number): StoredMessage | undefined {
  const open = slack
    .messages(approvals)
    .filter(({ blocks }) => blocks.some(({ type }) => type === 'actions'));
  return anyOf(
    open.filter((one) => !hasButton(one, 'Request again')),
    random,
  );
}

function anyOf<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)];
}

function hasButton(message: StoredMessage, text: string): boolean {
  return buttonsOf(message).some((one) => one.text?.text === text);
}

function buttonsOf({ blocks }: StoredMessage): { text?: { text?: string }; value?: string }[] {
  return (blocks as { elements?: object[] }[]).flatMap(({ elements = [] }) => elements);
}

function blockIds(who: Person): string[] {
  return ((who.modal()?.view.blocks ?? []) as { block_id?: string }[]).map(({ block_id = '' }) => block_id);
}

function requestIn(text: string): string | undefined {
  return /ic-[0-9A-HJKMNP-TV-Z]{10}/.exec(text)?.[0];
}
