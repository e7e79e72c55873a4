import { expect, test } from 'vitest';
import { showRequest } from '../../../src/actions/showing/show.ts';
import { type Why, whyFor, whyRequest } from '../../../src/actions/showing/why.ts';
import { notFoundText, showWords } from '../../../src/words/showing.ts';
import { timedText } from '../../../src/words/timed.ts';
import { whyWords } from '../../../src/words/why.ts';
import { ERIN, LEE, LIN } from '../../store/support/samples.ts';
import { OLGA, RULE, useDesk } from '../support/desk.ts';

const desk = useDesk();

async function why(who?: { id: string }): Promise<Why> {
  const found = await desk.deps.store.read((at) => whyRequest(at, desk.deps, { id: desk.id, who }));
  if (found.kind !== 'why') throw new Error('It is not known.');
  return found;
}

test('tells who has approved, whose vote counts no more, and how many are missing', async () => {
  desk.rule = { ...RULE, quorum: 2 };
  const asked = await desk.asked();
  expect(await why()).toMatchObject({ votes: [], missing: 2, you: undefined });
  await desk.approve(asked, LEE);
  expect(await why(LIN)).toMatchObject({
    votes: [{ voter: LEE, counts: 'yes' }],
    missing: 1,
    you: { kind: 'may' },
  });
  expect((await why(ERIN)).you).toEqual({ kind: 'own_request' });
  expect((await why(OLGA)).you).toMatchObject({ kind: 'not_entitled' });
  desk.groups = new Map([['S0LEADS', [LIN.id, OLGA.id]]]);
  const left = await why(OLGA);
  expect(left).toMatchObject({ votes: [{ counts: 'not_entitled' }], missing: 2, you: { kind: 'may' } });
  expect(whyWords(left).map(timedText).join('\n')).toContain(
    "Doesn't count: no rule names them any more.\nMissing: 2 more.",
  );
});

test('names the rule of now where it is another, and says where none is left', async () => {
  await desk.asked();
  desk.rule = { ...RULE, name: 'strict', quorum: 3 };
  expect(timedText(whyWords(await why())[1] ?? [])).toBe(
    `${`Rule default: it takes 3 of net-leads, never Erin. Until ${new Date(desk.database.clock.now + 72 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')} UTC.`}\nThe rule of now has to allow them too: strict, net-leads.`,
  );
});

test('what nobody knows is said, and nothing is claimed', async () => {
  const asked = await desk.asked();
  await desk.approve(asked, OLGA);
  const { directory } = desk.deps.judging;
  desk.deps.judging.directory = { ...directory, members: () => ({ unchecked: { group: 'net-leads' } }) };
  const unknown = await why(LEE);
  expect(unknown).toMatchObject({
    missing: undefined,
    you: undefined,
    unsure: { unchecked: { group: 'net-leads' } },
  });
  expect(whyWords(unknown).map(timedText)).toContain(
    "Who counts can't be told now: who is in net-leads isn't known here.",
  );
});

/** What is told of whatever somebody has in their hands. */
async function told(id: string): Promise<string> {
  const found = await desk.deps.store.read((at) => whyRequest(at, desk.deps, { id, who: undefined }));
  return found.kind === 'why' ? whyWords(found).map(timedText).join('\n') : notFoundText(found);
}

/** Its card stands in the channel, as if it had been posted. */
const posted = (ts: string) =>
  desk.database.sql(
    `update surfaces set ts = '${ts}' where request_id = '${desk.id}' and destination = 'channel'`,
  );

test('an auditor with the port, either of its tags or a reply in its thread learns who decided and what was sent', async () => {
  const { state } = await desk.placed();
  if (state.status !== 'ordered') throw new Error('It was not ordered.');
  await posted('1764400000.123456');
  const archives = 'https://example.slack.com/archives/C0APPROVALS';
  const all = await told(desk.id);
  expect(all).toMatch(/submitted by Erin \(U0ERIN\), rule default\n/);
  expect(all).toMatch(/UTC voted by Lee \(U0LEE\), rule default, as one of net-leads\n/);
  expect(all).toMatch(/UTC approved by Lee \(U0LEE\)\n.*UTC attempt committed\n/);
  expect(all).toMatch(
    /Attempt 1 at .* UTC: created, AWS request ID \S+\. Sent: 10Gbps at EqDC2, us-east-1, dc2-core-01, account 111122223333\n/,
  );
  expect(all).toMatch(new RegExp(`created, ${state.interconnectId}, AWS request ID \\S+$`));
  for (const given of [
    state.interconnectId,
    state.interconnectId.toUpperCase(),
    desk.id.toLowerCase(),
    `interconnect-bot:request-id=${desk.id}`,
    `${archives}/p1764400000123456`,
    `<${archives}/p1764400000123456>`,
    `<${archives}/p1764400000123456|link>`,
    `${archives}/p1764499999000100?thread_ts=1764400000.123456&cid=C0APPROVALS`,
  ])
    expect(await told(given), given).toBe(all);
});

test('a port that bears the tag of a request without being its port leads to the request too', async () => {
  await desk.placed();
  const stray = { region: 'us-east-1', interconnectId: 'dxcon-stray', requestId: desk.id };
  await desk.deps.store.transaction((tx) => tx.orphans.add(stray));
  expect(await told('dxcon-stray')).toBe(await told(desk.id));
});

test.each(['dxcon-none', 'ic-NONE', 'https://example.slack.com/archives/C0OTHER/p1764400000123456'])(
  "%s is said to be another deployment's",
  async (id) => {
    await desk.asked();
    expect(await told(id)).toBe(`${id} isn't known here; another deployment may own it.`);
  },
);

test('whoever asks in Slack has what nobody knows looked up first', async () => {
  await desk.asked();
  const { directory } = desk.deps.judging;
  let isLearnt = false;
  desk.deps.judging.directory = {
    ...directory,
    members: (groups, users) =>
      groups.length > 0 && !isLearnt
        ? { unchecked: { group: 'net-leads' } }
        : directory.members(groups, users),
    learn: async (groups) => {
      isLearnt = groups.includes('S0LEADS');
    },
  };
  expect(await whyFor(desk.deps, { id: desk.id, who: LEE })).toMatchObject({
    missing: 1,
    unsure: undefined,
    you: { kind: 'may' },
  });
  desk.deps.judging.directory.learn = async () => undefined;
  isLearnt = false;
  expect(await whyFor(desk.deps, { id: desk.id, who: LEE })).toMatchObject({
    missing: undefined,
    unsure: { unchecked: { group: 'net-leads' } },
  });
});

test('a request is shown with what came of it at AWS, by its own ID and by its port', async () => {
  const { state } = await desk.placed();
  if (state.status !== 'ordered') throw new Error('It was not ordered.');
  for (const id of [
    desk.id,
    desk.id.toLowerCase(),
    state.interconnectId,
    state.interconnectId.toUpperCase(),
  ]) {
    const shown = await desk.deps.store.read((at) => showRequest(at, desk.deps, id));
    if (shown.kind !== 'shown') throw new Error(`${id} was not found.`);
    const text = showWords(shown).map(timedText).join('\n');
    expect(text).toContain(`${desk.id}: Ordered: ${state.interconnectId}, requested`);
    expect(text).toContain(`Port ${state.interconnectId}: requested since `);
    expect(text).toMatch(/Attempt 1 at .* UTC: created/);
    expect(text).toMatch(/UTC approved, Lee\n.* UTC attempt committed\n.* UTC created/);
  }
  expect(await desk.deps.store.read((at) => showRequest(at, desk.deps, 'dxcon-none'))).toEqual({
    kind: 'not_found',
    id: 'dxcon-none',
  });
});
