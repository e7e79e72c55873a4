import type { ContextBlock, KnownBlock } from '@slack/types';
import { isUsual } from '../../domain/catalog/unusual.ts';
import type { Request } from '../../domain/request/request.ts';
import { hasEnded, STATUS } from '../../domain/request/status.ts';
import { ruleThen } from '../../domain/rules/permission.ts';
import { approverNames } from '../../domain/rules/policy.ts';
import type { RequestView } from '../../interfaces/chat.ts';
import { askedBy } from '../../words/asked-by.ts';
import { changedWords } from '../../words/changed.ts';
import { smallPrint } from '../../words/small-print.ts';
import { spokenCard } from '../../words/spoken.ts';
import { whatText, whichText } from '../../words/what.ts';
import { actions, markup, moment, plain, plainContext, plainSection } from './blocks.ts';
import { cuttable, type Part } from './budget.ts';
import { cardButtons } from './buttons.ts';
import { decisionParts } from './decision.ts';
import { askedAgainAs, endedCard } from './ended.ts';
import { livingCard } from './living.ts';
import { approverMentions, mentionsOf, named } from './mentions.ts';
import { menu } from './menu.ts';
import { type Message, message } from './message.ts';
import { pairPart } from './pair.ts';
import { bold, line, quote, richText, words } from './rich-text.ts';
import { statusPart } from './status-part.ts';
import { saidBlock, votesBlock } from './votes.ts';

/** How much of each text a card shows where there is room for all; Details has the whole. */
const SHOWN = { reason: 200, unusual: 300, unusuals: 4, changed: 900, small: 750, approvers: 200 } as const;

export interface CardOptions {
  deploymentLabel: string | undefined;
  /** Only the first post mentions people, while there is something to decide; an update would notify nobody. */
  mention: boolean;
  /** What an hour of such a port costs, if that is known. */
  price?: string | undefined;
  /** Of the card of the request that was asked for in its place, if there is one. */
  afterLink?: string | undefined;
  /** Of the card of the other request of its pair, if there is one. */
  pairLink?: string | undefined;
}

/** The card in the approvals channel, whole, from the request as it stands: what it takes to decide stands first. */
export function card(view: RequestView, options: CardOptions): Message {
  const { request } = view;
  const { state } = request;
  if (hasEnded(state)) return message(spokenCard(view), endedCard(view, options.afterLink));
  if (state.status === 'ordered') return message(spokenCard(view), livingCard(view, state, options));
  const undecided = state.status === 'needs_decision' ? state : undefined;
  return message(spokenCard(view), [
    statusPart(view),
    richText([
      line(bold(whatText(request)), words(`\n${whichText(request)}`)),
      quote(request.reason, SHOWN.reason),
    ]),
    ...changedPart(view),
    ...unusualParts(view),
    ...pairPart(view, options.pairLink),
    who(view, options.mention),
    ...(undecided ? decisionParts(view, undecided) : votesBlock(view)),
    ...actions([...(undecided ? [] : cardButtons(view, options.price)), menu(request)]),
    ...(undecided ? [] : saidBlock(view)),
    ...(view.askedAgain
      ? [{ type: 'context', elements: askedAgainAs(view, options.afterLink) } as const]
      : []),
    plainContext(smallPrint(view, options), SHOWN.small),
    ...(options.mention && state.status === 'awaiting_approval' ? toldGroups(request) : []),
  ]);
}

/** The groups that the rule lets know; people are told one by one. */
function toldGroups({ rule }: Request): KnownBlock[] {
  const groups = (rule.notify ?? []).filter(({ kind }) => kind === 'group');
  return groups.length > 0 ? [markup(`For your information: ${mentionsOf(groups)}`)] : [];
}

/** What the present revision changed: those who decided on the one before look at nothing else first. */
function changedPart({ request: { state } }: RequestView): Part[] {
  const changed = state.status === 'awaiting_approval' ? (state.changed ?? []) : [];
  if (changed.length === 0) return [];
  return [cuttable('warning', plainSection(changedWords(changed).join('\n'), SHOWN.changed))];
}

/** What is unusual about it, a line each; and what keeps it from being ordered, wherever it waits for that. */
function unusualParts(view: RequestView): Part[] {
  const unusual = view.request.warnings.filter((warning) => !isUsual(warning)).slice(0, SHOWN.unusuals);
  return [
    ...unusual.map((warning) => cuttable('warning', plainSection(warning, SHOWN.unusual))),
    ...frozenPart(view),
  ];
}

/** Who has frozen ordering and why, wherever an order waits for it. */
function frozenPart({ request, freeze }: RequestView): Part[] {
  const { status } = request.state;
  const { waits } = STATUS[status];
  if (!freeze || !waits) return [];
  const sentence =
    freeze === 'setting'
      ? 'Ordering is frozen by the setting FREEZE.'
      : `Ordering is frozen by ${freeze.by.name}: ${freeze.reason}`;
  return [cuttable('warning', plainSection(sentence, SHOWN.unusual))];
}

/** Who asks and for whom, whom they ask, and until when. */
function who({ request, votes }: RequestView, mention: boolean): ContextBlock {
  const { requester, beneficiary, state, expiresAt } = request;
  const by = 'by' in state && state.by !== null && !Array.isArray(state.by) ? state.by : undefined;
  const shown = new Set([requester.id, ...votes.map(({ voter }) => voter.id)]);
  const until = { type: 'mrkdwn', text: `until ${moment(expiresAt)}`, verbatim: true } as const;
  const calls = { ...until, text: `To decide: ${approverMentions(ruleThen(request))} ${until.text}` };
  const asked = mention
    ? [calls]
    : [plain(`To decide: ${approverNames(ruleThen(request))}`, SHOWN.approvers), until];
  return {
    type: 'context',
    elements: [
      ...named(`${askedBy(request)} ${requester.name}`, requester),
      ...(beneficiary ? named(`for ${beneficiary.name}`, beneficiary) : []),
      ...(by && !shown.has(by.id) ? named(`By ${by.name}`, by) : []),
      ...(state.status === 'awaiting_approval' ? asked : []),
      ...(state.status === 'sent_back' || state.status === 'refused'
        ? [{ ...until, text: `Expires ${moment(expiresAt)}` }]
        : []),
    ],
  };
}
