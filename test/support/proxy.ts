import { createServer, request as forward } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** An HTTP proxy on this machine. */
export interface LocalProxy {
  url: string;
  /** Hosts that tunnels were asked for, and addresses that were fetched. */
  asked: string[];
  /** Says no to every tunnel from now on. */
  refuse(): void;
  close(): Promise<void>;
}

/** Starts it on a free local port. Every tunnel leads to `port` of this machine, whatever host was asked for. */
export async function startProxy(port = 0): Promise<LocalProxy> {
  let refusing = false;
  const asked: string[] = [];
  const server = createServer((incoming, outgoing) => {
    asked.push(incoming.url ?? '');
    const onward = forward(
      incoming.url ?? '',
      { method: incoming.method ?? 'GET', headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  const tunnels = new Set<Duplex>();
  server.on('connect', ({ url }, socket) => {
    asked.push(url ?? '');
    tunnels.add(socket);
    socket.on('error', () => socket.destroy());
    if (refusing) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    refuse() {
      refusing = true;
    },
    close: () =>
      new Promise((resolve) => {
        for (const tunnel of tunnels) tunnel.destroy();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
