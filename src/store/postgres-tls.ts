import pg from 'pg';

/** Whether a connection that leaves the machine has to be encrypted; `off` is for networks that do it by themselves. */
export type DatabaseTls = 'required' | 'off';

/** A DATABASE_URL that would send the password and all requests in the clear. */
export class UnencryptedError extends Error {
  readonly code = 'DATABASE_NOT_ENCRYPTED';
}

/**
 * What pg is told of TLS besides the URL, as pg itself reads that. A URL that says nothing gets TLS with the server's
 * certificate verified; its own sslmode and sslrootcert hold. Throws UnencryptedError where it says not to encrypt.
 */
export function tlsFor(url: string, tls: DatabaseTls): { ssl?: true } {
  // Made and never connected.
  const { host, ssl } = new pg.Client({ connectionString: url, ssl: true });
  if (tls === 'off' || isLocal(host)) return {};
  if (!ssl) throw new UnencryptedError(`the connection to ${host} would not be encrypted`);
  return { ssl: true };
}

/** A socket of this machine: nothing of it can be read on a network. */
function isLocal(host: string): boolean {
  return host.startsWith('/') || host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);
}
