import { expect, test } from 'vitest';
import { REQUEST_TAG } from '../../src/domain/tags.ts';
import { putByHand } from '../support/by-hand.ts';
import { statusOf } from '../support/shown.ts';
import { useStage } from '../support/use-stage.ts';

const { stage, until } = useStage();
const IDS = ['dxcon-old00001', 'dxcon-old00002'];

test('all ports that nobody follows are shown to an approver, who has those followed that they choose', async () => {
  const { slack, aws, cast } = stage;
  const { erin, lee } = cast;
  await stage.start();
  for (const interconnectId of IDS)
    putByHand(aws, { interconnectId, interconnectName: `${interconnectId}-name`, interconnectState: 'down' });
  const tags = [{ key: REQUEST_TAG, value: 'ic-ELSEWHERE0' }];
  putByHand(aws, { interconnectId: 'dxcon-other001', interconnectName: 'theirs', tags });
  const shown = (who: typeof lee) => JSON.stringify(who.modal()?.view ?? '');
  const typed = (who: typeof lee) => who.slash('/interconnect', 'follow all', stage.lobby);

  expect(await typed(erin)).toMatchObject({ acked: true, problem: undefined });
  await until('the refusal', () => shown(erin).includes("You can't do this: it takes an approver."));

  expect(await typed(lee)).toMatchObject({ acked: true, problem: undefined });
  await until('the ports', () => shown(lee).includes('AWS lists 3 ports that nobody follows here.'));
  expect(shown(lee)).toContain("Another deployment's ic-ELSEWHERE0 · 10Gbps at EqDC2, available");
  // Those that bear nobody's tag are chosen already.
  await lee.submit();
  await until('the answer', () => shown(lee).includes('2 ports are followed from here on.'));
  stage.travel(10_000);
  await until('both cards', () => slack.messages(stage.approvals).length === 2);
  expect(slack.messages(stage.approvals).map(statusOf).toSorted()).toEqual(
    IDS.map((id) => `Followed: ${id}, down`),
  );
  await until('both threads', () =>
    slack.messages(stage.approvals).every(({ ts }) => slack.messages(stage.approvals, ts).length === 2),
  );
  await lee.close();
  await typed(lee);
  await until('what is left', () => shown(lee).includes('AWS lists 1 port that nobody follows here.'));
  expect(shown(lee)).toContain('Beside them: 2 followed already.');
  await lee.submit();
  await until('the refusal to follow none', () => lee.modal()?.errors?.['ports:0'] === 'Choose a port.');
  expect(aws.calls('CreateInterconnect')).toHaveLength(0);
});
