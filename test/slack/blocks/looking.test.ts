import { expect, test } from 'vitest';
import type { RequestDetails } from '../../../src/actions/showing/details.ts';
import type { HomeContent } from '../../../src/actions/showing/draw-home.ts';
import type { Shown } from '../../../src/actions/showing/show.ts';
import type { Why } from '../../../src/actions/showing/why.ts';
import type { Prices } from '../../../src/domain/price.ts';
import type { Vote } from '../../../src/domain/request/vote.ts';
import { detailsModal } from '../../../src/slack/blocks/details.ts';
import { home } from '../../../src/slack/blocks/home.ts';
import { listMessage, paragraphsMessage } from '../../../src/slack/blocks/looking.ts';
import { listWords, portWords } from '../../../src/words/listing.ts';
import { showWords } from '../../../src/words/showing.ts';
import { whyWords } from '../../../src/words/why.ts';
import { AT, lee, listed, order, request } from '../../domain/support.ts';
import { portIn } from './ordered.ts';
import { mrkdwnIn } from './support.ts';

// What people look at shows times in their own zone, and people's words never as markup.

const EVIL = '<!channel> *now*';
const given = request({
  reason: EVIL,
  requester: { id: 'U0ERIN', name: EVIL },
  order: order({ interconnectName: EVIL }),
});
const card = { channel: 'C1', ts: '1.2' };
const linkTo = () => 'https://example.slack.com/archives/C1/p12';
const page = { page: 0, more: false };
const entry = { request: given, approvals: 0, quorum: 1, rehearsing: false, card };
const port = {
  request: given,
  interconnectId: 'dxcon-a',
  state: 'down',
  since: AT,
  missingSince: AT + 60_000,
  lag: { lagId: EVIL, fill: EVIL },
  card,
};
const vote: Vote = {
  requestId: given.id,
  revision: 1,
  attempt: 0,
  voter: lee,
  choice: 'approve',
  fingerprint: given.fingerprint,
  comment: EVIL,
  at: AT,
};
const shown: Shown = {
  kind: 'shown',
  request: given,
  votes: [vote],
  card,
  quorum: 1,
  freeze: undefined,
  rehearsing: false,
  port: portIn('down', 9, { seen: listed({ device: EVIL, macSecKeys: [{ ckn: EVIL, state: EVIL }] }) }),
  attempts: [],
  latest: [],
};
const why: Why = {
  kind: 'why',
  request: given,
  approvals: 1,
  quorum: 1,
  rehearsing: false,
  ruleNow: given.rule,
  votes: [{ ...vote, counts: 'yes' }],
  missing: 0,
  attempts: [],
  happened: [
    {
      requestId: given.id,
      seq: 2,
      at: AT,
      actor: { id: 'U0LEE', name: EVIL },
      event: 'voted',
      revision: 1,
      fingerprint: given.fingerprint,
      errorCode: null,
      awsRequestId: null,
      detail: { decision: 'approve', rule: EVIL, via: { kind: 'group', id: 'S0LEADS', name: EVIL } },
      previousHash: '',
      hash: '',
    },
  ],
  unsure: undefined,
  you: undefined,
};
const entries = { ...page, entries: [entry] };
const places = [{ region: 'us-east-1', location: EVIL, ports: 3, newer: 1, age: 3_600_000 }];
const ports = { ...page, entries: [port], places };

const HOME: HomeContent = {
  kind: 'home',
  freeze: null,
  rehearsing: false,
  decides: true,
  waiting: entries,
  mine: entries,
  ports,
};

const SURFACES = {
  list: listMessage(listWords({ kind: 'list', which: 'all', ...entries }), linkTo).blocks,
  ports: listMessage(portWords({ kind: 'ports', ...ports }), linkTo).blocks,
  show: paragraphsMessage(showWords(shown), card, linkTo).blocks,
  why: paragraphsMessage(whyWords(why), undefined, linkTo).blocks,
  Home: home(HOME, linkTo).blocks,
};

const details: RequestDetails = {
  view: { ...shown, request: { ...given, escalatedAt: AT } },
  votes: [vote],
  attempts: [],
  head: undefined,
};
const EVERYWHERE = { ...SURFACES, details: detailsModal(details, []).blocks };

/** What stands in the blocks besides what Slack draws as a time, and what buttons ask. */
function besideTimes(blocks: object): string {
  return JSON.stringify(blocks, (name, value) =>
    value?.type === 'date' || name === 'confirm' ? undefined : value,
  ).replaceAll(/<!date[^>]*>/g, '');
}

test.each(Object.entries(EVERYWHERE))("%s shows times in the reader's zone", (_, blocks) => {
  expect(JSON.stringify(blocks)).toMatch(/"type":"date"|<!date/);
  expect(besideTimes(blocks)).not.toContain('UTC');
});

test.each(Object.entries(EVERYWHERE))("%s reads nobody's words as markup", (_, blocks) => {
  expect(JSON.stringify(blocks)).toContain(EVIL);
  expect(mrkdwnIn(blocks).join()).not.toContain('channel');
});

test('Approve in Home says what the port costs, as the card does', () => {
  const prices: Prices = { currency: 'USD', portHour: { '10Gbps': 2.25 } };
  expect(JSON.stringify(home(HOME, linkTo, prices).blocks)).toContain('Port hours are billed: 2.25 USD');
});

test('where times are told as text they are in UTC', () => {
  const { text } = listMessage(listWords({ kind: 'list', which: 'all', ...entries }), linkTo);
  expect(text).toContain('&lt;!channel&gt; *now* · asked by &lt;!channel&gt; *now*, 2026-11-02 09:30 UTC');
});

test('a person is mentioned beside the name in show', () => {
  expect(JSON.stringify(SURFACES.show)).toContain('{"type":"user","user_id":"U0LEE"}');
  expect(paragraphsMessage(showWords(shown), card, linkTo).text).toContain('Lee (U0LEE) approved at 20');
});
