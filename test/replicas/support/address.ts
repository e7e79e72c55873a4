import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP address that stays the same, whichever server it leads to. */
export interface Address {
  port: number;
  /** Cuts what is connected; whoever connects from now on comes to this local port. */
  leadTo(port: number): void;
  close(): Promise<void>;
}

/** Opens it on a free local port. */
export async function openAddress(to: number): Promise<Address> {
  let target = to;
  const open = new Set<Socket>();
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  const server = createServer((client) => {
    const onward = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [client, onward],
      [onward, client],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    leadTo(port) {
      target = port;
      cut();
    },
    close: () =>
      new Promise((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}
