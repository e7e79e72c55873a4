import { expect, test } from 'vitest';
import { roleIdentity } from '../../sandbox/aws/trail.ts';
import { useStage } from '../support/use-stage.ts';

// AWS's maintenance and whoever deletes a port, in the thread of the port.

const { stage, asked, until, line, orderTold, changeTo, status, readyz } = useStage();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function ordered(settings: Record<string, string>): Promise<string> {
  await stage.cast.lee.press(await asked(settings), 'Approve');
  await orderTold();
  return stage.aws.interconnects[0]?.interconnectId ?? '';
}
const about = (word: string) => stage.thread().filter((said) => said.toLowerCase().includes(word));

test('maintenance is told when it is announced, the day before, and when it is over, each once, whoever starts anew', async () => {
  const id = await ordered({ AWS_HEALTH: 'true' });
  const event = stage.aws.announce({ entities: [id, 'dxvif-mine'] });
  stage.travel(20 * 60_000);
  await line(`AWS plans maintenance on ${id}, from `);
  await stage.stop();
  await stage.start({ AWS_HEALTH: 'true' });
  stage.travel(2 * DAY + HOUR);
  await line(`Maintenance on ${id} is near: from `);
  changeTo('available');
  await status(`Ordered: ${id}, available`);
  stage.travel(DAY);
  changeTo('down');
  await line(`${id} is down: light was lost. AWS's maintenance is on it, from `);
  changeTo('available');
  await status(`Ordered: ${id}, available`);
  event.status = 'closed';
  stage.travel(20 * 60_000);
  await line(`The maintenance on ${id} is over: the port is available.`);
  expect(about('maintenance')).toHaveLength(4);
  // Nobody was alarmed.
  expect(stage.dmLines(stage.cast.erin).filter(({ text }) => text.includes('light was lost'))).toEqual([]);
  expect((await readyz()).body.troubles).toBeUndefined();
});

test('without a support plan that is said to operators, and the bot goes on', async () => {
  stage.aws.setSupportPlan(false);
  const id = await ordered({ AWS_HEALTH: 'true' });
  await expect
    .poll(async () => (await readyz()).body.troubles?.join())
    .toContain('AWS Health is for accounts with a support plan, and this one has none');
  changeTo('available');
  await status(`Ordered: ${id}, available`);
});

test('who deleted a port is told some minutes later, and stands on its card', async () => {
  stage.aws.setTrailDelay(0);
  const id = await ordered({ CLOUDTRAIL: 'true' });
  stage.aws.deleteAs(id, roleIdentity('arn:aws:sts::123456789012:assumed-role/net-admin/erin'));
  await line(`${id} was deleted at AWS`);
  expect(stage.aws.calls('LookupEvents')).toEqual([]);
  stage.travel(6 * 60_000);
  await line('Deleted by net-admin/erin at ');
  await until('the card', () => JSON.stringify(stage.card().blocks).includes('net-admin/erin') || undefined);
  expect(about('deleted by')).toHaveLength(1);
});

test('nothing is asked where it is not switched on', async () => {
  const id = await ordered({});
  stage.aws.announce({ entities: [id] });
  changeTo('deleted');
  await line(`${id} was deleted at AWS`);
  stage.travel(HOUR);
  expect([...stage.aws.calls('DescribeEvents'), ...stage.aws.calls('LookupEvents')]).toEqual([]);
});
