import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { StoreUnavailableError } from '../../src/interfaces/errors.ts';
import { withChange } from '../support/changed-tx.ts';
import { blockIds, privately, requestIdOf, statusOf } from '../support/shown.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const HOSTILE = '<!channel> @here *bold* "quotes" & <@U0000000001> `code` _it_ ~no~ :tada:';
const { stage } = useStage({ each: 'file' });

beforeAll(async () => {
  await stage.start({ AWS_REGIONS: 'us-east-1,us-west-2' });
  await stage.aws.until('both catalogs', () => stage.aws.calls('DescribeLocations').length >= 2, WAIT_MS);
});
afterEach(async () => {
  while (stage.cast.erin.modal()) await stage.cast.erin.close();
});

async function opened() {
  const { erin } = stage.cast;
  await erin.slash('/interconnect', '', stage.lobby);
  await stage.slack.until('the form', () => erin.modal(), WAIT_MS);
  return erin;
}

async function chosen(block: string, value: string, next: string, query?: string) {
  await stage.cast.erin.choose(block, value, query);
  await stage.slack.until(next, () => blockIds(stage.cast.erin).some((id) => id.startsWith(next)), WAIT_MS);
}

const texts = (options: { text: string }[]) => options.map(({ text }) => text);
const errors = () =>
  Object.entries(stage.cast.erin.modal()?.errors ?? {}).map(
    ([block, text]) => `${block.split(':')[0]}: ${text}`,
  );

describe('the fields', () => {
  test('stand in the order people know, with the words people rely on', async () => {
    const erin = await opened();
    const view = erin.modal()?.view as {
      title: { text: string };
      submit: { text: string };
      close: { text: string };
      blocks: { type: string; label?: { text: string } }[];
    };
    expect([view.title.text, view.submit.text, view.close.text]).toEqual([
      'Order an interconnect',
      'Ask for approval',
      'Cancel',
    ]);
    expect(view.blocks.flatMap(({ label }) => (label ? [label.text] : []))).toEqual([
      'Region',
      'Location',
      'Bandwidth',
      'LAG',
      'Provider',
      'Name',
      'Reason',
      'Tags',
      'For a colleague',
    ]);
  });

  test('locations are found by code and by name, and more than a hundred say so', async () => {
    const erin = await opened();
    expect(texts(await erin.options('location', 'eqdc2'))[0]).toContain('EqDC2');
    expect(texts(await erin.options('location', 'ashburn')).some((text) => text.includes('EqDC2'))).toBe(
      true,
    );
    const all = await erin.options('location', '');
    expect(all).toHaveLength(100);
    expect(all.at(-1)?.text).toMatch(/^\d+ more: type more of the name or code\.$/);
    expect(texts(await erin.options('location', 'nowhere at all'))).toEqual([
      'No location has that in its code, name or state.',
    ]);
  });

  test('follow their parents without losing what was typed', async () => {
    const erin = await opened();
    await erin.type('name', 'kept');
    await erin.type('reason', 'kept too');
    await chosen('location', 'EqDC2', 'bandwidth:EqDC2', 'EqDC2');
    expect(texts(await erin.options('bandwidth'))).toEqual(['1Gbps', '10Gbps', '100Gbps']);
    await chosen('bandwidth', '10Gbps', 'macsec:EqDC2:10Gbps');
    expect(texts(await erin.options('lag', '')).slice(0, 2)).toEqual([
      'Not in a LAG',
      expect.stringContaining('dxlag-fgroom24 · 10Gbps · 2 of 4 links'),
    ]);
    await erin.choose('lag', 'dxlag-fgroom24', '');
    await chosen('macsec', 'macsec', 'lag:EqDC2:10Gbps:macsec');
    const lagField = () => blockIds(erin).find((id) => id.startsWith('lag:')) ?? '';
    expect(erin.modal()?.values[lagField()]?.lag).toMatchObject({ selected_option: null });
    expect(JSON.stringify(erin.modal()?.view.blocks)).toContain(
      'Left out: dxlag-fgroom24 has no MACsec: a link must match its LAG. It comes back when it fits.',
    );
    await erin.choose('macsec', 'macsec');
    await stage.slack.until('no MACsec', () => lagField() === 'lag:EqDC2:10Gbps:', WAIT_MS);
    expect(erin.modal()?.values[lagField()]?.lag).toMatchObject({
      selected_option: { value: 'dxlag-fgroom24' },
    });
    expect(erin.modal()?.values.name?.name).toMatchObject({ value: 'kept' });
    await erin.choose('region', 'us-west-2');
    await stage.slack.until(
      'the other Region',
      () => blockIds(erin).some((id) => id.startsWith('location:us-west-2')),
      WAIT_MS,
    );
    expect(erin.modal()?.values.reason?.reason).toMatchObject({ value: 'kept too' });
    const [location = ''] = blockIds(erin).filter((id) => id.startsWith('location:'));
    expect(erin.modal()?.values[location]?.location).toMatchObject({ selected_option: null });
  });

  test('two choices faster than the form is redrawn are both kept', async () => {
    const erin = await opened();
    await Promise.all([erin.choose('location', 'EqDC2', 'EqDC2'), erin.choose('bandwidth', '10Gbps')]);
    await stage.slack.until('both choices', () => blockIds(erin).includes('lag:EqDC2:10Gbps:'), WAIT_MS);
  });

  test('a provider is one of the location, or there is a reason why not', async () => {
    const erin = await opened();
    expect(texts(await erin.options('provider', ''))).toEqual([
      'No provider',
      'Choose a location first; if you have, choose it once more.',
    ]);
    await chosen('location', 'EqDC2', 'provider:EqDC2', 'EqDC2');
    const site = stage.aws.locations.find(({ locationCode }) => locationCode === 'EqDC2');
    expect(texts(await erin.options('provider', ''))).toEqual([
      'No provider',
      ...[...(site?.availableProviders ?? [])].sort(),
    ]);
  });
});

describe('a form with something wrong in it', () => {
  test.each([
    ['name', '   ', 'name: Give the interconnect a name.'],
    ['name', 'x'.repeat(3000), 'name: At most 200 characters.'],
    [
      'name',
      'dc2\u200b-core',
      "name: The name has a character in it that doesn't show (U+200B). Type it again.",
    ],
    ['reason', 'y'.repeat(3000), 'reason: The reason is too long (3000 characters, at most 2000).'],
    ['tags', 'a=1\na=2', 'tags: Line 2: key "a" is there twice.'],
    ['tags', 'aws:x=1', 'tags: Line 1: keys starting with aws: are reserved.'],
    [
      'tags',
      'a=1\nb=2\nc=<!channel>',
      'tags: Line 3: only letters, digits, spaces and _ . : / = + - @ are allowed.',
    ],
    ['tags', `${'k'.repeat(129)}=1`, 'tags: Line 1: key too long (129, at most 128).'],
    [
      'tags',
      Array.from({ length: 48 }, (_, n) => `k${n}=v`).join('\n'),
      "tags: At most 47 tags: AWS allows 50 and three are the bot's.",
    ],
  ])('is told so beside its field: %s', async (field, text, error) => {
    const erin = await opened();
    await chosen('location', 'EqDC2', 'bandwidth:EqDC2', 'EqDC2');
    await chosen('bandwidth', '10Gbps', 'lag:EqDC2:10Gbps');
    await erin.type('name', 'fine');
    await erin.type('reason', 'fine');
    await erin.type(field, text);
    await erin.submit();
    expect(errors()).toEqual([error]);
    expect(stage.slack.messages(stage.approvals)).toEqual([]);
  });

  test('a bandwidth that the location does not offer is refused, however it got there', async () => {
    const erin = await opened();
    const site = stage.aws.locations.find(
      ({ locationCode, region, availablePortSpeeds }) =>
        region === 'us-east-1' && !availablePortSpeeds.includes('100G') && locationCode !== 'EqDC2',
    );
    await erin.choose('bandwidth', '100Gbps');
    await stage.slack.until(
      'the bandwidth',
      () => blockIds(erin).some((id) => id.startsWith('lag:us-east-1:100Gbps')),
      WAIT_MS,
    );
    // The submission overtakes the redraw that the location asks for.
    stage.slack.fault('views.update', { kind: 'error', error: 'hash_conflict' }, 2);
    await erin.choose('location', site?.locationCode ?? '', site?.locationCode);
    await erin.type('name', 'fine');
    await erin.type('reason', 'fine');
    await erin.submit();
    expect(errors().join()).toMatch(new RegExp(`^bandwidth: ${site?.locationCode} offers `));
  });

  test('a Region in which the account is no partner is refused in words', async () => {
    stage.aws.setPartnerRegions(['us-west-2']);
    await stage.stop();
    await stage.start({ AWS_REGIONS: 'us-east-1,us-west-2' });
    const erin = stage.cast.erin;
    await expect
      .poll(
        async () => {
          if (erin.modal()) await erin.close();
          await erin.slash('/interconnect', '', stage.lobby);
          await stage.slack.until('the form', () => erin.modal(), WAIT_MS);
          return JSON.stringify(erin.modal()?.view.blocks);
        },
        { timeout: WAIT_MS },
      )
      .toContain('is not an authorized Direct Connect partner in us-east-1.');
    expect(texts(await erin.options('location', ''))[0]).toContain(
      'is not an authorized Direct Connect partner',
    );
    stage.aws.setPartnerRegions(undefined);
    await stage.stop();
    await stage.start();
  });
});

test('a LAG that has filled up since it was chosen is refused beside its field', async () => {
  const erin = await opened();
  await chosen('location', 'EqDC2', 'bandwidth:EqDC2', 'EqDC2');
  await chosen('bandwidth', '10Gbps', 'lag:EqDC2:10Gbps');
  await erin.choose('lag', 'dxlag-fgroom24', '');
  await erin.type('name', 'fine');
  await erin.type('reason', 'fine');
  const lag = stage.aws.lags.find(({ lagId }) => lagId === 'dxlag-fgroom24');
  if (lag) lag.numberOfConnections = 4;
  // The bot learns it from AWS at its next look; a form that is already filled in is checked when it is sent.
  await stage.stop();
  await stage.start();
  await erin.submit();
  expect(errors()).toEqual(['lag: dxlag-fgroom24 is full (4 of 4 links).']);
  if (lag) lag.numberOfConnections = 2;
  await stage.stop();
  await stage.start();
});

describe('a filled form is not lost', () => {
  const openRequests = () => stage.store().read((at) => at.requests.countOpen());
  async function filled(name: string) {
    const erin = await opened();
    await chosen('location', 'EqDC2', 'bandwidth:EqDC2', 'EqDC2');
    await chosen('bandwidth', '10Gbps', 'lag:EqDC2:10Gbps');
    await erin.type('name', name);
    await erin.type('reason', 'fine');
    await erin.choose('beneficiary', stage.cast.olga.id);
    return erin;
  }

  test('by a restart, nor by a commit whose answer is lost: sent again it makes one request, and links its card', async () => {
    const erin = await filled('dc2-once');
    const before = await openRequests();
    await stage.stop();
    let lost = true;
    await stage.start({}, (outside) => ({
      ...outside,
      store: {
        ...outside.store,
        async transaction(work, limitMs) {
          let asked = false;
          const result = await outside.store.transaction(
            (tx) =>
              work(
                withChange(tx, {
                  requests: {
                    add: (request) => {
                      asked = true;
                      return tx.requests.add(request);
                    },
                  },
                }),
              ),
            limitMs,
          );
          if (!asked || !lost) return result;
          lost = false;
          throw new StoreUnavailableError(undefined, { maybeRecorded: true });
        },
      },
    }));
    await erin.submit();
    expect(errors()).toEqual([
      "reason: The database's answer was late: your request may or may not have been recorded. Send the form again in a minute: however often it is sent, it makes one request.",
    ]);
    expect(erin.modal()?.values.name?.name).toMatchObject({ value: 'dc2-once' });
    await erin.submit();
    expect(erin.modal()?.view).toMatchObject({ title: { text: 'Request sent' } });
    expect(await openRequests()).toBe(before + 1);
    const card = await stage.slack.until(
      'the card',
      () => stage.slack.messages(stage.approvals).at(-1),
      WAIT_MS,
    );
    await stage.slack.until(
      'the link',
      () => JSON.stringify(erin.modal()?.view.blocks).includes(`p${card.ts.replace('.', '')}|Open the card>`),
      WAIT_MS,
    );
    const request = await stage.store().read((at) => at.requests.read(requestIdOf(card)));
    expect(request?.beneficiary).toEqual({ id: stage.cast.olga.id, name: 'Olga' });
    await stage.slack.until('the direct message', () => stage.dm(erin)[0], WAIT_MS);
    await erin.press(card, 'Withdraw');
    await stage.slack.until('the question', () => erin.modal()?.view.callback_id === 'withdraw', WAIT_MS);
    await erin.submit();
    await stage.slack.until('the end', () => statusOf(stage.card()).startsWith('Withdrawn'), WAIT_MS);
    stage.slack.fault('views.open', { kind: 'error', error: 'expired_trigger_id' });
    await erin.press(stage.card(), 'Request again');
    const late = 'It could not be opened: Slack gives three seconds, and they were over. Press again.';
    await stage.slack.until('the answer', () => privately(erin, stage.approvals).includes(late), WAIT_MS);
    await erin.press(stage.card(), 'Request again');
    await stage.slack.until('the form', () => erin.modal()?.view.callback_id === 'order', WAIT_MS);
    expect(erin.modal()?.values.beneficiary?.beneficiary).toMatchObject({
      selected_user: stage.cast.olga.id,
    });
  });
});

describe('a form that Slack does not open', () => {
  test.each([
    ['expired_trigger_id', 'Slack gives three seconds, and they were over'],
    ['trigger_expired', 'Slack gives three seconds, and they were over'],
    ['invalid_arguments', 'Slack gives three seconds, and they were over'],
    ['internal_error', "Slack didn't confirm that the form was opened"],
  ])('is answered in words, and the next one opens: %s', async (error, words) => {
    const { erin } = stage.cast;
    const before = privately(erin, stage.lobby).length;
    stage.slack.fault('views.open', { kind: 'error', error });
    await erin.slash('/interconnect', '', stage.lobby);
    const told = await stage.slack.until('the answer', () => privately(erin, stage.lobby)[before], WAIT_MS);
    expect(told).toContain(words);
    expect(told.toLowerCase()).toContain('type /interconnect again');
    await opened();
  });
});

describe('while AWS hangs', () => {
  beforeEach(async () => {
    await stage.stop();
    for (const operation of [
      'DescribeLocations',
      'DescribeLags',
      'DescribeInterconnects',
      'GetCallerIdentity',
    ])
      stage.aws.fault(operation, { kind: 'hang' }, 20);
  });
  afterEach(async () => {
    stage.aws.clearFaults();
    await stage.stop();
    await stage.start();
  });

  test('the form of a bot that was restarted offers what was read before', async () => {
    await stage.start();
    const erin = await opened();
    expect(JSON.stringify(erin.modal()?.view.blocks)).not.toContain('AWS has not told yet');
    expect(texts(await erin.options('location', 'EqDC2'))).toEqual([expect.stringContaining('EqDC2')]);
    await erin.close();
  });

  test('the form of a bot that never reached AWS opens within three seconds and says so', async () => {
    await stage.start({ DATABASE_URL: `${stage.env.DATABASE_URL}.new` });
    const erin = await opened();
    expect(JSON.stringify(erin.modal()?.view.blocks)).toContain(
      'AWS has not told yet what us-east-1 offers.',
    );
    expect(texts(await erin.options('location', 'x'))).toEqual([
      'AWS has not answered yet. Try again in a minute.',
    ]);
    await erin.close();
  });
});

test('every field reaches AWS as it was approved, and hostile words are shown literally', async () => {
  const { erin, lee } = stage.cast;
  await stage.slack.until(
    'the form from memory',
    () => stage.aws.calls('DescribeLocations').length > 0,
    WAIT_MS,
  );
  await expect
    .poll(
      async () => {
        if (erin.modal()) await erin.close();
        await opened();
        return texts(await erin.options('location', 'EqDC2'))[0] ?? '';
      },
      { timeout: WAIT_MS },
    )
    .toContain('EqDC2');
  await chosen('location', 'EqDC2', 'bandwidth:EqDC2', 'EqDC2');
  await chosen('bandwidth', '100Gbps', 'macsec:EqDC2:100Gbps');
  await chosen('macsec', 'macsec', 'lag:EqDC2:100Gbps:macsec');
  await erin.choose('lag', 'dxlag-fgmacsec', '');
  const [, provider] = await erin.options('provider', '');
  await erin.choose('provider', provider?.value ?? '', '');
  await erin.type('name', HOSTILE);
  await erin.type('reason', `${HOSTILE}\nsecond line`);
  await erin.type('tags', 'team=network\n\nÜmlaut=straße');
  const before = stage.slack.messages(stage.approvals).length;
  await erin.submit();
  const card = await stage.slack.until(
    'the card',
    () => stage.slack.messages(stage.approvals)[before],
    WAIT_MS,
  );
  for (const block of card.blocks) {
    const mrkdwn = JSON.stringify(block).includes('"mrkdwn"');
    if (mrkdwn) expect(JSON.stringify(block)).not.toContain('*bold*');
  }
  expect(JSON.stringify(card.blocks)).toContain(JSON.stringify(HOSTILE).slice(1, -1));
  expect(card.text).not.toContain('<!channel>');
  await lee.press(card, 'Approve');
  const create = await stage.aws.until('the call', () => stage.aws.calls('CreateInterconnect')[0], WAIT_MS);
  expect(create.input).toMatchObject({
    interconnectName: HOSTILE,
    bandwidth: '100Gbps',
    location: 'EqDC2',
    lagId: 'dxlag-fgmacsec',
    providerName: provider?.value,
    requestMACSec: true,
  });
  expect(JSON.stringify(card.blocks)).toContain('dxlag-fgmacsec has 1 of 2 links before this order');
  expect(JSON.stringify(card.blocks)).toContain(
    'Name: Only letters, digits, spaces and - _ , / are known to be taken by AWS.',
  );
  expect(create.input.tags).toEqual(
    expect.arrayContaining([
      { key: 'team', value: 'network' },
      { key: 'Ümlaut', value: 'straße' },
    ]),
  );
  await stage.slack.until('the order', () => statusOf(stage.card()).startsWith('Ordered:'), WAIT_MS);
});
