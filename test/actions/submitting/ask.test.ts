import { expect, test } from 'vitest';
import { ask } from '../../../src/actions/submitting/ask.ts';
import type { WrittenRule } from '../../../src/domain/rules/rule-set.ts';
import { ACCOUNT, ERIN, LEE, ORDER, REGION } from '../../store/support/samples.ts';
import { RULE, useDesk } from '../support/desk.ts';

const desk = useDesk();

/** Asks for a port as Lee does, with rules that want this of it. */
async function asks(wants: Partial<WrittenRule>, changes: Partial<Parameters<typeof ask>[1]> = {}) {
  const { store, directConnect, judging } = desk.deps;
  const here = { accountId: null, region: REGION };
  const { locations, lags = [] } = await directConnect.offer(here);
  const readAt = desk.database.clock.now;
  const catalog = { region: REGION, locations, lags, interconnects: [], readAt, refusal: undefined };
  return ask(
    {
      store,
      directory: { ...judging.directory, reachable: () => true },
      catalog: { of: () => catalog },
      where: () => here,
      ruleFor: () => ({
        kind: 'rule',
        rule: desk.rule,
        requesters: [],
        wants: { name: desk.rule.name, ...wants },
      }),
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
      ...changes,
    },
  );
}

test('a lead alone in the group cannot ask: it could never be approved', async () => {
  desk.rule = { ...RULE, approvers: [{ kind: 'user', ...LEE }] };
  expect(await asks({})).toEqual({
    kind: 'refused',
    violations: [
      {
        field: 'reason',
        message: 'Needs 1 of Lee besides you, and there are only 0. Ask someone else to request this port.',
      },
    ],
  });
  expect(await desk.deps.store.read((at) => at.requests.countOpen())).toBe(0);
  expect(await desk.database.sql('select * from surfaces')).toEqual([]);
});

test('a name and tags that the rule does not take are refused, also of a request that is edited', async () => {
  const wants = { namePattern: '^eq', tags: [{ key: 'owner', required: true }] };
  const refused = {
    kind: 'refused',
    violations: [
      { field: 'name', message: 'The rule default wants a name that matches ^eq (a regular expression).' },
      { field: 'tags', message: 'The rule default needs the tag owner.' },
    ],
  };
  expect(await asks(wants, { requester: ERIN })).toEqual(refused);
  expect(await asks(wants, { requester: ERIN, edits: 'ic-00' })).toEqual(refused);
  const order = { ...ORDER, interconnectName: 'eq-core', tags: [{ key: 'owner', value: 'core' }] };
  expect(await asks(wants, { requester: ERIN, order })).toMatchObject({ kind: 'submitted' });
});
