import { connect } from 'node:net';
import pg from 'pg';

/** The question for TLS, with which a conversation may begin. Source: PostgreSQL's protocol, SSLRequest. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const ANSWER_MS = 1_000;

/** Whether something answers there that is no PostgreSQL; false where nothing answers in a second. */
export async function isForeign(url: string): Promise<boolean> {
  const { host, port } = new pg.Client(url);
  const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  socket.setTimeout(ANSWER_MS, () => resolve(false));
  socket.on('error', () => resolve(false));
  socket.on('close', () => resolve(false));
  socket.once('data', (answer) => resolve(!isOfPostgres(answer)));
  socket.write(SSL_REQUEST);
  try {
    return await promise;
  } finally {
    socket.destroy();
  }
}

/** Yes, no, or an error in its own words. */
function isOfPostgres(answer: Buffer): boolean {
  return ['S', 'N'].includes(answer.toString('latin1')) || answer.toString('latin1', 0, 1) === 'E';
}
