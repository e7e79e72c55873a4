import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { freePort } from '../../bench/free-port.ts';
import { openReadOnly } from '../../src/store/open-read-only.ts';
import { type BotProcess, startBot } from '../support/process.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// SIGHUP: the rules file is read anew by a bot that runs on.

const { stage, until, firstCard, creates } = useStage();
let bot: BotProcess;
let port: number;
afterEach(async () => {
  await bot?.end('SIGKILL');
});

const folder = () => dirname(stage.env.DATABASE_URL?.slice('file:'.length) ?? '');

/** Writes the rules file and sends the signal. */
function reloadWith(rules: string): void {
  writeFileSync(join(folder(), 'rules.yaml'), rules);
  bot.child.kill('SIGHUP');
}

async function startWith(rules: string): Promise<void> {
  writeFileSync(join(folder(), 'rules.yaml'), rules);
  port = await freePort();
  const { APPROVERS: _, ...env } = stage.env;
  bot = await startBot(
    { ...env, OPERATOR_PORT: String(port), INTERCONNECT_BOT_CONFIG: 'rules.yaml', LOG_LEVEL: 'info' },
    folder(),
  );
}

const troubles = async (): Promise<string[]> => {
  const body = (await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()) as { troubles?: string[] };
  return body.troubles ?? [];
};
const status = (text: string) =>
  until(text, () => stage.slack.messages(stage.approvals).length > 0 && stage.cardStatus().startsWith(text));
const reloaded = () => bot.stderr().match(/"rules_hash":"([0-9a-f]{64})"/g) ?? [];

/** What the store says of who decides by what. */
async function recorded() {
  const store = await openReadOnly({ url: stage.env.DATABASE_URL ?? '' });
  const found = await store.read(async (at) => ({
    hashes: (await at.processes.recent(60_000)).map(({ rulesHash }) => rulesHash),
    settings: (await at.house.trail()).map(({ detail }) => JSON.stringify(detail.settings)),
  }));
  await store.close();
  return found;
}

test('new rules hold at once, for what was asked before too: the stricter of then and now', async () => {
  const { erin, lee, lin } = stage.cast;
  const rule = (name: string, quorum: number) =>
    `rules: [{ name: ${name}, approve: [${lee.id}, ${lin.id}], quorum: ${quorum} }]`;
  await startWith(rule('one', 1));
  await stage.order();
  const card = await firstCard();
  await status('Waiting for approval: 0 of 1 from Lee or Lin');
  const before = await recorded();

  reloadWith(rule('two', 2));
  await status('Waiting for approval: 0 of 2 from Lee or Lin');
  expect(reloaded()).toHaveLength(1);
  const after = await recorded();
  expect(after.settings).toEqual([...before.settings, expect.stringContaining('"name":"two"')]);
  expect(after.hashes).not.toEqual(before.hashes);
  expect(reloaded()[0]).toContain(after.hashes[0]);

  await lee.press(card, 'Approve');
  await status('Waiting for approval: 1 of 2 from Lee or Lin');
  expect(creates()).toBe(0);
  await lin.press(card, 'Approve');
  await status('Ordered: dxcon-');
  expect(creates()).toBe(1);
  expect(JSON.stringify(card.blocks)).toContain('Rule one: ');

  await stage.order(erin, { name: 'dc2-core-02' });
  await until('a second card', () => stage.slack.messages(stage.approvals).length === 2);
  expect(JSON.stringify(stage.card().blocks)).toContain('Rule two: 2 of Lee or Lin');
  expect(await bot.end('SIGTERM')).toBe(0);
});

test('wrong rules change nothing, and are an incident with the place until good ones come', async () => {
  const { lee, lin } = stage.cast;
  await startWith(`rules: [{ name: one, approve: [${lee.id}] }]`);
  const before = await recorded();
  const refused = async (rules: string, words: string) => {
    reloadWith(rules);
    await expect
      .poll(troubles, { timeout: WAIT_MS })
      .toEqual([expect.stringMatching(`^RULES_NOT_RELOADED: ${words} The rules of before still hold\\.`)]);
  };
  await refused(
    'rules: [{ name: two, aprove: [U0LEE] }]',
    String.raw`rules\.yaml:1:22: rules\.0\.aprove: unknown key\. Known keys: .+`,
  );
  await refused(
    `rules: [{ name: two, approve: [${lin.id}], notify: [S0NOBODY] }]`,
    String.raw`rules\.yaml:1:\d+: rules\.0\.notify\.0: S0NOBODY is not known in this workspace\. Check the ID\.`,
  );
  await refused(
    `account: "999988887777"\nrules: [{ name: two, approve: [${lin.id}] }]`,
    String.raw`rules\.yaml:1:10: account: is not what the bot was started with.+`,
  );
  expect(await recorded()).toEqual(before);
  await stage.order();
  await status('Waiting for approval: 0 of 1 from Lee');
  expect(JSON.stringify(stage.card().blocks)).toContain('Rule one: ');
  expect(reloaded()).toEqual([]);

  reloadWith(`rules: [{ name: three, approve: [${lee.id}, ${lin.id}] }]`);
  await expect.poll(troubles, { timeout: WAIT_MS }).toEqual([]);
  expect(reloaded()).toHaveLength(1);
  expect((await recorded()).settings.at(-1)).toContain('"name":"three"');
});
