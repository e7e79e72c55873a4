import { describe, expect, test } from 'vitest';
import { useDatabase } from '../store/support/database.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

describe('the whole bot on PostgreSQL', () => {
  const database = useDatabase('postgres');
  const { stage } = useStage();

  test('a request, two leads at the same instant, a restart, one port', async () => {
    await stage.start({ DATABASE_URL: database.url });
    await stage.order();
    const card = await stage.slack.until('the card', () => stage.slack.messages(stage.approvals)[0], WAIT_MS);
    await stage.stop();
    await stage.start({ DATABASE_URL: database.url });
    await Promise.all([stage.cast.lee.press(card, 'Approve'), stage.cast.lin.press(card, 'Approve')]);
    await stage.slack.until('the order', () => stage.cardStatus().startsWith('Ordered: dxcon-'), WAIT_MS);
    const [port] = stage.aws.interconnects;
    stage.aws.setState(port?.interconnectId ?? '', 'available');
    await stage.slack.until(
      'light',
      () => stage.thread().some((line) => line.includes('is available')),
      WAIT_MS,
    );
    expect(stage.aws.calls('CreateInterconnect')).toHaveLength(1);
  });
});
