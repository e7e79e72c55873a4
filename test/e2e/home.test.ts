import { expect, test } from 'vitest';
import type { Person } from '../../sandbox/workspace/types.ts';
import { requestIdOf } from '../support/shown.ts';
import { useStage } from '../support/use-stage.ts';

// The Home tab: what waits for whoever opens it, their own, the ports; and the shortcut that opens the form.

const { stage, until, asked, line, status, creates, refuse } = useStage();

const APART = { homeEveryMs: 50 };
const start = (overrides: Record<string, string> = {}) =>
  stage.start(overrides, (outside) => ({ ...outside, ...APART }));

/** All that stands in somebody's Home tab, in order. */
const texts = (who: Person): string[] => {
  const found: string[] = [];
  JSON.stringify(who.home()?.view.blocks ?? [], (name, value: unknown) => {
    if (name === 'text' && typeof value === 'string') found.push(value);
    return value;
  });
  return found;
};
const shows = (who: Person, text: string) =>
  until(`Home shows: ${text}`, () => texts(who).some((one) => one.includes(text)));
const hides = (who: Person, text: string) =>
  until(`Home hides: ${text}`, () => !texts(who).some((one) => one.includes(text)));
const opened = async (who: Person) => {
  expect(await who.openHome()).toMatchObject({ acked: true });
  await shows(who, 'Ports we run');
};

test('each sees what is theirs, and sees it move', async () => {
  const { erin, lee, olga } = stage.cast;
  await start();
  for (const who of [erin, lee, olga]) await opened(who);
  expect(texts(erin)).toEqual(
    expect.arrayContaining([
      'Ordering is not frozen.',
      'Nothing waits for you.',
      'You have asked for no port yet.',
      'The bot follows no port.',
    ]),
  );
  await stage.order();
  await shows(erin, 'Waiting for approval: 0 of 1 from net-leads · 10Gbps at EqDC2');
  await shows(lee, 'Waiting for approval: 0 of 1 from net-leads · 10Gbps at EqDC2');
  expect(texts(erin)).not.toContain('Approve');
  expect(texts(olga)).toContain('Nothing waits for you.');

  expect(await lee.pressInHome('Approve')).toMatchObject({ acked: true });
  await line('is requested');
  expect(creates()).toBe(1);
  await hides(lee, 'Waiting for approval');
  const { interconnectId = '' } = stage.aws.interconnects[0] ?? {};
  await shows(erin, `Ordered: ${interconnectId}, requested`);
  await olga.openHome();
  await shows(olga, 'requested since ');

  await lee.slash('/interconnect', 'freeze the audit', stage.lobby);
  for (const who of [erin, lee, olga]) await shows(who, 'Ordering is frozen by Lee: the audit');
});

test('answers of its buttons are modals; Reject asks there, and Order an interconnect opens the form', async () => {
  const { erin, lee, lin } = stage.cast;
  await start();
  await stage.order();
  for (const who of [lee, lin]) await opened(who);
  await shows(lee, 'Waiting for approval: 0 of 1');
  // Lin's Home still has the button where somebody else was quicker.
  refuse('views.publish', 'internal_error', 3);
  await lee.pressInHome('Reject');
  await until('the modal', () => lee.modal());
  await lee.type('reason', 'Not now');
  await lee.submit();
  await status('Rejected by Lee: Not now');
  await lin.pressInHome('Approve');
  const answer = await until('the answer', () => lin.modal());
  expect(JSON.stringify(answer.view)).toContain('Already rejected by Lee');
  await lin.close();

  while (erin.modal()) await erin.close();
  await erin.openHome();
  await shows(erin, 'Rejected by Lee: Not now');
  await erin.pressInHome('Order an interconnect');
  expect((await until('the form', () => erin.modal())).view.title).toMatchObject({
    text: 'Order an interconnect',
  });
  await erin.close();
  expect(await erin.shortcut('order_interconnect')).toMatchObject({ acked: true });
  expect((await until('the form', () => erin.modal())).view.title).toMatchObject({
    text: 'Order an interconnect',
  });
});

test('where a modal can not be opened any more, the answer is a line in the direct message', async () => {
  const { erin, lin } = stage.cast;
  await start();
  const told = (who: Person) => stage.dm(who).map(({ text }) => text);
  refuse('views.open', 'expired_trigger_id', 1);
  expect(await erin.shortcut('order_interconnect')).toMatchObject({ acked: true });
  const late = 'The form could not be opened: Slack gives three seconds, and they were over.';
  await until('why there is no form', () => told(erin).some((text) => text.startsWith(late)));
  await opened(lin);
  refuse('views.open', 'expired_trigger_id', 2);
  await lin.pressInHome('Order an interconnect');
  await until('why there is none', () =>
    told(lin).some((text) => text.startsWith('It could not be opened: ')),
  );
});

test('more than ten are turned over, and a Home tab that Slack refuses holds up nobody else', async () => {
  const { erin, lee } = stage.cast;
  const card = await asked();
  const id = requestIdOf(card);
  await stage.store().transaction(async (tx) => {
    const first = await tx.requests.read(id);
    if (!first) throw new Error('It is not there.');
    for (let index = 1; index <= 11; index++)
      await tx.requests.add({
        ...first,
        id: `ic-00000000${String(index).padStart(2, '0')}`,
        submissionId: `V${index}`,
        createdAt: first.createdAt + index,
      });
  });
  await opened(erin);
  expect(texts(erin).filter((one) => one.startsWith('ic-'))).toHaveLength(10);
  expect(texts(erin)).not.toContain('Previous');
  await erin.pressInHome('Next');
  await shows(erin, 'Yours, page 2');
  await shows(erin, id);
  expect(texts(erin)).toContain('Previous');

  await opened(lee);
  refuse('views.publish', 'user_not_found', 1);
  expect(await lee.openHome()).toMatchObject({ acked: true });
  await erin.pressInHome('Previous');
  await hides(erin, 'Yours, page 2');
});
