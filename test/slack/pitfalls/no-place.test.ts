import { pino } from 'pino';
import { expect, test } from 'vitest';
import { openStage, WAIT_MS } from '../../support/stage.ts';

test.each([[undefined], ['\u0000'], ['hooks.slack.com/actions/1']])(
  'a click that names neither a channel nor an address (%j) is acked, and the log says that nobody could be answered',
  async (response_url) => {
    const stage = await openStage({}, 'http');
    try {
      const logged: { msg: string; err?: { message: string } }[] = [];
      await stage.start({}, (outside) => ({
        ...outside,
        log: pino({ level: 'warn' }, { write: (line: string) => logged.push(JSON.parse(line)) }),
      }));
      const { status } = await stage.slack.send({
        type: 'block_actions',
        user: { id: stage.cast.olga.id, name: 'olga' },
        team: { id: stage.slack.teamId },
        api_app_id: stage.slack.appId,
        trigger_id: '1.2.3',
        ...(response_url === undefined ? {} : { response_url }),
        actions: [{ type: 'button', action_id: 'of_tomorrow', block_id: 'x', action_ts: '1.1' }],
      });
      expect(status).toBe(200);
      const lost = () => logged.find(({ msg }) => msg === 'private answer lost');
      await stage.slack.until('the log line', lost, WAIT_MS);
      expect(lost()?.err?.message).toBe('the click names no place for an answer');
    } finally {
      await stage.close();
    }
  },
);
