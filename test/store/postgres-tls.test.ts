import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StoreUnavailableError } from '../../src/interfaces/errors.ts';
import { openStore } from '../../src/store/open.ts';
import { type DatabaseTls, tlsFor, UnencryptedError } from '../../src/store/postgres-tls.ts';
import { useDatabase } from './support/database.ts';
import { startTlsFront, type TlsFront } from './support/tls-front.ts';

const FAR = 'postgres://bot:pw@db.example.com/bot';

describe('what is asked of a connection', () => {
  test.each([
    'postgres://bot:pw@localhost/bot',
    'postgres://bot:pw@127.0.0.1:5432/bot?sslmode=disable',
    'postgres://bot:pw@127.8.9.10/bot',
    'postgres://bot:pw@[::1]/bot',
    'postgres://bot:pw@%2Fvar%2Frun%2Fpostgresql/bot',
    'postgres:///bot?host=/var/run/postgresql',
  ])('within this machine nothing: %s', (url) => {
    expect(tlsFor(url, 'required')).toEqual({});
  });

  test.each([
    FAR,
    `${FAR}?sslmode=verify-full`,
    `${FAR}?sslmode=no-verify`,
    'postgres://bot:pw@127.0.0.1.example.com/bot',
    'postgres://bot:pw@localhost/bot?host=db.example.com',
    'postgres://bot:pw@192.0.2.1/bot',
  ])('beyond it TLS: %s', (url) => {
    expect(tlsFor(url, 'required')).toEqual({ ssl: true });
  });

  test.each([
    `${FAR}?sslmode=disable`,
    `${FAR}?ssl=0`,
    'postgres://localhost/bot?host=db.example.com&sslmode=disable',
  ])('refused, unless it is said that it need not be encrypted: %s', (url) => {
    expect(() => tlsFor(url, 'required')).toThrow(UnencryptedError);
    expect(() => tlsFor(url, 'required')).toThrow('the connection to db.example.com would not be encrypted');
    expect(tlsFor(url, 'off')).toEqual({});
  });
});

describe('a server beyond this machine', () => {
  const database = useDatabase('postgres');
  let front: TlsFront;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tls-'));
    front = await startTlsFront(Number(new URL(database.url).port));
    writeFileSync(join(folder, 'ca.pem'), front.cert);
  });
  afterEach(async () => {
    await front.close();
    rmSync(folder, { recursive: true });
  });

  /** The database's URL by way of the front, or of its own port, at an address that counts as another machine's. */
  function remote(port: string | number, settings: Record<string, string> = {}): string {
    const url = new URL(database.url);
    url.hostname = '0.0.0.0';
    url.port = String(port);
    for (const [name, value] of Object.entries(settings)) url.searchParams.set(name, value);
    return url.href;
  }
  const rootCertificate = () => ({ sslrootcert: join(folder, 'ca.pem') });
  async function open(url: string, tls?: DatabaseTls): Promise<void> {
    const store = await openStore({ url, tls });
    expect(await store.transaction((tx) => tx.requests.countOpen())).toBe(0);
    expect(await store.counts()).toMatchObject({ strays: 0 });
    await store.close();
  }

  test('whose certificate is trusted is spoken to by TLS alone', async () => {
    await open(remote(front.port, rootCertificate()));
    expect(front.seen).toEqual({ encrypted: expect.any(Number), clear: 0 });
    expect(front.seen.encrypted).toBeGreaterThan(0);
  });

  test('whose certificate is not trusted is not spoken to, unless the URL says so', async () => {
    const opening = open(remote(front.port));
    await expect(opening).rejects.toBeInstanceOf(StoreUnavailableError);
    await expect(opening).rejects.toMatchObject({ cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } });
    await open(remote(front.port, { sslmode: 'no-verify' }));
    expect(front.seen.clear).toBe(0);
  });

  test('that has no TLS is not spoken to, unless it need not have it', async () => {
    const { port } = new URL(database.url);
    const opening = open(remote(port));
    await expect(opening).rejects.toBeInstanceOf(StoreUnavailableError);
    await expect(opening).rejects.toMatchObject({
      cause: { message: 'The server does not support SSL connections' },
    });
    await open(remote(port), 'off');
  });

  test('is not even called where the URL would send all in the clear', async () => {
    const url = remote(front.port, { sslmode: 'disable' });
    await expect(open(url)).rejects.toMatchObject({ code: 'DATABASE_NOT_ENCRYPTED' });
    expect(front.seen).toEqual({ encrypted: 0, clear: 0 });
    await open(url, 'off');
    expect(front.seen.clear).toBeGreaterThan(0);
  });
});
