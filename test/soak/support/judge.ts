import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredMessage, Workspace } from '../../../sandbox/workspace/types.ts';
import { requestView, type ViewDeps } from '../../../src/actions/showing/request-view.ts';
import type { AuditRow } from '../../../src/domain/audit.ts';
import type { Destination } from '../../../src/domain/request/line.ts';
import type { StatusMessage } from '../../../src/domain/request/status-message.ts';
import type { Vote } from '../../../src/domain/request/vote.ts';
import type { RequestView } from '../../../src/interfaces/chat.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import { card } from '../../../src/slack/blocks/card.ts';
import { directMessage } from '../../../src/slack/blocks/direct-message.ts';
import { threadLine } from '../../../src/slack/blocks/thread-line.ts';
import { isLine, keyOf } from '../../support/shown.ts';
import { derivedLines } from './derived-lines.ts';
import type { Click, Doings } from './people.ts';
import type { Town } from './town.ts';

/** The town's rules stay as they were when a request was made. */
const RULES: ViewDeps = {
  dryRun: false,
  judging: {
    directory: {
      members: () => ({ members: { groups: new Map(), standings: new Map() } }),
      learn: async () => undefined,
    },
    ruleNow: ({ rule }) => rule,
    rules: () => [],
  },
};

/** Everything that the store knows of one request. */
interface File {
  view: RequestView;
  trail: AuditRow[];
  votes: Vote[];
  surfaces: StatusMessage[];
}

export interface Verdict {
  requests: number;
  lines: number;
  cards: number;
  clicks: number;
  /** What doesn't hold, in words; empty if all does. */
  faults: string[];
}

/** How long after its ack a click may be answered in private, by the town's clock. */
const ANSWER_MS = 12_000;
/** Around a lost click, what was asked of Slack is shown for so long. */
const LOOK_MS = 60_000;

/** Compares Slack with what the audit says, line for line, and every acked click with what was recorded. */
export async function judge(
  town: Town,
  store: Store,
  ids: readonly string[],
  doings: Doings,
  harms: readonly (readonly [number, number])[],
  answerMs = ANSWER_MS,
): Promise<Verdict> {
  const messages = byRequest(town.slack);
  const answers = privateAnswers(town);
  const wasHarmed = ({ from, until }: Click) =>
    harms.some(([start, end]) => start <= until + ANSWER_MS && end >= from);
  const verdict: Verdict = { requests: ids.length, lines: 0, cards: 0, clicks: 0, faults: [] };
  const files = new Map<string, File>();
  for (const id of ids) {
    const file = await fileOf(store, id);
    files.set(id, file);
    for (const destination of ['channel', 'dm'] as const)
      compare(town.slack, file, destination, messages.get(`${id}:${destination}`) ?? [], verdict);
    countPorts(town, file, verdict);
  }
  for (const requestId of doings.sent) {
    if (!files.has(requestId)) verdict.faults.push(`${requestId} was said to be sent, and isn't known.`);
  }
  for (const click of doings.clicks) {
    if (!click.acked) continue;
    verdict.clicks += 1;
    const file = files.get(click.requestId);
    if (!file) verdict.faults.push(`${click.what} was acked for ${click.requestId}, which isn't known.`);
    else if (!isAccountedFor(file, click, answers.get(click.who) ?? [], answerMs) && !wasHarmed(click))
      verdict.faults.push(
        `${click.requestId}: ${click.what} of ${click.who}, ${timeText(click.from)} to ${timeText(click.until)}, was acked and is lost.\nIts trail:\n${trailOf(file)}\nWhat Slack was asked:\n${answersTo(town, click)}\nWhat the bots logged:\n${loggedOf(town, click)}`,
      );
  }
  return verdict;
}

function timeText(at: number): string {
  return new Date(at).toISOString();
}

function trailOf({ trail }: File): string {
  return trail.map(({ at, event, actor }) => `${timeText(at)} ${event} ${actor?.id ?? ''}`).join('\n');
}

/** What Slack was asked for a person around a click of theirs: for whoever has to find out where its answer stayed. */
function answersTo({ slack, approvals }: Town, { who, from, until }: Click): string {
  return slack
    .calls()
    .filter(({ at }) => at >= from - LOOK_MS && at <= until + LOOK_MS)
    .filter(({ method, args }) =>
      method === 'chat.postEphemeral' ? args.user === who : args.channel !== approvals,
    )
    .map(
      ({ at, method, error, args }) => `${timeText(at)} ${method} ${String(args.text ?? '')} ${error ?? ''}`,
    )
    .join('\n');
}

/** What any bot logged of whoever clicked. */
function loggedOf({ folder }: Town, { who }: Click): string {
  const lines = readFileSync(join(folder, 'bots.log'), 'utf8').split('\n');
  return lines.filter((line) => line.includes(who)).join('\n');
}

function fileOf(store: Store, id: string): Promise<File> {
  return store.transaction(async (tx) => {
    const view = await requestView(tx, RULES, id);
    if (!view) throw new Error(`${id} has gone.`);
    const { revision } = view.request;
    return {
      view,
      trail: await tx.audit.trail(id),
      votes: await tx.votes.of(id, revision, 0),
      surfaces: await tx.messages.of(id),
    };
  });
}

/** One message, as the state wants it, and under it exactly the lines that the audit derives, in order. */
function compare(
  slack: Workspace,
  file: File,
  destination: 'channel' | 'dm',
  posted: readonly StoredMessage[],
  verdict: Verdict,
): void {
  const { view, trail, surfaces } = file;
  const { id } = view.request;
  const surface = surfaces.find((one) => one.destination === destination);
  const [top, ...others] = posted.filter((message) => keyOf(message).endsWith(':card'));
  if (!top || others.length > 0 || top.ts !== surface?.ts) {
    verdict.faults.push(`${id}: ${posted.length - 1 + others.length} messages for one in ${destination}.`);
    return;
  }
  verdict.cards += 1;
  const wanted = wantedMessages(view, destination, slack);
  if (!wanted.some((message) => message === plain(top))) {
    verdict.faults.push(
      `${id}: its ${destination} message shows ${plain(top)} instead of ${wanted.join(' or ')}.`,
    );
  }
  const below = slack.messages(top.channel, top.ts).slice(1);
  // A direct message's lines stand beside it.
  const beside = posted.filter((message) => message !== top && isLine(message));
  const told = destination === 'dm' ? beside : below;
  const should = derivedLines(trail, view.request)[destination].map((line) =>
    line.kind === 'file' ? line.title : plainLine(threadLine(line, view.request)),
  );
  verdict.lines += should.length;
  // A document is shared without words of its own.
  const is = told.map((message) => message.files[0]?.name ?? plainLine(message));
  if (JSON.stringify(is) !== JSON.stringify(should)) {
    verdict.faults.push(
      `${id}: its ${destination} thread is\n${is.join('\n')}\ninstead of\n${should.join('\n')}\nby these calls\n${callsAbout(slack, top).join('\n')}`,
    );
  }
  const threadTs = destination === 'dm' ? undefined : top.ts;
  const strays = posted.filter((message) => message !== top && message.threadTs !== threadTs);
  if (strays.length > 0) verdict.faults.push(`${id}: ${strays.length} lines outside its thread.`);
}

/** What was asked of Slack about a thread, in order: for whoever has to find out why it is wrong. */
function callsAbout(slack: Workspace, { channel, ts }: StoredMessage): string[] {
  const stood = new Set([ts, ...slack.messages(channel, ts).map((message) => message.ts)]);
  return slack
    .calls()
    .filter(({ args }) => args.channel === channel && (args.thread_ts === ts || stood.has(String(args.ts))))
    .map(({ at, method, error, args }) => {
      const what = JSON.stringify(args.metadata ?? args.ts ?? '').slice(0, 160);
      return `${timeText(at)} ${method} ${what} ${error ?? ''}`;
    });
}

/** A card that was posted and never drawn again still mentions whoever decides. */
function wantedMessages(view: RequestView, destination: Destination, { url }: Workspace): string[] {
  if (destination === 'channel') {
    return [true, false].map((mention) => plain(card(view, { deploymentLabel: undefined, mention })));
  }
  const link = view.card && `${url}/archives/${view.card.channel}/p${view.card.ts.replace('.', '')}`;
  return [plain(directMessage(view, link))];
}

/** A message's text and blocks, without the IDs that Slack gives. */
function plain({ text, blocks }: { text: string; blocks: readonly object[] }): string {
  return JSON.stringify({ text, blocks }, (key, value: unknown) =>
    (key === 'block_id' || key === 'action_id') && /^auto\d+$/.test(String(value)) ? undefined : value,
  );
}

/** A line is never drawn again: its button names the attempt that was the last one when it was told. */
function plainLine(line: Parameters<typeof plain>[0]): string {
  return plain(line)
    .replaceAll(/("value":"v1\|ic-\w+\|\d+\|\w+\|)\d+/g, '$1N')
    .replaceAll(/"block_id":"[0-9a-f]{16}"/g, '"block_id":""');
}

/** All messages of the bot, by the request and the destination that their keys name. */
function byRequest(slack: Workspace): Map<string, StoredMessage[]> {
  const all = new Map<string, StoredMessage[]>();
  for (const channel of slack.channels.keys()) {
    for (const { ts } of slack.messages(channel)) {
      for (const message of slack.messages(channel, ts)) {
        const key = /^(ic-\w+:\w+):/.exec(keyOf(message))?.[1];
        if (key && message.app === undefined) all.set(key, [...(all.get(key) ?? []), message]);
      }
    }
  }
  return all;
}

/** When each person was told something in private: beside a card, or as a line of its own in their direct messages. */
function privateAnswers({ slack, approvals, engineers, leads, outsider }: Town): Map<string, number[]> {
  return new Map(
    [...engineers, ...leads, outsider].map((person) => {
      const dm = person.dm();
      const answers = [
        ...person.sees(approvals).filter(({ ephemeralTo }) => ephemeralTo === person.id),
        ...(dm ? slack.messages(dm).filter(({ metadata }) => metadata === undefined) : []),
      ];
      return [person.id, answers.map(({ ts }) => Number(ts) * 1_000)];
    }),
  );
}

/** One port for an order, and another only where people ordered again. */
function countPorts({ aws }: Town, { view, trail }: File, verdict: Verdict): void {
  const { id } = view.request;
  const made = aws
    .calls('CreateInterconnect')
    .filter(({ input, interconnectId }) => interconnectId && JSON.stringify(input).includes(id));
  const again = trail.filter(({ event }) => event === 'ordered_again').length;
  if (made.length > 1 + again)
    verdict.faults.push(`${id}: ${made.length} ports, ordered again ${again} times.`);
}

/** An acked click is in the audit, or came when it could change nothing, or its person was told so, there or in its form. */
function isAccountedFor(
  { trail, votes, view }: File,
  { who, what, from, until, refused }: Click,
  answers: readonly number[],
  answerMs: number,
): boolean {
  const by = (event: string) => trail.some((row) => row.event === event && row.actor?.id === who);
  const told = answers.some((at) => at >= from && at <= until + answerMs);
  const movedOn = (...events: string[]) =>
    trail.some(({ event, at }) => events.includes(event) && at <= until);
  switch (what) {
    case 'Approve':
      return told || votes.some(({ voter }) => voter.id === who) || by('voted') || movedOn(...DECIDED);
    case 'Reject':
      // Pressing it only opens the form.
      return true;
    case 'Reject, sent':
      return refused || by('rejected') || movedOn(...DECIDED);
    case 'Withdraw':
      return told || by('withdrawn') || view.request.state.status !== 'awaiting_approval';
    case 'Remind':
      return told || by('nudged') || movedOn(...DECIDED);
    case 'Try again':
      return told || by('tried_again') || movedOn('tried_again');
    case 'Order again':
      return told || by('voted_to_order_again') || movedOn('ordered_again', 'found', 'given_up');
    case 'Give up':
      return told || by('given_up') || movedOn('ordered_again', 'found', 'given_up');
    default:
      return false;
  }
}

const DECIDED = ['approved', 'rejected', 'withdrawn', 'expired', 'sent_back'];
