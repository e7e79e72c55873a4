import { expect, test } from 'vitest';
import { ask, type Recorded } from '../../../src/actions/submitting/ask.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { Standing } from '../../../src/domain/rules/members.ts';
import type { WrittenRule } from '../../../src/domain/rules/rule-set.ts';
import { decidedAnswer } from '../../../src/words/answers.ts';
import { onlyAccount } from '../../domain/support.ts';
import { ACCOUNT, ERIN, LEE, LIN, ORDER, REGION } from '../../store/support/samples.ts';
import { OLGA, RULE, useDesk } from '../support/desk.ts';

const desk = useDesk();
const NOT_A_MEMBER =
  'Only for members of this workspace: no guests, no bots, nobody of another organisation.';

/** Sends the form, where Slack says this of people, by a rule that wants this of the order; who sees the channel. */
async function sent(
  requester: Person,
  beneficiary: Person | null = null,
  standings: Record<string, Standing | 'not known'> = {},
  {
    wants = {},
    changes = {},
    reachable = () => true,
  }: {
    wants?: Partial<WrittenRule>;
    changes?: Partial<Parameters<typeof ask>[1]>;
    reachable?: (userId: string) => boolean;
  } = {},
): Promise<Recorded> {
  const { store, directConnect, judging } = desk.deps;
  const here = { accountId: null, region: REGION };
  const { locations, lags = [] } = await directConnect.offer(here);
  const readAt = desk.database.clock.now;
  const catalog = { region: REGION, locations, lags, interconnects: [], readAt, refusal: undefined };
  const members: typeof judging.directory.members = (_groups, users) => {
    const unknown = users.find((id) => standings[id] === 'not known');
    if (unknown !== undefined) return { unchecked: { person: unknown } };
    return { members: { groups: desk.groups, standings: new Map(Object.entries(standings)) as never } };
  };
  return ask(
    {
      store,
      directory: { ...judging.directory, members, reachable },
      catalog: { of: () => catalog },
      accounts: onlyAccount([REGION]),
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
      requester,
      accountId: undefined,
      beneficiary,
      reason: 'New core',
      order: ORDER,
      tagProblems: [],
      edits: undefined,
      ...changes,
    },
  );
}

async function nothingAsked(): Promise<void> {
  expect(await desk.deps.store.read((at) => at.requests.countOpen())).toBe(0);
  expect(await desk.database.sql('select * from surfaces')).toEqual([]);
}

test('a form that offered other accounts than this process does asks for nothing in another than was chosen', async () => {
  const message = 'Choose an account that is offered.';
  expect(await sent(ERIN, null, {}, { changes: { accountId: '210987654321' } })).toEqual({
    kind: 'refused',
    violations: [{ field: 'account', message }],
  });
  await nothingAsked();
  expect(await sent(ERIN, null, {}, { changes: { accountId: ACCOUNT } })).toMatchObject({
    kind: 'submitted',
  });
});

test('a lead alone in the group cannot ask: it could never be approved', async () => {
  desk.rule = { ...RULE, approvers: [{ kind: 'user', ...LEE }] };
  const message = 'Needs 1 of Lee besides you, and there are only 0. Ask someone else to request this port.';
  expect(await sent(LEE)).toEqual({ kind: 'refused', violations: [{ field: 'reason', message }] });
  await nothingAsked();
});

test('nor for the lead who is alone in it', async () => {
  desk.rule = { ...RULE, approvers: [{ kind: 'user', ...LEE }] };
  const message =
    'Needs 1 of Lee besides you and Lee, and there are only 0. Ask someone else to request this port.';
  expect(await sent(ERIN, LEE)).toEqual({ kind: 'refused', violations: [{ field: 'reason', message }] });
  await nothingAsked();
});

test('a port is asked for a colleague, who is told and does not decide either', async () => {
  const asked = await sent(ERIN, LEE, { [LEE.id]: 'member' });
  if (asked.kind !== 'submitted') throw new Error(`The form was not taken: ${asked.kind}.`);
  desk.id = asked.request.id;
  expect(asked.request.beneficiary).toEqual(LEE);
  const [submitted] = await desk.deps.store.read((at) => at.audit.trail(desk.id));
  expect(submitted?.detail).toMatchObject({ beneficiary: LEE });
  expect(await desk.lines()).toEqual([{ kind: 'asked_for', beneficiary: LEE }]);
  expect(decidedAnswer(await desk.approve(asked.request, LEE))).toBe(
    'This port is asked for you, so someone else has to approve it.',
  );
  expect(await desk.approve(asked.request, LIN)).toMatchObject({ kind: 'approved' });
});

test('asking for oneself is asking for nobody else', async () => {
  expect(await sent(ERIN, ERIN)).toMatchObject({ kind: 'submitted', request: { beneficiary: null } });
});

test.each([
  ['guest', NOT_A_MEMBER],
  ['bot', NOT_A_MEMBER],
  ['deactivated', NOT_A_MEMBER],
  ['foreign', NOT_A_MEMBER],
  ['not known', "I couldn't check who that is. Send the form again in a minute."],
] as const)('for nobody who is %s', async (standing, message) => {
  expect(await sent(ERIN, OLGA, { [OLGA.id]: standing })).toEqual({
    kind: 'refused',
    violations: [{ field: 'beneficiary', message }],
  });
  await nothingAsked();
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
  expect(await sent(ERIN, null, {}, { wants })).toEqual(refused);
  expect(await sent(ERIN, null, {}, { wants, changes: { edits: 'ic-00' } })).toEqual(refused);
  const order = { ...ORDER, interconnectName: 'eq-core', tags: [{ key: 'owner', value: 'core' }] };
  expect(await sent(ERIN, null, {}, { wants, changes: { order } })).toMatchObject({ kind: 'submitted' });
});

/** Where the request is told of. */
const destinations = async () => {
  const rows = await desk.database.sql('select destination from surfaces order by destination');
  return rows.map(({ destination }) => destination);
};

test('approvers who do not see the channel are asked by direct message, and count for reach', async () => {
  const reachable = (id: string) => id !== LIN.id;
  expect(await sent(LEE, null, {}, { reachable })).toMatchObject({ kind: 'submitted' });
  expect(await destinations()).toEqual([`approver:${LIN.id}`, 'channel', 'dm']);
});

test('no more than twenty of them', async () => {
  const people = Array.from({ length: 30 }, (_, index) => `U0LEAD${index}`);
  desk.groups = new Map([['S0LEADS', people]]);
  desk.rule = { ...RULE, quorum: 21 };
  const reachable = () => false;
  const message =
    'Needs 21 of net-leads besides you, and there are only 20. Ask someone else to request this port.';
  expect(await sent(LEE, null, {}, { reachable })).toEqual({
    kind: 'refused',
    violations: [{ field: 'reason', message }],
  });
  desk.rule = RULE;
  expect(await sent(LEE, null, {}, { reachable })).toMatchObject({ kind: 'submitted' });
  expect(await destinations()).toHaveLength(22);
});
