import type { Button, KnownBlock, HomeView as SlackHome } from '@slack/types';
import type { HomeContent } from '../../actions/showing/draw-home.ts';
import type { Entry } from '../../actions/showing/entry.ts';
import type { HomeView } from '../../actions/showing/home.ts';
import type { Page } from '../../actions/showing/page.ts';
import type { PortEntry } from '../../actions/showing/ports.ts';
import { HOME_LISTS, type HomeList } from '../../domain/home.ts';
import { type Prices, priceOf } from '../../domain/price.ts';
import { isOpen } from '../../domain/rules/permission.ts';
import { entryText, placeLines, portText } from '../../words/listing.ts';
import { notShownText } from '../../words/looking.ts';
import { frozenText } from '../../words/showing.ts';
import { actions, plain, plainContext, plainSection } from './blocks.ts';
import { decideButtons } from './buttons.ts';
import { type LinkTo, linked, linkedSmall } from './looking.ts';
import { line, richText } from './rich-text.ts';
import { cutTimed, timedElements } from './timed.ts';

/** How much of each text stands in a Home tab. */
const SHOWN = { entry: 500, reason: 200, freeze: 400, places: 1_500 } as const;

/** action_id of what stands in Home tabs alone. */
export const HOME_ACTION = {
  order: 'order_interconnect',
  previous: 'home_previous',
  next: 'home_next',
} as const;

/** The Home tab of one person, whole; `prices`: what ports cost, if that is known. */
export function home(content: HomeContent, linkTo: LinkTo, prices?: Prices): SlackHome {
  if (content.kind !== 'home') return { type: 'home', blocks: [plainSection(notShownText(content))] };
  const { waiting, mine, ports } = content;
  return {
    type: 'home',
    blocks: [
      ...ordering(content),
      {
        type: 'actions',
        elements: [{ ...button(HOME_ACTION.order, 'Order an interconnect'), style: 'primary' }],
      },
      ...('kind' in waiting
        ? titled('Waiting for you', [plainContext(notShownText(waiting))])
        : list('waiting', 'Waiting for you', 'Nothing waits for you.', waiting, (entry) =>
            toDecide(entry, content, { linkTo, prices }),
          )),
      ...list('mine', 'Yours', 'You have asked for no port yet.', mine, (entry) => [own(entry, linkTo)]),
      ...list('ports', 'Ports we run', 'The bot follows no port.', ports, (entry) => [port(entry, linkTo)]),
      ...(ports.places.length > 0 ? [plainContext(placeLines(ports.places).join('\n'), SHOWN.places)] : []),
    ],
  };
}

/** The list and page that a Home tab's button turns to; undefined for what this version didn't write. */
export function readTurn(value: string | undefined): { list: HomeList; page: number } | undefined {
  const [name, page = ''] = (value ?? '').split('|');
  const list = HOME_LISTS.find((one) => one === name);
  return list && /^\d{1,4}$/.test(page) ? { list, page: Number(page) } : undefined;
}

function ordering({ freeze, rehearsing }: HomeView): KnownBlock[] {
  if (freeze) return [plainSection(frozenText(freeze), SHOWN.freeze)];
  return [
    plainContext(rehearsing ? 'This bot runs with DRY_RUN: nothing is ordered.' : 'Ordering is not frozen.'),
  ];
}

function list<T>(
  name: HomeList,
  title: string,
  none: string,
  { entries, page, more }: Page<T>,
  draw: (entry: T) => KnownBlock[],
): KnownBlock[] {
  return titled(page === 0 ? title : `${title}, page ${page + 1}`, [
    ...(entries.length > 0
      ? entries.flatMap(draw)
      : [plainContext(page === 0 ? none : 'There are no more.')]),
    ...actions([
      ...(page > 0 ? [button(HOME_ACTION.previous, 'Previous', `${name}|${page - 1}`)] : []),
      ...(more ? [button(HOME_ACTION.next, 'Next', `${name}|${page + 1}`)] : []),
    ]),
  ]);
}

function titled(title: string, blocks: KnownBlock[]): KnownBlock[] {
  return [{ type: 'divider' }, { type: 'header', text: plain(title, 150) }, ...blocks];
}

/** What somebody may decide, with the buttons that do it. */
function toDecide(
  entry: Entry,
  { freeze: frozen, rehearsing }: HomeView,
  { linkTo, prices }: { linkTo: LinkTo; prices: Prices | undefined },
): KnownBlock[] {
  const { request, card } = entry;
  const price = priceOf(prices, request.order);
  const freeze = frozen ?? undefined;
  return [
    richText([line(...timedElements(cutTimed(entryText(entry), SHOWN.entry)))]),
    linkedSmall(request.id, card && linkTo(card.channel, card.ts), request.reason, SHOWN.reason),
    ...actions(
      isOpen('approve', request.state) ? decideButtons({ ...entry, freeze, rehearsing }, price) : [],
    ),
  ];
}

function own(entry: Entry, linkTo: LinkTo): KnownBlock {
  const { request, card } = entry;
  return linked(request.id, card && linkTo(card.channel, card.ts), entryText(entry));
}

function port(entry: PortEntry, linkTo: LinkTo): KnownBlock {
  const { interconnectId, card } = entry;
  return linked(interconnectId, card && linkTo(card.channel, card.ts), portText(entry));
}

function button(action_id: string, text: string, value?: string): Button {
  return { type: 'button', action_id, text: plain(text, 75), ...(value === undefined ? {} : { value }) };
}
