import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { DescribeLoaCommand, DirectConnectClient } from '@aws-sdk/client-direct-connect';
import { afterEach, expect, test } from 'vitest';
import { startAws } from '../../sandbox/aws/index.ts';
import type { Person, StoredMessage } from '../../sandbox/workspace/types.ts';
import { useDatabase } from '../store/support/database.ts';
import { putByHand } from '../support/by-hand.ts';
import { type BotProcess, startBot } from '../support/process.ts';
import { menuOf, privately, requestIdOf } from '../support/shown.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const HOUR_MS = 3_600_000;

// The letter by which a port is connected: in the thread, byte for byte as AWS gave it, and fetched once a wish.

const database = useDatabase('postgres');
const { stage, until, asked, line, orderTold, changeTo } = useStage();
let other: BotProcess | undefined;

afterEach(async () => {
  await other?.end('SIGTERM');
  other = undefined;
});

const thread = () => stage.slack.messages(stage.approvals, stage.card().ts).slice(1);
const letters = () => thread().flatMap(({ files }) => files);
const answered = () => stage.aws.calls('DescribeLoa').filter(({ outcome }) => outcome === 'ok').length;
const titleOf = (who: Person) => (who.modal()?.view as { title?: { text: string } } | undefined)?.title?.text;
const wordsOf = (who: Person) => JSON.stringify(who.modal()?.view.blocks);

/** Ordered, and seen in `requested`. */
async function ordered(overrides?: Record<string, string>): Promise<StoredMessage> {
  const card = await asked(overrides);
  await stage.cast.lee.press(card, 'Approve');
  await orderTold();
  return card;
}

/** What AWS gave when it dated the letter: another AWS gives the same at that time. */
async function bytesAtAws(): Promise<Buffer> {
  const [port] = stage.aws.interconnects;
  if (!port?.loaIssueTime) throw new Error('AWS has dated no letter.');
  const issuedAt = port.loaIssueTime;
  const aws = await startAws({ accountId: stage.aws.accountId, now: () => issuedAt });
  try {
    putByHand(aws, { ...port });
    const { accessKeyId, secretAccessKey, url: endpoint } = aws;
    const credentials = { accessKeyId, secretAccessKey };
    const client = new DirectConnectClient({ region: port.region, endpoint, credentials });
    const { loaContent } = await client.send(new DescribeLoaCommand({ connectionId: port.interconnectId }));
    client.destroy();
    return Buffer.from(loaContent ?? []);
  } finally {
    await aws.close();
  }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function getAgain(who: Person): Promise<void> {
  await who.press(stage.card(), 'Get the LOA again');
  await until('the question', () => titleOf(who) === 'Get the LOA again' || undefined);
}

test('a port that leaves requested brings its letter, and a button brings another', async () => {
  const { erin, lee, olga } = stage.cast;
  await ordered();
  expect(menuOf(stage.card())).toEqual(['Details']);
  changeTo('pending');
  const [letter] = await until('the letter', () => (letters().length === 1 ? letters() : undefined));
  const bytes = await bytesAtAws();
  expect(Buffer.from(letter?.bytes ?? []).equals(bytes)).toBe(true);
  const [id = ''] = stage.aws.interconnects.map(({ interconnectId }) => interconnectId);
  expect(letter?.name).toMatch(new RegExp(`^LOA-CFA ${id} dc2-core-01 \\d{4}-\\d\\d-\\d\\d\\.pdf$`));
  await line('Cross-connect order');
  const at = thread().findIndex(({ text }) => text.startsWith(`The LOA-CFA of ${id} is here.`));
  const [said, file, order] = thread().slice(at);
  expect(said?.text).toMatch(/The bot has fetched it\. Issued .* UTC; valid until .* UTC, its day 90\.$/);
  expect(JSON.stringify(said?.blocks)).toContain(`SHA-256: ${sha256(bytes)}`);
  // The port's own line has just called her, and the direct message does too.
  expect(JSON.stringify(said?.blocks)).not.toContain('<@');
  expect(file?.files).toHaveLength(1);
  expect(order?.text).toContain('Optics: 10GBASE-LR');
  expect(JSON.stringify(order?.blocks)).toContain('"rich_text_preformatted"');
  await until('the direct message', () =>
    stage.dmLines(erin).find(({ text }) => text.includes(`The LOA-CFA of ${id} is ready`)),
  );

  await until('the menu', () => menuOf(stage.card()).includes('Get the LOA again') || undefined);
  await olga.press(stage.card(), 'Get the LOA again');
  await until('the refusal', () => privately(olga, stage.approvals)[0]);
  expect(privately(olga, stage.approvals)).toEqual([
    "You can't get the LOA: it takes whoever asked or net-leads.",
  ]);
  await getAgain(erin);
  expect(wordsOf(erin)).toContain('AWS dates the LOA-CFA anew each time it is fetched');
  await getAgain(lee);
  await erin.submit();
  await until('the answer', () => wordsOf(erin).includes('The LOA is being fetched.') || undefined);
  await until('the second letter', () => (letters().length === 2 ? true : undefined));
  await line('Erin has had it fetched.');
  await lee.submit();
  await until('the truth', () => wordsOf(lee).includes('your click changed nothing') || undefined);
  expect(wordsOf(lee)).toMatch(/It was fetched again by Erin at .* UTC; your click changed nothing\./);
  expect(answered()).toBe(2);
});

test('a letter that AWS refuses comes later, and people are told meanwhile', async () => {
  await ordered();
  const refusal = { kind: 'error', name: 'DirectConnectClientException', status: 400 } as const;
  stage.aws.fault('DescribeLoa', { ...refusal, message: 'Not <yet>.' }, 2);
  changeTo('pending');
  await line('AWS gave no LOA-CFA');
  expect(letters()).toEqual([]);
  // After one hour, then after two more, counted from when the refusal was noted.
  const id = requestIdOf(stage.card());
  const refused = () =>
    stage.store().read(async (at) => (await at.loa.of(id)).map(({ failures }) => failures.refused));
  stage.travel(HOUR_MS);
  await expect.poll(refused, { timeout: WAIT_MS }).toEqual([2]);
  stage.travel(2 * HOUR_MS);
  await until('the letter', () => letters()[0]);
  expect(stage.thread().filter((said) => said.includes('gave no LOA-CFA'))).toHaveLength(1);
  expect(answered()).toBe(1);
});

test('two bots on PostgreSQL fetch one letter a wish, whoever of them hears what', async () => {
  const { erin, lee } = stage.cast;
  const env = { DATABASE_URL: database.url };
  await ordered(env);
  other = await startBot({ ...stage.env, ...env }, tmpdir());
  changeTo('pending');
  await until('the letter', () => letters()[0]);
  await until('the menu', () => menuOf(stage.card()).includes('Get the LOA again') || undefined);
  await Promise.all([getAgain(erin), getAgain(lee)]);
  await Promise.all([erin.submit(), lee.submit()]);
  const answers = () => [wordsOf(erin), wordsOf(lee)];
  const done = (said: string) => said.includes('being fetched.') || said.includes('changed nothing');
  await until('both answers', () => answers().every(done) || undefined);
  expect(answers().filter((said) => said.includes('The LOA is being fetched.'))).toHaveLength(1);
  await until('the second letter', () => letters()[1]);
  await until(
    'both orders',
    () => stage.thread().filter((said) => said.startsWith('Cross-connect order')).length === 2 || undefined,
  );
  expect(letters()).toHaveLength(2);
  expect(stage.aws.calls('DescribeLoa')).toHaveLength(2);
});
