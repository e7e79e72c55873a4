import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type Balancer, startBalancer } from './support/balancer.ts';

const servers: Server[] = [];
let balancer: Balancer;
afterEach(async () => {
  await balancer.close();
  for (const server of servers.splice(0)) server.close();
});

/** Answers with its name; its health is its own. */
async function behind(name: string, health = 200): Promise<number> {
  const server = createServer((request, response) =>
    response.writeHead(request.url === '/healthz' ? health : 200).end(name),
  );
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  balancer.add(port);
  return port;
}

const post = async () => (await fetch(balancer.url, { method: 'POST', body: 'x' })).text();

test('calls go round over those that are well; one that took no connection is passed over', async () => {
  balancer = await startBalancer();
  await behind('one');
  await behind('two');
  await behind('ill', 500);
  await expect
    .poll(async () => (await Promise.all([post(), post(), post(), post()])).sort())
    .toEqual(['one', 'one', 'two', 'two']);
  // Nobody listens there, and no check has found that yet.
  balancer.add(1);
  expect((await Promise.all([post(), post(), post()])).every((name) => name !== '')).toBe(true);
});
