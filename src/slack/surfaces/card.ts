import type { KnownBlock } from '@slack/types';
import type { RequestView } from '../../actions/slack-ports.ts';
import { approverNames } from '../../domain/policy.ts';
import type { Request } from '../../domain/request.ts';
import { hasEnded } from '../../domain/request.ts';
import { formatTags } from '../../domain/tags.ts';
import { type Choice, portOf } from '../../domain/vote.ts';
import { actions, escaped, fields, markup, moment, plain, plainContext, plainSection } from './blocks.ts';
import { cardButtons } from './buttons.ts';
import { approverMentions } from './mentions.ts';
import type { Message } from './message.ts';
import { contextOf, statusText } from './status.ts';
import { taggedText } from './tagged.ts';

/**
 * How much of each text a card shows, in code points. Together they stay below what Slack takes in one message's
 * blocks (about 13,200, found by trying), whatever people and AWS wrote. A reason fits whole.
 */
const SHOWN = { status: 2_100, reason: 2_100, warning: 300, warnings: 2, small: 600, voter: 100 } as const;

export interface CardOptions {
  deploymentLabel: string | undefined;
  /** Only the first post mentions people, while there is something to decide; an update would notify nobody. */
  mention: boolean;
}

/** The card in the approvals channel, whole, from the request as it stands. */
export function card(view: RequestView, { deploymentLabel, mention }: CardOptions): Message {
  const { request } = view;
  const status = statusText(request, contextOf(view));
  return {
    text: escaped(status),
    blocks: [
      statusBlock(status),
      ...(mention && request.state.status === 'awaiting_approval'
        ? [markup(`${approverMentions(request.rule)} Please decide.`)]
        : []),
      fields(orderFields(request)),
      plainSection(`${request.requester.name} asks: ${request.reason}`, SHOWN.reason),
      ...tagsBlock(request),
      ...request.warnings
        .slice(0, SHOWN.warnings)
        .map((warning) => plainSection(`Note: ${warning}`, SHOWN.warning)),
      ...frozenBlock(view),
      ...findingBlocks(request),
      ...votesBlock(view),
      ...actions(cardButtons(request)),
      plainContext(small(request, deploymentLabel), SHOWN.small),
      plainContext("Port hours are billed; speed and MACsec can't be changed later."),
      ...when(request),
    ],
  };
}

/** A header is read first and largest, but holds 150 characters; a longer status loses nothing in a section. */
export function statusBlock(status: string): KnownBlock {
  return [...status].length <= 150
    ? { type: 'header', text: plain(status, 150) }
    : plainSection(status, SHOWN.status);
}

/** Everything that will be ordered, label and value. */
export function orderFields(request: Request): [string, string][] {
  const { order } = request;
  return [
    ['AWS account', request.accountId ?? 'account not known'],
    ['Region', order.region],
    ['Location', `${request.locationName} (${order.location})`],
    ['Bandwidth', order.bandwidth],
    ['Name', order.interconnectName],
    ['LAG', order.lagId ?? 'none'],
    ['Provider', order.providerName ?? 'none'],
    ['MACsec', order.requestMACSec ? 'requested' : 'not requested'],
  ];
}

function tagsBlock(request: Request): KnownBlock[] {
  return request.order.tags.length > 0 ? [plainSection(`Tags\n${formatTags(request.order.tags)}`)] : [];
}

/** Who has frozen ordering and why, wherever an order waits for it. */
function frozenBlock({ request, freeze }: RequestView): KnownBlock[] {
  const { status } = request.state;
  const waits = status === 'awaiting_approval' || status === 'approved' || status === 'needs_decision';
  if (!freeze || !waits) return [];
  return [plainSection(`Ordering is frozen by ${freeze.by.name}: ${freeze.reason}`, SHOWN.warning)];
}

/** What people decide by where nobody knows whether a port was made. */
function findingBlocks({ state }: Request): KnownBlock[] {
  if (state.status !== 'needs_decision') return [];
  return taggedText(state.tagged).map((text) => plainSection(text, SHOWN.warning));
}

function votesBlock({ votes }: RequestView): KnownBlock[] {
  return votes.length === 0
    ? []
    : [
        {
          type: 'context',
          elements: votes
            .slice(0, 5)
            .flatMap(({ voter, choice, at }) => [
              plain(`${chose(choice)} by ${voter.name}`, SHOWN.voter),
              { type: 'mrkdwn', text: moment(at), verbatim: true } as const,
            ]),
        },
      ];
}

function chose(choice: Choice): string {
  const port = portOf(choice);
  if (port !== undefined) return `${port} named`;
  return { approve: 'Approved', reject: 'Rejected', order_again: 'Order again asked for' }[
    choice as 'approve'
  ];
}

function small(request: Request, deploymentLabel: string | undefined): string {
  const { rule } = request;
  return [
    request.id,
    `rule: ${rule.name}, ${rule.quorum} of ${approverNames(rule)}`,
    `fingerprint ${request.fingerprint.slice(0, 8)}`,
    ...(request.revision > 1 ? [`revision ${request.revision}`] : []),
    ...(request.dryRun ? ['DRY RUN: nothing will be sent to AWS'] : []),
    ...(deploymentLabel ? [deploymentLabel] : []),
  ].join(' · ');
}

/** Until when it can be decided, or since when it has been as it is. */
function when(request: Request): KnownBlock[] {
  const { state } = request;
  const text =
    state.status === 'awaiting_approval'
      ? `Expires ${moment(request.expiresAt)} if nobody decides.`
      : state.status === 'sent_back' || hasEnded(state)
        ? `Since ${moment('at' in state ? state.at : request.createdAt)}.`
        : undefined;
  return text === undefined
    ? []
    : [{ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] }];
}
