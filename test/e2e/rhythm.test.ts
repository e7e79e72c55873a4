import { expect, test } from 'vitest';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const { stage, until, asked, status, line, changeTo } = useStage();
const SOON_MS = 5_000;

test('whoever looks at a port has it listed within seconds, however seldom that is otherwise', async () => {
  const card = await asked({ STATE_POLL_SECONDS: '3600' });
  await stage.cast.lee.press(card, 'Approve');
  await status('Ordered: dxcon-');
  const dueIn = () => stage.store().read((at) => at.dueWithin(3_600_000));
  // The first one comes soon after the order; then the next is far away.
  stage.travel(SOON_MS);
  await expect.poll(async () => ((await dueIn()).follow ?? 0) > 60_000, { timeout: WAIT_MS }).toBe(true);
  changeTo('pending');
  await stage.cast.erin.press(stage.card(), 'Details');
  await until('the details', () => stage.cast.erin.modal());
  await expect.poll(async () => (await dueIn()).follow, { timeout: WAIT_MS }).toBeLessThanOrEqual(SOON_MS);
  stage.travel(SOON_MS);
  await line('is pending');
});
