import { connect, createServer, type Socket } from 'node:net';

/** A wire between a client and a server that counts what the client sends, byte for byte. */
export interface Tap {
  url: string;
  connections(): number;
  /** HTTP requests that left the client, whatever became of them. */
  requests(): number;
  close(): Promise<void>;
}

/** Puts a tap before a server on this machine. */
export async function openTap(target: string): Promise<Tap> {
  const { port } = new URL(target);
  const open = new Set<Socket>();
  let connections = 0;
  let requests = 0;
  const server = createServer((client) => {
    connections += 1;
    const upstream = connect(Number(port), '127.0.0.1');
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    }
    let seen = '';
    client.on('data', (bytes) => {
      seen += bytes.toString('latin1');
      requests += seen.split('POST / HTTP/1.1\r\n').length - 1;
      // What may be the beginning of the next request line is kept.
      seen = seen.slice(-'POST / HTTP/1.1\r'.length);
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => client.write(bytes));
    upstream.on('end', () => client.end());
    client.on('end', () => upstream.end());
    upstream.on('error', () => client.resetAndDestroy());
    client.on('error', () => upstream.destroy());
    client.on('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    connections: () => connections,
    requests: () => requests,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
