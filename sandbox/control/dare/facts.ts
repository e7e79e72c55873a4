import { label } from '../../workspace/json.ts';
import type { StoredMessage } from '../../workspace/types.ts';
import { namedIn } from '../journal/subjects.ts';
import { requestIn, requestOf } from '../request-tag.ts';
import type { ControlOptions } from '../types.ts';
import type { Facts } from './plot.ts';

/** Statuses of a card that wait for people. */
const WAITS = /Needs a decision|Refused by AWS/;
/** Statuses of a card after which nothing is ordered. */
const OVER = /Dry run: nothing was sent|Rejected|Withdrawn|Expired|Given up/;

/** What Slack and AWS know of a request; of its approvals the Dare knows. */
export function factsOf(
  { workspace, aws, channel }: ControlOptions,
  request: string,
): Omit<Facts, 'approvals'> {
  const calls = aws.calls('CreateInterconnect').filter((call) => requestOf(call) === request);
  const ports = aws.interconnects.filter(({ tags }) => requestIn(tags) === request);
  const isBots = ({ user, subtype }: StoredMessage) => user === workspace.botUserId && subtype === undefined;
  const top = workspace.messages(channel);
  const cards = top.filter((message) => isBots(message) && namedIn(message).request === request);
  const lines = top.flatMap(({ ts }) => workspace.messages(channel, ts).slice(1)).filter(isBots);
  const isNamedIn = (messages: StoredMessage[]) =>
    ports.some(({ interconnectId }) =>
      messages.some(({ text, blocks }) => JSON.stringify([text, blocks]).includes(interconnectId)),
    );
  return {
    calls: calls.length,
    madeNothing: calls.filter(({ interconnectId }) => interconnectId === undefined).length,
    ports: ports.length,
    isOnCard: isNamedIn(cards),
    isInThread: isNamedIn(lines),
    asksPeople: cards.some((card) => WAITS.test(statusOf(card))),
    isOver: cards.some((card) => OVER.test(statusOf(card))),
  };
}

function statusOf({ blocks }: StoredMessage): string {
  return label(
    blocks.find(({ type }) => type === 'header'),
    'text',
  );
}
