import { once } from 'node:events';
import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

// Strangers with a thread of their own, so that what they do themselves delays nobody: 300 connections that say nothing
// or half a head, and 300 posts that nobody signed. Says `begun`, then the first lines that the posts were answered with.
const { port } = workerData as { port: number };
const HEAD = 'POST /slack/events HTTP/1.1\r\nhost: x\r\n';
const POST = `${HEAD}x-slack-signature: v0=1\r\nx-slack-request-timestamp: 1\r\ncontent-length: 1000\r\n\r\n${'a'.repeat(1_000)}`;

async function say(words: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  let heard = '';
  socket.on('data', (data) => {
    heard += data.toString();
  });
  await once(socket, 'connect');
  socket.write(words);
  await once(socket, 'close');
  return heard.split('\r\n')[0] ?? '';
}

for (let one = 0; one < 300; one += 1) say(one % 2 === 0 ? '' : HEAD).catch(() => undefined);
const posts = Array.from({ length: 300 }, () => say(POST));
parentPort?.postMessage('begun');
parentPort?.postMessage(await Promise.all(posts));
