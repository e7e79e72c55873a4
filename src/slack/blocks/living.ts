import type { ContextBlock, KnownBlock, MrkdwnElement } from '@slack/types';
import type { RequestState } from '../../domain/request/request.ts';
import type { RequestView } from '../../interfaces/chat.ts';
import { announcedText } from '../../words/announced.ts';
import { askedBy } from '../../words/asked-by.ts';
import { portDiffers } from '../../words/port-differs.ts';
import { portLife } from '../../words/port-life.ts';
import { portNext } from '../../words/port-next.ts';
import { smallPrint } from '../../words/small-print.ts';
import { names } from '../../words/status.ts';
import { whatText, whichText } from '../../words/what.ts';
import { alarmParts } from './alarm-parts.ts';
import { actions, day, plain, plainContext, plainSection } from './blocks.ts';
import { cuttable, type Part } from './budget.ts';
import { cardButtons } from './buttons.ts';
import { mentionsOf, named } from './mentions.ts';
import { menu } from './menu.ts';
import { pairPart } from './pair.ts';
import { bold, line, quote, richText, words } from './rich-text.ts';
import { statusPart } from './status-part.ts';
import { timedElements, timedMarkup } from './timed.ts';

/** How much of each text is shown; Details has the whole. */
const SHOWN = { reason: 100, differs: 300, maintenance: 2, code: 200, names: 120, small: 900 } as const;

export type Ordered = Extract<RequestState, { status: 'ordered' }>;

/** The card of a port for the months in which it is followed: its state, who has to move, and how it came so far. */
export function livingCard(
  view: RequestView,
  state: Ordered,
  options: { deploymentLabel: string | undefined; price?: string | undefined; pairLink?: string | undefined },
): Part[] {
  const { request } = view;
  return [
    statusPart(view),
    richText([
      line(bold(whatText(request)), words(`\n${whichText(request)}`)),
      quote(request.reason, SHOWN.reason),
    ]),
    ...differsPart(view),
    ...matters(view, state, true),
    ...pairPart(view, options.pairLink),
    decided(view, state),
    ...lifePart(view),
    ...actions([...cardButtons(view, options.price), menu(request)]),
    plainContext(smallPrint(view, options), SHOWN.small),
  ];
}

/** What is the matter with a port, and who has to move next; `mention`: whoever looks after an alarm. */
export function matters(view: RequestView, state: Ordered, mention: boolean): KnownBlock[] {
  const { waits, todo } = portNext(view, state);
  const next = richText([line(bold(waits), words(' '), ...timedElements(todo))]);
  return [...alarmParts(view, mention), ...maintenanceParts(view), next];
}

/** What AWS has announced for the port, the earliest first. */
function maintenanceParts({ maintenance = [] }: RequestView): KnownBlock[] {
  return maintenance
    .toSorted((a, b) => a.startsAt - b.startsAt)
    .slice(0, SHOWN.maintenance)
    .map((event) => richText([line(...timedElements(announcedText(event), SHOWN.code))]));
}

function differsPart({ request, port }: RequestView): Part[] {
  const differs = port && portDiffers(request, port);
  return differs ? [cuttable('warning', plainSection(differs, SHOWN.differs))] : [];
}

/** Who asked, for whom, and who approved, a day each. */
function decided({ request, votes }: RequestView, { by }: Ordered): ContextBlock {
  const { requester, beneficiary, createdAt } = request;
  const approved = votes.filter(
    ({ choice, voter }) => choice === 'approve' && by.some(({ id }) => id === voter.id),
  );
  const last = approved.length > 0 ? ` ${day(Math.max(...approved.map(({ at }) => at)))}` : '';
  const mentions = mentionsOf(by.map(({ id, name }) => ({ kind: 'user', id, name })));
  return {
    type: 'context',
    elements: [
      ...named(`${askedBy(request)} ${requester.name}`, requester, ` ${day(createdAt)}`),
      ...(beneficiary ? named(`for ${beneficiary.name}`, beneficiary) : []),
      ...(by.length > 0 ? [plain(`Approved by ${names(by)}`, SHOWN.names), small(`${mentions}${last}`)] : []),
    ],
  };
}

/** What has happened to the port so far. */
function lifePart(view: RequestView): ContextBlock[] {
  const life = view.port ? portLife(view, view.port) : [];
  return life.length > 0 ? [{ type: 'context', elements: [small(timedMarkup(life))] }] : [];
}

/** The bot's own words, mentions and days. */
function small(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}
