import { on, once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { App } from '@slack/bolt';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../../bench/free-port.ts';
import { postSigned, sign } from '../../../sandbox/workspace/delivery/http.ts';
import { createHttpReceiver, type HttpReceiver } from '../../../src/slack/connection/http/receiver.ts';
import { type HttpLimits, LIMITS } from '../../../src/slack/connection/http/server.ts';

const SECRET = 'a secret';
const CLICK = { command: '/try', user_id: 'U1', team_id: 'T1', trigger_id: '1.2.3' };
const FORM = 'application/x-www-form-urlencoded';

let receiver: HttpReceiver;
let port: number;
let logged: string[];
let handled: number;
const sockets: Socket[] = [];

async function start(limits: Partial<HttpLimits> = {}): Promise<void> {
  port = await freePort();
  logged = [];
  handled = 0;
  receiver = createHttpReceiver({
    port,
    signingSecret: SECRET,
    routes: [{ path: '/healthz', method: 'GET', handler: (_, response) => response.end('fine') }],
    log: pino({}, { write: (line) => logged.push(line) }),
    monotonic: () => performance.now(),
    pause: async () => undefined,
    limits: { ...LIMITS, ...limits },
  });
  const app = new App({
    receiver,
    token: 'xoxb-1',
    botId: 'B1',
    botUserId: 'U0',
    tokenVerificationEnabled: false,
    deferInitialization: true,
  });
  app.command('/try', async ({ ack }) => {
    handled += 1;
    await ack('done');
  });
  await app.init();
  await receiver.start();
}
beforeEach(() => start());
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await receiver.stop();
});

const url = (path = '/slack/events') => `http://127.0.0.1:${port}${path}`;
const click = (timestamp?: number) =>
  postSigned(url(), CLICK, SECRET, timestamp === undefined ? {} : { timestamp });
/** Posts this body, signed, whatever it is. */
async function post(body: string, contentType = FORM): Promise<{ status: number; text: string }> {
  const timestamp = Math.floor(Date.now() / 1000);
  const headers = {
    'content-type': contentType,
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': sign(SECRET, timestamp, body),
  };
  const answer = await fetch(url(), { method: 'POST', body, headers });
  return { status: answer.status, text: await answer.text() };
}
/** A connection that says this much and no more. */
async function slow(words = ''): Promise<{ heard: () => string; ended: Promise<unknown>; socket: Socket }> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  let heard = '';
  socket.on('data', (data) => {
    heard += data.toString();
  });
  await once(socket, 'connect');
  socket.write(words);
  return { heard: () => heard, ended: once(socket, 'close'), socket };
}

describe('what is taken', () => {
  test('a signed command, and beside it only the routes', async () => {
    expect(await click()).toMatchObject({ status: 200, body: 'done' });
    expect(await (await fetch(url('/healthz'))).text()).toBe('fine');
    for (const [path, method] of [
      ['/slack/events', 'GET'],
      ['/', 'POST'],
      ['/metrics', 'GET'],
    ] as const)
      expect((await fetch(url(path), { method })).status).toBe(404);
    expect(logged).toEqual([]);
  });

  test.each([
    [-290, 200],
    [-302, 401],
    [290, 200],
    [310, 401],
  ])('a signature of %s seconds from now: %s', async (seconds, status) => {
    expect(await click(Math.floor(Date.now() / 1000) + seconds)).toMatchObject({ status });
    expect(handled).toBe(status === 200 ? 1 : 0);
  });

  test("Slack's check of the address needs an answer, its check of the certificate no signature", async () => {
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    expect(await post(challenge, 'application/json')).toEqual({ status: 200, text: '{"challenge":"abc"}' });
    const body = new URLSearchParams({ ssl_check: '1', ...CLICK });
    expect((await fetch(url(), { method: 'POST', body })).status).toBe(200);
    expect(handled).toBe(0);
  });
});

describe('what is refused', () => {
  test.each(['payload=null', 'payload=5', 'payload=[]', 'payload={', 'payload="text"', 'payload='])(
    'a signed %s: 400, one line, and the bot lives',
    async (body) => {
      expect(await post(body)).toEqual({ status: 400, text: '' });
      expect(logged).toHaveLength(1);
      expect(await click()).toMatchObject({ status: 200 });
    },
  );

  test('JSON that is no object, and a body of no known kind', async () => {
    for (const body of ['null', '[1]', '"x"', '', '{"a"', '\u0000'])
      expect(await post(body, 'application/json')).toEqual({ status: 400, text: '' });
    expect((await post('command=/try', 'text/plain')).status).toBe(400);
    expect(handled).toBe(0);
  });

  test('unsigned requests: 401, the connection closed, and one line for all of them', async () => {
    for (let time = 0; time < 5; time += 1) {
      const answer = await fetch(url(), { method: 'POST', body: 'command=/try' });
      expect([answer.status, answer.headers.get('connection')]).toEqual([401, 'close']);
    }
    expect(await postSigned(url(), CLICK, SECRET, { signature: 'v0=bad' })).toMatchObject({ status: 401 });
    expect(await postSigned(url(), CLICK, 'another')).toMatchObject({ status: 401 });
    expect(logged).toHaveLength(1);
  });

  test('more than 256 KB: 413, and nothing more of it is read', async () => {
    const head = `POST /slack/events HTTP/1.1\r\nhost: x\r\nx-slack-signature: v0=${'0'.repeat(64)}\r\n`;
    const told = await slow(`${head}content-length: 300000\r\n\r\n`);
    await told.ended;
    expect(told.heard()).toMatch(/^HTTP\/1\.1 413 /);
    const untold = await slow(`${head}transfer-encoding: chunked\r\n\r\n`);
    const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
    untold.socket.write(chunk.repeat(5));
    await untold.ended;
    expect(untold.heard()).toMatch(/^HTTP\/1\.1 413 /);
    expect(await post(`command=/try&text=${'a'.repeat(200_000)}`)).toMatchObject({ status: 200 });
  });
});

describe('whoever takes their time', () => {
  test('is given five seconds for the head and ten for all of it, looked at each second', () => {
    const { headersMs, requestMs, checkMs, keepAliveMs, connections } = LIMITS;
    expect({ headersMs, requestMs, checkMs }).toEqual({
      headersMs: 5_000,
      requestMs: 10_000,
      checkMs: 1_000,
    });
    // AWS's load balancers keep a connection for 60 seconds.
    expect(keepAliveMs).toBeGreaterThan(60_000);
    expect(connections).toBeGreaterThanOrEqual(1_000);
  });

  test('loses the connection: one that says nothing, half a head, half a body', async () => {
    await receiver.stop();
    await start({ headersMs: 200, requestMs: 400, checkMs: 50 });
    const silent = await slow();
    const half = await slow('POST /slack/events HTTP/1.1\r\nhost: x\r\n');
    const body = await slow(
      'POST /slack/events HTTP/1.1\r\nhost: x\r\nx-slack-signature: v0=1\r\ncontent-length: 10\r\n\r\n12',
    );
    await Promise.all([silent.ended, half.ended, body.ended]);
    expect(await click()).toMatchObject({ status: 200 });
  });

  test('makes room at the limit, the oldest first; never the newcomer, never one that is answered', async () => {
    await receiver.stop();
    await start({ connections: 4, headersMs: 60_000, requestMs: 60_000 });
    const [first, second, third, fourth] = [await slow(), await slow(), await slow(), await slow()];
    let gone = '';
    for (const [name, one] of Object.entries({ first, second, third, fourth }))
      one.socket.once('close', () => {
        gone += `${name} `;
      });
    expect(await click()).toMatchObject({ status: 200, body: 'done' });
    await first.ended;
    const fifth = await slow();
    await second.ended;
    expect(gone).toBe('first second ');
    expect(fifth.socket.destroyed).toBe(false);
    // As many at once as there may be: each takes the place of another.
    const burst = await Promise.all([slow(), slow(), slow(), slow()]);
    await Promise.all([third.ended, fourth.ended, fifth.ended]);
    expect(await click()).toMatchObject({ status: 200 });
    expect(burst.filter(({ socket }) => !socket.destroyed).length).toBeGreaterThanOrEqual(3);
  });

  // Tried again, since a busy machine delays all of it.
  test.each(['among them', 'after them'])(
    '300 of them and 300 unsigned posts do not delay a click %s',
    { retry: 2 },
    async (when) => {
      const crowd = new Worker(new URL('./support/crowd.ts', import.meta.url), { workerData: { port } });
      const said = on(crowd, 'message');
      await said.next();
      const answers = said.next();
      if (when === 'after them') await answers;
      const start = performance.now();
      expect(await click()).toMatchObject({ status: 200 });
      expect(performance.now() - start).toBeLessThan(1_000);
      const [lines] = (await answers).value as [string[]];
      expect(new Set(lines)).toEqual(new Set(['HTTP/1.1 401 Unauthorized']));
      await crowd.terminate();
    },
  );
});
