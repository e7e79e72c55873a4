import { expect } from 'vitest';
import { ASHBURN, approve, ask, card, fromMenu, openThread, order, orderForm } from './support/person.ts';
import { test } from './support/use-browser.ts';
import { useDemo } from './support/use-demo.ts';

// Orders, as engineers and leads make them on the page.

const { visit, world } = useDemo();

test('an order with every field reaches AWS as it was asked for', async () => {
  const erin = await visit('erin');
  await order(erin, {
    ...ASHBURN,
    bandwidth: '100Gbps',
    lag: 'ashburn-macsec',
    provider: 'Lumen',
    macsec: true,
    tags: 'team=network',
    colleague: 'Lin',
  });
  const lee = await visit('lee');
  await approve(card(lee, ASHBURN.name));
  await card(lee, 'Ordered').waitFor();
  const { location, bandwidth, name: interconnectName } = { ...ASHBURN, bandwidth: '100Gbps' };
  expect(world().aws.interconnects).toMatchObject([
    { location, bandwidth, interconnectName, lagId: 'dxlag-fgmacsec', providerName: 'Lumen' },
  ]);
});

test('a request that a lead rejects with a reason shows it, and nothing is ordered', async () => {
  const [erin, lee] = [await visit('erin'), await visit('lee')];
  await order(erin);
  await card(lee).getByRole('button', { name: 'Reject' }).click();
  const why = lee.getByRole('dialog', { name: 'Reject the request' });
  await why.getByRole('textbox').fill('Ashburn is full');
  await why.getByRole('button', { name: 'Reject' }).click();
  await card(erin, 'Rejected').getByText('Ashburn is full').waitFor();
  expect(world().aws.calls('CreateInterconnect')).toEqual([]);
});

test('a request that is sent back with a question is changed, asked for again and ordered as changed', async () => {
  const [erin, lee] = [await visit('erin'), await visit('lee')];
  await order(erin);
  await fromMenu(card(lee), 'Send back');
  const question = lee.getByRole('dialog', { name: 'Send back' });
  await question.getByRole('textbox').fill('Why not 100Gbps?');
  await question.getByRole('button', { name: 'Send back' }).click();
  await card(erin, 'Why not 100Gbps?').getByRole('button', { name: 'Edit and ask again' }).click();
  const form = orderForm(erin);
  await form.getByRole('combobox', { name: 'Bandwidth' }).selectOption('100Gbps');
  await form.getByRole('textbox', { name: 'Name' }).fill('ashburn-core-02');
  await ask(form);
  await approve(card(lee, 'ashburn-core-02'));
  await card(lee, 'Ordered').waitFor();
  expect(world().aws.interconnects).toMatchObject([
    { bandwidth: '100Gbps', interconnectName: 'ashburn-core-02' },
  ]);
});

test('a request that its requester withdraws is ordered by nobody', async () => {
  const [erin, lee] = [await visit('erin'), await visit('lee')];
  await order(erin);
  await fromMenu(card(erin), 'Withdraw');
  const sure = erin.getByRole('dialog', { name: 'Withdraw' });
  await sure.getByRole('button', { name: 'Withdraw' }).click();
  await card(lee, 'Withdrawn by Erin').waitFor();
  expect(await card(lee).getByRole('button', { name: 'Approve' }).count()).toBe(0);
  expect(world().aws.calls('CreateInterconnect')).toEqual([]);
});

test('the LOA-CFA in the thread opens, byte for byte as AWS gave it', async () => {
  const [erin, lee] = [await visit('erin'), await visit('lee')];
  await order(erin);
  await approve(card(lee));
  await card(erin, 'Ordered').waitFor();
  const thread = await openThread(card(erin));
  const file = thread.getByRole('link', { name: /^LOA-CFA .*\.pdf/ });
  await file.waitFor({ timeout: 30_000 });
  const [tab] = await Promise.all([erin.waitForEvent('popup'), file.click()]);
  expect(await tab.evaluate('document.contentType')).toBe('application/pdf');
  const given = world().aws.interconnects[0]?.letter;
  for (const link of [file, erin.getByRole('link', { name: 'LOA-CFA (PDF)' })]) {
    const answer = await erin.request.get(new URL((await link.getAttribute('href')) ?? '', erin.url()).href);
    expect(Buffer.compare(await answer.body(), given ?? Buffer.alloc(0))).toBe(0);
  }
});
