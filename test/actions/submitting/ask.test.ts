import { expect, test } from 'vitest';
import { ask } from '../../../src/actions/submitting/ask.ts';
import { ACCOUNT, LEE, ORDER, REGION } from '../../store/support/samples.ts';
import { RULE, useDesk } from '../support/desk.ts';

const desk = useDesk();

test('a lead alone in the group cannot ask: it could never be approved', async () => {
  desk.rule = { ...RULE, approvers: [{ kind: 'user', ...LEE }] };
  const { store, directConnect, judging } = desk.deps;
  const here = { accountId: null, region: REGION };
  const { locations, lags = [] } = await directConnect.offer(here);
  const readAt = desk.database.clock.now;
  const catalog = { region: REGION, locations, lags, interconnects: [], readAt, refusal: undefined };
  const asked = await ask(
    {
      store,
      directory: { ...judging.directory, reachable: () => true },
      catalog: { of: () => catalog },
      where: () => here,
      ruleFor: () => ({ kind: 'rule', rule: desk.rule, requesters: [] }),
      account: () => ACCOUNT,
      rules: { approvalChannel: 'C0APPROVALS', dryRun: false, openRequestsPerPerson: 20 },
    },
    {
      submissionId: 'V1',
      requester: LEE,
      beneficiary: null,
      reason: 'New core',
      order: ORDER,
      tagProblems: [],
      edits: undefined,
    },
  );
  expect(asked).toEqual({
    kind: 'refused',
    violations: [
      {
        field: 'reason',
        message: 'Needs 1 of Lee besides you, and there are only 0. Ask someone else to request this port.',
      },
    ],
  });
  expect(await store.read((at) => at.requests.countOpen())).toBe(0);
  expect(await desk.database.sql('select * from surfaces')).toEqual([]);
});
