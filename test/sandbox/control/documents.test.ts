import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { listed } from '../../../packaging/control-api.ts';
import { ACTS } from '../../../sandbox/control/acts.ts';
import { KINDS } from '../../../sandbox/control/kinds.ts';
import { PORT_ACTS } from '../../../sandbox/control/ports.ts';
import { ROUTES } from '../../../sandbox/control/routes.ts';
import { TIME_ACTS } from '../../../sandbox/control/time.ts';
import { TROUBLES } from '../../../sandbox/control/trouble.ts';
import { read } from '../../support/source.ts';
import { stage } from '../page/support.ts';

interface Documents {
  version: number;
  routes: { method: string; path: string; words: string; curl: string }[];
}

test('sandbox/README.md says what the control API can do as the routes have it', () => {
  const document = read('sandbox/README.md');
  expect(listed(document) === document, 'npm run draw').toBe(true);
});

test('every kind of a POST is told of, and no other', () => {
  const kinds = (of: Record<string, string>) => Object.keys(of).toSorted();
  expect(kinds(KINDS.act)).toEqual(ACTS.toSorted());
  expect(kinds(KINDS.time)).toEqual(TIME_ACTS.toSorted());
  expect(kinds(KINDS.aws)).toEqual(PORT_ACTS.toSorted());
  expect(kinds(KINDS.trouble)).toEqual(TROUBLES.toSorted());
});

test('the API lists itself, and each of its commands is answered', async () => {
  const { page } = await stage();
  const { version, routes } = (await (await fetch(`${page.url}/api/v1`)).json()) as Documents;
  expect(version).toBe(1);
  expect(routes.map(({ method, path }) => `${method} ${path}`)).toEqual(
    ROUTES.map(({ method, path }) => `${method} ${path}`),
  );
  const run = promisify(execFile);
  for (const { curl, path } of routes) {
    // The events have no end of their own.
    if (path === '/api/v1/events') continue;
    const { stdout } = await run('sh', ['-c', curl.replace('curl ', 'curl -sS ')]);
    const answer = JSON.parse(stdout);
    expect(answer.problem ?? '', path).not.toMatch(/nothing here|unknown|knows no|missing/i);
  }
});
