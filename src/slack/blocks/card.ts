import type { KnownBlock } from '@slack/types';
import type { Request } from '../../domain/request/request.ts';
import { hasEnded, STATUS } from '../../domain/request/status.ts';
import { approverNames } from '../../domain/rules/policy.ts';
import { formatTags } from '../../domain/tags.ts';
import { clip } from '../../domain/text.ts';
import type { RequestView } from '../../interfaces/chat.ts';
import { spokenCard } from '../../words/spoken.ts';
import { contextOf, statusText } from '../../words/status.ts';
import { taggedText } from '../../words/tagged.ts';
import { choiceText } from '../../words/votes.ts';
import { actions, fields, markup, moment, plain, plainContext, plainSection, weigh } from './blocks.ts';
import { cuttable, type Part } from './budget.ts';
import { cardButtons } from './buttons.ts';
import { approverMentions, mentionsOf, named } from './mentions.ts';
import { menu } from './menu.ts';
import { type Message, message } from './message.ts';

/** How much of each text a card shows where there is room for all. A reason fits whole. */
const SHOWN = { status: 2_100, warning: 300, warnings: 2, small: 600, name: 100, header: 150 } as const;

export interface CardOptions {
  deploymentLabel: string | undefined;
  /** Only the first post mentions people, while there is something to decide; an update would notify nobody. */
  mention: boolean;
}

/** A context block holds ten elements, two for each voter. */
const VOTERS_MAX = 5;

/** The card in the approvals channel, whole, from the request as it stands. */
export function card(view: RequestView, { deploymentLabel, mention }: CardOptions): Message {
  const { request } = view;
  return message(spokenCard(view), [
    statusPart(statusText(request, contextOf(view))),
    ...(mention && request.state.status === 'awaiting_approval'
      ? [markup([`${approverMentions(request.rule)} Please decide.`, ...toldGroups(request)].join(' '))]
      : []),
    fields(orderFields(request)),
    cuttable('reason', plainSection(`${clip(request.requester.name, SHOWN.name)} asks: ${request.reason}`)),
    ...tagsPart(request),
    ...request.warnings
      .slice(0, SHOWN.warnings)
      .map((warning) => cuttable('warning', plainSection(`Note: ${warning}`, SHOWN.warning))),
    ...frozenPart(view),
    ...findingParts(request),
    askedBy(view),
    ...votesBlock(view),
    ...actions([...cardButtons(request), menu(request)]),
    plainContext(small(request, deploymentLabel), SHOWN.small),
    plainContext("Port hours are billed; speed and MACsec can't be changed later."),
    ...when(request),
  ]);
}

/** The groups that the rule lets know; people are told one by one. */
function toldGroups({ rule }: Request): string[] {
  const groups = (rule.notify ?? []).filter(({ kind }) => kind === 'group');
  return groups.length > 0 ? [`For your information: ${mentionsOf(groups)}`] : [];
}

/** A header is read first and largest, but holds 150 characters; a longer status loses nothing in a section. */
export function statusPart(status: string): Part {
  return weigh(status) <= SHOWN.header
    ? { type: 'header', text: plain(status, SHOWN.header) }
    : cuttable('status', plainSection(status, SHOWN.status));
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

function tagsPart({ order }: Request): Part[] {
  return order.tags.length > 0 ? [cuttable('tags', plainSection(`Tags\n${formatTags(order.tags)}`))] : [];
}

/** Who asks; and who has brought it where it stands, where neither the requester nor a vote did. */
function askedBy({ request: { requester, state }, votes }: RequestView): KnownBlock {
  const by = 'by' in state && state.by !== null && !Array.isArray(state.by) ? state.by : undefined;
  const shown = new Set([requester.id, ...votes.map(({ voter }) => voter.id)]);
  return {
    type: 'context',
    elements: [
      ...named(`Asked by ${requester.name}`, requester),
      ...(by && !shown.has(by.id) ? named(`By ${by.name}`, by) : []),
    ],
  };
}

/** Who has frozen ordering and why, wherever an order waits for it. */
function frozenPart({ request, freeze }: RequestView): Part[] {
  const { status } = request.state;
  const { waits } = STATUS[status];
  if (!freeze || !waits) return [];
  const words =
    freeze === 'setting'
      ? 'Ordering is frozen by the setting FREEZE.'
      : `Ordering is frozen by ${freeze.by.name}: ${freeze.reason}`;
  return [cuttable('warning', plainSection(words, SHOWN.warning))];
}

/** What people decide by where nobody knows whether a port was made. */
function findingParts({ state }: Request): Part[] {
  if (state.status !== 'needs_decision') return [];
  return taggedText(state.tagged).map((text) => cuttable('warning', plainSection(text, SHOWN.warning)));
}

function votesBlock({ votes }: RequestView): KnownBlock[] {
  return votes.length === 0
    ? []
    : [
        {
          type: 'context',
          elements: votes
            .slice(0, VOTERS_MAX)
            .flatMap(({ voter, choice, at }) => named(choiceText(choice, voter), voter, ` ${moment(at)}`)),
        },
      ];
}

function small(request: Request, deploymentLabel: string | undefined): string {
  const { rule } = request;
  return [
    request.id,
    `Rule ${rule.name}: ${rule.quorum} of ${approverNames(rule)}`,
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
