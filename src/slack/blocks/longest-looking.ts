import type { HomeView, KnownBlock } from '@slack/types';
import { PAGE } from '../../actions/showing/page.ts';
import type { Attempt } from '../../domain/request/attempt.ts';
import type { Status } from '../../domain/request/request.ts';
import type { RequestView } from '../../interfaces/chat.ts';
import { listWords, portWords } from '../../words/listing.ts';
import { showWords } from '../../words/showing.ts';
import { whyWords } from '../../words/why.ts';
import { home } from './home.ts';
import { listMessage, paragraphsMessage } from './looking.ts';

const TELLING: readonly Status[] = ['approved', 'needs_decision', 'ordered'];

type Looking = { name: string } & ({ blocks: KnownBlock[] } | { view: HomeView });

/** What people see who look at requests, each from the longest that can be in it; `long` is longer than any place has room for. */
export function* longestLooking(
  views: readonly RequestView[],
  { attempts, long, link }: { attempts: Attempt[]; long: string; link: string },
): Generator<Looking, void> {
  const [first] = views;
  if (!first) return;
  const { request } = first;
  const at = request.createdAt;
  const card = { channel: 'C0123456789', ts: '1234567890.123456' };
  const linkTo = () => link;
  const each = <T>(one: T): T[] => Array.from({ length: PAGE }, () => one);
  const page = { page: 998, more: true };
  const entry = { request, approvals: 98, quorum: 99, rehearsing: false, card };
  const entries = { ...page, entries: each(entry) };
  const lag = { lagId: long, fill: long };
  const port = {
    request,
    interconnectId: 'dxcon-fg12345a',
    lag,
    state: long,
    since: at,
    missingSince: at,
    card,
  };
  const places = each({ region: request.order.region, location: long, ports: 99, newer: 10, age: at });
  const ports = { ...page, entries: each(port), places };
  yield {
    name: 'the answer to list',
    blocks: listMessage(listWords({ kind: 'list', which: 'all', ...entries }), linkTo).blocks,
  };
  yield {
    name: 'the answer to ports',
    blocks: listMessage(portWords({ kind: 'ports', ...ports }), linkTo).blocks,
  };
  const fact = {
    requestId: request.id,
    seq: 1,
    at,
    actor: request.requester,
    event: long,
    revision: 1,
    fingerprint: request.fingerprint,
    errorCode: null,
    awsRequestId: null,
    detail: {},
    previousHash: '',
    hash: '',
  };
  const unsure = { kind: 'unchecked' as const, unchecked: { group: long }, groups: [], users: [] };
  // Those of which most is told.
  for (const view of views.filter((one) => TELLING.includes(one.request.state.status))) {
    const { status } = view.request.state;
    const shown = { kind: 'shown', ...view, attempts, latest: each(fact) } as const;
    yield {
      name: `the answer to show: ${status}`,
      blocks: paragraphsMessage(showWords(shown), card, linkTo).blocks,
    };
    const why = {
      kind: 'why',
      request: view.request,
      approvals: 98,
      quorum: 99,
      rehearsing: false,
      ruleNow: { ...request.rule, name: `${long}2` },
      votes: view.votes.map((vote) => ({ ...vote, counts: 'not_entitled' as const })),
      missing: 98,
      attempts,
      happened: Array.from({ length: 25 }, () => fact),
      unsure,
      you: { kind: 'not_entitled', rule: request.rule },
    } as const;
    yield {
      name: `the answer to why: ${status}`,
      blocks: paragraphsMessage(whyWords(why), undefined, linkTo).blocks,
    };
  }
  const homes = [
    { name: 'the Home tab, frozen', freeze: { by: request.requester, reason: long, at }, waiting: entries },
    { name: 'the Home tab', freeze: null, waiting: entries },
    {
      name: 'the Home tab of somebody of whom nobody knows what waits for them',
      freeze: null,
      waiting: unsure,
    },
  ];
  for (const { name, freeze, waiting } of homes) {
    const view = {
      kind: 'home',
      freeze,
      rehearsing: true,
      decides: true,
      waiting,
      mine: entries,
      ports,
    } as const;
    yield { name, view: home(view, linkTo) };
  }
}
