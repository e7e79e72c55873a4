import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stage } from '../page/support.ts';
import { leaveEarly, sendRaw, statusOf } from './raw.ts';

const MB = 1024 * 1024;
const JSON_TYPE = 'Content-Type: application/json\r\n';
const OWN = 'Host: localhost\r\nConnection: close\r\n';

function post(body: string, headers = JSON_TYPE, length = Buffer.byteLength(body)): string {
  return `POST /api/v1/act HTTP/1.1\r\n${OWN}${headers}Content-Length: ${length}\r\n\r\n${body}`;
}

function get(target: string, method = 'GET', headers = OWN): string {
  return `${method} ${target} HTTP/1.1\r\n${headers}\r\n`;
}

describe('However odd a request is, it is answered and ends nothing', () => {
  it.each<[string, string, number, RegExp | undefined]>([
    ['two slashes', get('//'), 404, /nothing here/],
    ['many slashes and a query', get('///?a//b'), 404, /nothing here/],
    ['a whole address', get('http://localhost/'), 404, /nothing here/],
    ['no path at all', get('?as=lee'), 400, undefined],
    ['bad percent-encoding', get('/%E0%A4%A'), 404, /nothing here/],
    ['bad percent-encoding in a query', get('/api/v1/state?as=%E0%A4%A&as=%'), 200, undefined],
    ['a backslash', get('/\\evil'), 404, /nothing here/],
    ['a way up', get('/../../package.json'), 404, /nothing here/],
    ['a file with a way up', get('/api/v1/files/..%2f..%2fpackage.json'), 404, /nothing here/],
    ['HEAD of the page', get('/', 'HEAD'), 200, undefined],
    ['HEAD of the state', get('/api/v1/state', 'HEAD'), 200, undefined],
    ['HEAD of the events', get('/api/v1/events', 'HEAD'), 200, undefined],
    ['HEAD of an act', get('/api/v1/act', 'HEAD'), 405, undefined],
    ['OPTIONS', get('*', 'OPTIONS'), 405, /Only GET/],
    ['OPTIONS of an act', get('/api/v1/act', 'OPTIONS'), 405, /Only POST/],
    ['PUT', get('/api/v1/state', 'PUT'), 405, /Only GET/],
    ['GET of an act', get('/api/v1/act'), 405, /Only POST/],
    ['a foreign host', get('/', 'GET', 'Host: elsewhere.example\r\nConnection: close\r\n'), 403, /localhost/],
    ['an odd host', get('/', 'GET', 'Host: [::1\r\nConnection: close\r\n'), 403, /localhost/],
    ['no host', get('/', 'GET', 'Connection: close\r\n'), 400, undefined],
    [
      'its own host in capitals',
      get('/', 'GET', 'Host: LocalHost:1\r\nConnection: close\r\n'),
      200,
      undefined,
    ],
    ['no HTTP at all', 'hello\r\n\r\n', 400, undefined],
    ['an upgrade', get('//', 'GET', `${OWN}Upgrade: websocket\r\n`), 404, undefined],
    ['a form', post('as=1', 'Content-Type: application/x-www-form-urlencoded\r\n'), 415, /Send JSON/],
    ['no type', post('{}', ''), 415, /Send JSON/],
    [
      'JSON with a charset',
      post('{}', 'Content-Type: Application/JSON; charset=utf-8\r\n'),
      400,
      /none of the people/,
    ],
    ['no JSON', post('{'), 400, /no JSON object/],
    ['an empty body', post(''), 400, /no JSON object/],
    ['a list', post('[]'), 400, /no JSON object/],
    ['null', post('null'), 400, /no JSON object/],
    ['a string', post('"as"'), 400, /no JSON object/],
    ['members of other types', post('{"as": {"id": 1}, "kind": ["write"]}'), 400, /none of the people/],
    ['just a megabyte', post(`{"as":"${'x'.repeat(MB - 9)}"}`), 400, /none of the people/],
    ['more than a megabyte', post(`{"as":"${'x'.repeat(MB)}"}`), 413, /1 MB/],
    ['a foreign origin', post('{}', `${JSON_TYPE}Origin: http://elsewhere.example\r\n`), 403, /elsewhere/],
    [
      'another port of this machine',
      post('{}', `${JSON_TYPE}Origin: http://localhost:1\r\n`),
      403,
      /localhost:1/,
    ],
    ['no origin that tells', post('{}', `${JSON_TYPE}Origin: null\r\n`), 403, /null/],
    ['its own origin', post('{}', `${JSON_TYPE}Origin: http://localhost\r\n`), 400, /none of the people/],
  ])('%s', async (_what, bytes, status, words) => {
    const { page } = await stage();
    const answer = await sendRaw(page.url, bytes);
    expect(statusOf(answer)).toBe(status);
    if (words) expect(answer).toMatch(words);
    expect((await fetch(`${page.url}/api/v1/state`)).status).toBe(200);
  });

  it('odd paths, methods and operations at the embedded Slack and AWS', async () => {
    const { workspace, aws } = await stage();
    const bot = `Authorization: Bearer ${workspace.botToken}\r\n`;
    for (const target of ['//', '*', '/%E0%A4%A', '/api', '/upload/x'])
      expect([target, statusOf(await sendRaw(workspace.url, get(target)))]).toEqual([target, 404]);
    for (const name of ['constructor', '__proto__', 'toString', '%'])
      expect(await sendRaw(workspace.url, get(`/api/${name}`, 'POST', OWN + bot))).toContain(
        'unknown_method',
      );
    expect(workspace.problems()).toEqual([]);
    const signed = 'AWS4-HMAC-SHA256 Credential=AKIDSANDBOX/20260101/us-east-1/directconnect/aws4_request';
    for (const target of ['constructor.x', '__proto__.y', 'OvertureService.constructor', 'x']) {
      const headers = { authorization: signed, 'x-amz-target': target };
      const answer = await fetch(aws.url, { method: 'POST', headers, body: '{}' });
      expect(await answer.json()).toMatchObject({ __type: 'UnknownOperationException' });
    }
  });

  it('an upgrade of any path at the embedded Slack', async () => {
    const { workspace } = await stage();
    const upgrade = 'Host: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n';
    expect(statusOf(await sendRaw(workspace.url, get('//', 'GET', upgrade)))).toBe(403);
  });

  it('a body without an end is cut off', async () => {
    const { page } = await stage();
    const answer = await sendRaw(page.url, post('x'.repeat(17 * MB), JSON_TYPE, 1e12));
    expect([0, 413]).toContain(statusOf(answer));
    expect((await fetch(`${page.url}/api/v1/state`)).status).toBe(200);
  });

  it('a sender who leaves in the middle is let go', async () => {
    const { page } = await stage();
    await leaveEarly(page.url, post('{"as":', JSON_TYPE, 1000));
    await leaveEarly(page.url, 'POST /api/v1/a');
    await leaveEarly(page.url, get('/api/v1/events'));
    expect((await fetch(`${page.url}/api/v1/state`)).status).toBe(200);
  });

  it('whatever stands in its first line', async () => {
    const { page } = await stage();
    const piece = fc.constantFrom(
      '/',
      '//',
      '?',
      '#',
      '%',
      '%2f',
      '..',
      'api',
      'v1',
      'state',
      'files',
      '*',
      ':',
      '@',
      '\\',
      ' ',
    );
    const target = fc.oneof(
      fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join('')),
      fc.string({ minLength: 1, maxLength: 20 }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
    );
    const method = fc.oneof(
      fc.constantFrom('GET', 'HEAD', 'POST', 'OPTIONS', 'DELETE', 'TRACE', 'CONNECT'),
      fc.string({ minLength: 1, maxLength: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(method, target, async (verb, path) => {
        // The events have no end of their own.
        fc.pre(!path.includes('events'));
        const answer = await sendRaw(page.url, `${verb} ${path} HTTP/1.1\r\n${OWN}${JSON_TYPE}\r\n`);
        expect(statusOf(answer) < 500).toBe(true);
      }),
      { numRuns: 50 },
    );
    expect((await fetch(`${page.url}/api/v1/state`)).status).toBe(200);
  });
});
