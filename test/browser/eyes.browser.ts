import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect } from 'vitest';
import { findings } from './support/findings.ts';
import { test, useBrowser } from './support/use-browser.ts';

// What the other tests here see with: that they would see it.

const { open, complaints } = useBrowser();
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** The address of a page of this content, with a strict content security policy. */
async function served(body: string, script = ''): Promise<string> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.writeHead(200, {
      'content-type': isScript ? 'text/javascript' : 'text/html',
      'content-security-policy': "default-src 'self'; img-src * data:; connect-src *",
    });
    response.end(
      isScript
        ? script
        : `<!doctype html><html lang="en"><title>Page</title><link rel="icon" href="data:,">${body}<script src="/page.js"></script>`,
    );
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test.each([
  ['an error on the console', '', 'console.error("Oh")', /^error: Oh /],
  ['a warning on the console', '', 'console.warn("Ah")', /^warning: Ah /],
  ['an error that is thrown', '', 'setTimeout(() => { throw new Error("Uh"); })', /^thrown: Error: Uh/],
  ['a promise that is rejected', '', 'Promise.reject(new Error("Eh"))', /^thrown: Error: Eh/],
  ['a style in the page', '<p style="color: red">Red</p>', '', /^error: .*Content Security Policy/],
  ['a script in the page', '<script>1</script>', '', /^error: .*Content Security Policy/],
  ['code from a text', '', 'setTimeout("1")', /Content Security Policy/],
  ['an image from elsewhere', '<img alt="" src="http://192.0.2.1/">', '', /^asks elsewhere: http:\/\/192/],
  [
    'a call elsewhere',
    '',
    'fetch("https://example.com/").catch(() => {})',
    /^asks elsewhere: https:\/\/example/,
  ],
])('of %s a page is known to have complained', async (_what, body, script, said) => {
  const page = await open(await served(`<main><h1>Page</h1>${body}</main>`, script));
  const all: string[] = [];
  await expect
    .poll(() => {
      all.push(...complaints());
      return all;
    })
    .toContainEqual(expect.stringMatching(said));
  // What follows from it is taken too.
  await page.context().close();
  complaints();
});

test('axe finds faults of every level, under the policy of the page, and none on a page that has none', async () => {
  const bad = await open(await served('<main><h2>Page</h2><img src="data:,"><input></main>'));
  expect((await findings(bad)).map((line) => line.split(' ')[0]).toSorted()).toEqual([
    'image-alt',
    'label',
    'page-has-heading-one',
  ]);
  expect(await findings(await open(await served('<main><h1>Page</h1></main>')))).toEqual([]);
});
