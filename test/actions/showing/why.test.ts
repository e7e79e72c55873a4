import { expect, test } from 'vitest';
import { showRequest } from '../../../src/actions/showing/show.ts';
import { type Why, whyFor, whyRequest } from '../../../src/actions/showing/why.ts';
import { showWords } from '../../../src/words/showing.ts';
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
