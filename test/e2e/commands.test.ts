import { expect, test } from 'vitest';
import type { Person } from '../../sandbox/workspace/types.ts';
import { StoreUnavailableError } from '../../src/interfaces/errors.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { runBot } from '../../src/tools/bot/run.ts';
import { privately, requestIdOf } from '../support/shown.ts';
import { useStage } from '../support/use-stage.ts';

// What follows /interconnect, and the same from the terminal.

const { stage, until, firstCard, line } = useStage({ each: 'file' });

/** What people look at comes no sooner than this, or not at all. */
let reading: Promise<unknown> = Promise.resolve();
/** Only what is read for a command waits; nothing else of the bot has its lists. */
const held = (store: Store): Store => ({
  ...store,
  read: (work) =>
    store.read((at) =>
      work({
        ...at,
        lists: { ...at.lists, read: (...given) => reading.then(() => at.lists.read(...given)) },
      }),
    ),
});

/** The private answer to a command, as Slack has it on a lock screen: whole, and escaped. */
async function answer(who: Person, text: string): Promise<string> {
  const before = privately(who, stage.lobby).length;
  expect(await who.slash('/interconnect', text, stage.lobby)).toMatchObject({
    acked: true,
    problem: undefined,
  });
  const said = await until(`an answer to ${text}`, () => privately(who, stage.lobby)[before]);
  return said.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

async function terminal(...args: string[]): Promise<string> {
  const { code, text } = await runBot(args, approvers());
  expect(code).toBe(0);
  return text;
}

/** Named by themselves, so that the terminal knows who they are too. */
const approvers = () => ({
  ...stage.env,
  APPROVERS: `${stage.cast.lee.id},${stage.cast.lin.id}`,
  QUORUM: '2',
});

test('lists, one request, why it waits and the ports are told in Slack as in the terminal', async () => {
  const { erin, lee, lin } = stage.cast;
  const { APPROVERS, QUORUM } = approvers();
  expect((await runBot(['list'], { ...approvers(), DATABASE_URL: 'file:nothing-there.db' })).code).toBe(2);
  await stage.start({ APPROVERS, QUORUM }, (outside) => ({ ...outside, store: held(outside.store) }));
  await stage.order();
  const card = await firstCard();
  const id = requestIdOf(card);

  expect(await answer(erin, 'list')).toMatch(
    new RegExp(
      `^Your requests, the latest first:\n${id} · Waiting for approval: 0 of 2 from Lee or Lin · 10Gbps at EqDC2 \\(.*\\), dc2-core-01 · asked by Erin, 20.* UTC$`,
    ),
  );
  expect(await answer(erin, 'list mine')).toBe(await terminal('list', 'mine', '--as', erin.id));
  expect(await answer(lee, 'list')).toBe('You have asked for no port yet.');
  expect(await answer(lee, 'LIST Waiting')).toContain(`Waiting for you, the longest first:\n${id}`);
  expect(await answer(lee, 'list all')).toBe(await terminal('list'));
  expect(await answer(erin, 'list waiting')).toBe('Nothing waits for you.');
  expect(await answer(erin, 'list everything')).toMatch(/^Say which: /);
  expect(await answer(erin, 'list 2')).toBe(await answer(erin, 'list mine 2'));
  expect(await answer(erin, 'list mine 0')).toBe('A page is a number from 1 to 1000.');

  await lee.press(card, 'Approve');
  await until('one vote', () => stage.cardStatus().startsWith('Waiting for approval: 1 of 2'));
  expect(await answer(lee, 'list waiting')).toBe('Nothing waits for you.');
  expect(await answer(lin, 'list waiting')).toBe(await terminal('list', 'waiting', '--as', lin.id));

  const shown = await answer(erin, `show ${id.toLowerCase()}`);
  expect(shown).toContain(`${id}: Waiting for approval: 1 of 2`);
  expect(shown).toContain(`Asked by Erin (${erin.id})`);
  expect(shown).toContain(`Lee (${lee.id}) approved at `);
  expect(shown).toBe(await terminal('show', id));

  const why = await answer(erin, `why ${id}`);
  expect(why).toContain('it takes 2 of Lee or Lin, never Erin.');
  expect(why).toContain(
    'Counts.\nMissing: 1 more.\nYou asked for this port, so someone else has to approve it.',
  );
  expect(why).toBe(await terminal('why', id, '--as', erin.id));
  expect(await answer(lin, `why ${id}`)).toContain('You may decide this, by Lin.');
  expect(await answer(stage.cast.olga, `why ${id}`)).toContain("You can't decide this: it takes Lee or Lin.");

  expect(await answer(lee, 'ports')).toBe('The bot follows no port.');
  await lin.press(card, 'Approve');
  await line('is requested');
  const port = stage.aws.interconnects[0]?.interconnectId ?? '';
  expect(await answer(lee, 'ports')).toBe(await terminal('ports'));
  expect(await answer(lee, 'ports')).toContain(`${port} · requested since `);
  expect(await answer(lee, `show ${port.toUpperCase()}`)).toBe(await terminal('show', port));
  expect(await answer(lee, `why ${id}`)).toContain('Nothing is to be decided now.');
  expect(await answer(lee, 'show ic-NOSUCH')).toBe(
    "ic-NOSUCH isn't known here; another deployment may own it.",
  );
  expect((await runBot(['show', 'ic-NOSUCH'], approvers())).code).toBe(1);
  expect(JSON.parse(await terminal('show', id, '--json'))).toMatchObject({ kind: 'shown', request: { id } });
});

test('people see what was typed, never as markup; guests see nothing, and unknown words bring help', async () => {
  const { erin } = stage.cast;
  await stage.order(erin, { name: 'dc2-core-02', reason: '<!channel> *now* & <https://x|here>' });
  const id = await until('another card', () => {
    const found = requestIdOf(stage.card());
    return JSON.stringify(stage.card().blocks).includes('dc2-core-02') ? found : undefined;
  });
  expect(await answer(erin, `show ${id}`)).toContain('Reason: <!channel> *now* & <https://x|here>');
  const blocks = JSON.stringify(erin.sees(stage.lobby).at(-1)?.blocks);
  expect(blocks).toContain('"type":"plain_text","text":"Reason: <!channel> *now* & <https://x|here>"');
  const help = await answer(erin, 'help');
  expect(help.split('\n').map((one) => one.split(' ')[1])).toEqual([
    'opens',
    'list',
    'show',
    'why',
    'ports',
    'follow',
    'freeze',
    'unfreeze',
    'help',
  ]);
  expect(await answer(erin, 'tomorrow')).toBe(help);
  expect(await answer(erin, 'lst all')).toBe(`Did you mean /interconnect list?\n${help}`);
  const guest = stage.slack.as(stage.slack.addUser({ name: 'gus', realName: 'Gus', isRestricted: true }).id);
  for (const text of ['list', 'list all', 'ports', `show ${id}`, `why ${id}`])
    expect(await answer(guest, text)).toBe(
      "Guests and people of other organisations can't look at requests.",
    );
});

test('what the store takes long for is told after the ack, and so is that it did not answer', async () => {
  const { erin } = stage.cast;
  const slow = Promise.withResolvers<void>();
  reading = slow.promise;
  const before = privately(erin, stage.lobby).length;
  expect(await erin.slash('/interconnect', 'list all', stage.lobby)).toMatchObject({ acked: true });
  expect(privately(erin, stage.lobby)).toHaveLength(before);
  slow.resolve();
  expect(await until('the answer', () => privately(erin, stage.lobby)[before])).toMatch(/^Open requests, /);
  reading = Promise.reject(new StoreUnavailableError(undefined));
  reading.catch(() => undefined);
  expect(await answer(erin, 'ports')).toBe("The database didn't answer. Try again in a minute.");
});
