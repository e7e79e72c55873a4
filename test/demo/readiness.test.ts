import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { lastWords } from '../../demo/last-words.ts';
import { askReadiness } from '../../demo/readiness.ts';

/** What a bot is said to be that answers operators so. */
async function saidOf(body: string): Promise<string[]> {
  const server = createServer((_, response) => response.end(body)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const words = await askReadiness((server.address() as AddressInfo).port);
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  return words;
}

const [HEARD, RECORDED] = ['It hears Slack and is heard.', 'What people decide is recorded.'];
const AWAY = 'Slack is away: it hears no clicks, or nothing is taken.';
const LOST = 'Nothing can be recorded: its database is away.';

it('says in words what a bot tells operators', async () => {
  expect(await saidOf('{"slack":true,"store":true,"listings":[]}')).toEqual([HEARD, RECORDED]);
  expect(await saidOf('{"slack":false,"store":true,"troubles":["Mend it."]}')).toEqual([
    AWAY,
    RECORDED,
    'Mend it.',
  ]);
  expect(await saidOf('{"ready":false}')).toEqual([AWAY, LOST]);
  expect(await saidOf('null')).toEqual([AWAY, LOST]);
});

it('says so where there is no answer, or none that can be read', async () => {
  expect(await saidOf('<html>')).toEqual(['It does not answer operators.']);
  expect(await askReadiness(undefined)).toEqual(['Ready. Operators can not ask it.']);
});

it('takes the message of what was logged as JSON, and other lines as they are', () => {
  expect(
    lastWords(['{"level":50,"msg":"the disk is full"}', '', '{"level":50}', '{broken', 'as it is']),
  ).toEqual(['the disk is full', '{"level":50}', '{broken', 'as it is']);
});
