import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { selfSigned } from './certificate.ts';

/** What a client asks first that wants TLS: eight bytes. Source: PostgreSQL's protocol, SSLRequest. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** A PostgreSQL server that speaks TLS, as far as its clients can tell. */
export interface TlsFront {
  port: number;
  /** Its certificate, which it signed itself. PEM. */
  cert: string;
  /** How many of its connections asked for TLS, and how many began in the clear. */
  seen: { encrypted: number; clear: number };
  close(): Promise<void>;
}

/** Stands before a server that speaks none. Its certificate is for 0.0.0.0: to pg that is no loopback address. */
export async function startTlsFront(serverPort: number): Promise<TlsFront> {
  const { key, cert } = selfSigned('0.0.0.0');
  const seen = { encrypted: 0, clear: 0 };
  const open = new Set<Socket>();
  const carry = (inner: Socket, first?: Buffer) => {
    const outer = connect(serverPort, '127.0.0.1');
    open.add(outer);
    if (first) outer.write(first);
    inner.pipe(outer).pipe(inner);
    for (const [one, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  };
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (first) => {
      if (!SSL_REQUEST.equals(first)) {
        seen.clear++;
        carry(socket, first);
        return;
      }
      seen.encrypted++;
      socket.write('S');
      carry(new TLSSocket(socket, { isServer: true, key, cert }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cert,
    seen,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
