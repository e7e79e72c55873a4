import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../bench/free-port.ts';
import { startAws } from '../../sandbox/aws/index.ts';
import { startWorkspace } from '../../sandbox/workspace/index.ts';
import type { Person, Workspace } from '../../sandbox/workspace/types.ts';
import { ROOT } from '../imports.ts';
import { type Scrape, scraped } from './scrapes.ts';

const WAIT_MS = 120_000;
const EVERY_MS = 1_000;
const FORM_MS = 5_000;
const TRIES = 10;
/** How often a lead says yes, of ten requests; the others are rejected or taken back. */
const APPROVED = 7;
const ADDED = { job: 'interconnect-bot', instance: 'bot-1:3001' };

/**
 * Runs a real bot over sockets against the embedded Slack and Direct Connect for so many seconds, with people who ask and
 * decide all the time, and faults on both sides; answers what its operators' port told each second.
 */
export async function soak(seconds: number): Promise<Scrape[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-'));
  const slack = await startWorkspace();
  const aws = await startAws({ lifecycle: { requested: 4_000, pending: 4_000, down: 4_000 } });
  const channel = slack.addChannel({ name: 'net-approvals' }).id;
  const [erin, lee] = ['erin', 'lee'].map((name) => slack.as(slack.addUser({ name }).id));
  if (!erin || !lee) throw new Error('Nobody is there.');
  const leads = slack.addGroup({ handle: 'net-leads', users: [lee.id] });
  const port = await freePort();
  const bot = spawn(process.execPath, ['--max-semi-space-size=2', join(ROOT, 'src/main.ts')], {
    cwd: folder,
    env: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      APPROVAL_CHANNEL: channel,
      APPROVERS: leads.id,
      OPERATOR_PORT: String(port),
      OPEN_REQUESTS_PER_PERSON: '1000',
      STATE_POLL_SECONDS: '1',
      LOG_LEVEL: 'silent',
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL_DIRECT_CONNECT: aws.url,
      AWS_ENDPOINT_URL_STS: aws.url,
      AWS_ACCESS_KEY_ID: aws.accessKeyId,
      AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => bot.once('close', resolve));
  try {
    const address = `http://127.0.0.1:${port}`;
    await ready(address);
    const until = Date.now() + seconds * 1_000;
    const [scrapes] = await Promise.all([
      scrape(address, until),
      people(slack, channel, { erin, lee }, until),
    ]);
    return scrapes;
  } finally {
    bot.kill('SIGTERM');
    await ended;
    await Promise.all([slack.close(), aws.close()]);
    rmSync(folder, { recursive: true });
  }

  async function people(
    where: Workspace,
    approvals: string,
    who: Record<'erin' | 'lee', Person>,
    end: number,
  ) {
    for (let number = 1; Date.now() < end; number++) {
      if (number % 5 === 0)
        aws.fault('CreateInterconnect', { kind: 'error', name: 'ThrottlingException', status: 400 });
      if (number % 9 === 0) aws.fault('CreateInterconnect', { kind: 'reset', made: true });
      if (number % 4 === 0) where.fault('chat.update', { kind: 'status', status: 500, when: 'before' });
      const cards = where.messages(approvals).length;
      await ask(where, approvals, who.erin, `dc2-core-${number}`);
      const card = await where.until('the card', () => where.messages(approvals)[cards], WAIT_MS);
      if (number % 10 < APPROVED) await who.lee.press(card, 'Approve');
      await wait(EVERY_MS);
    }
  }
}

async function ask(slack: Workspace, channel: string, who: Person, name: string): Promise<void> {
  // A form that comes too late for Slack is asked for once more, as people do.
  for (let tries = 1; !who.modal(); tries++) {
    await who.slash('/interconnect', '', channel);
    const form = slack.until('the form', () => who.modal(), FORM_MS);
    await form.catch((error: unknown) => {
      if (tries === TRIES) throw error;
    });
  }
  const shows = (block: string) => () => JSON.stringify(who.modal()).includes(`"block_id":"${block}`);
  await who.choose('location', 'EqDC2', 'EqDC2');
  await slack.until('bandwidths', shows('bandwidth:EqDC2'), WAIT_MS);
  await who.choose('bandwidth', '10Gbps');
  await slack.until('LAGs', shows('lag:EqDC2:10Gbps'), WAIT_MS);
  await who.type('name', name);
  await who.type('reason', 'New core');
  await who.submit();
  while (who.modal()) await who.close();
}

/** Once it hears clicks. */
async function ready(address: string): Promise<void> {
  for (const end = Date.now() + WAIT_MS; ; await wait(EVERY_MS / 10)) {
    const answer = await fetch(`${address}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > end) throw new Error('The bot was not ready in time.');
  }
}

async function scrape(address: string, until: number): Promise<Scrape[]> {
  const scrapes: Scrape[] = [];
  while (Date.now() < until) {
    const answer = await fetch(`${address}/metrics`).catch(() => undefined);
    if (answer?.ok) scrapes.push(scraped(Date.now() / 1_000, await answer.text(), ADDED));
    await wait(EVERY_MS);
  }
  return scrapes;
}
