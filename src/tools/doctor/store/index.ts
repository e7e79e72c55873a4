import { processesNow } from '../../../actions/placing/hold.ts';
import type { BotProcess } from '../../../domain/bot-process.ts';
import { openReadOnly } from '../../../store/open-read-only.ts';
import { OUR_SCHEMA, openProbe, type StoreProbe } from '../../../store/probe.ts';
import { type Checking, createChecking } from '../checking.ts';
import { notChecked, ok, type Verdict } from '../finding.ts';
import type { Known } from '../known.ts';
import type { Outside } from '../outside.ts';
import { fileVerdicts, noFile } from './file.ts';
import { processesVerdict } from './processes.ts';
import { roleVerdict, schemaVerdict, unreachable, writeTrouble } from './verdicts.ts';

/** Whether the bot could keep what it has to; and who runs on the store now, undefined where that can't be read. */
export async function checkStore(
  known: Known,
  outside: Outside,
): Promise<{ checking: Checking; running: BotProcess[] | undefined }> {
  const checking = createChecking(outside.limitMs);
  const { check, note, without } = checking;
  const set = known.values('DATABASE_URL', 'DATABASE_TLS');
  const rest = ['Database schema', 'Database write', 'Database disk', 'Bots of this store'];
  if (!set) {
    without('DATABASE_URL', 'Database', ...rest);
    return { checking, running: undefined };
  }
  const { DATABASE_URL: url, DATABASE_TLS: tls } = set;
  const path = url.startsWith('file:') ? url.slice('file:'.length) : undefined;
  let isNew = false;
  const probe = await check('Database', async () => {
    try {
      const found = await openProbe({ url, tls });
      if (found) return { ...(await versionVerdict(found)), found };
    } catch (error) {
      return unreachable(error, url);
    }
    isNew = true;
    return noFile(path ?? '');
  });
  if (!probe) {
    without(isNew ? 'a store, which the first start makes' : 'Database', ...rest);
    return { checking, running: undefined };
  }
  let running: BotProcess[] | undefined;
  try {
    const version = await check('Database schema', async () => {
      const found = await probe.schemaVersion();
      return { ...schemaVerdict(found, OUR_SCHEMA), found };
    });
    const isOurs = version === OUR_SCHEMA;
    if (!isOurs) without('the schema of this version', 'Database write');
    else
      await check('Database write', async () => {
        try {
          await probe.tryWriting();
        } catch (error) {
          return writeTrouble(error, url);
        }
        return ok('a row was written and taken back; nothing of it stays.');
      });
    if (probe.engine === 'postgres')
      await check('Database role', async () => roleVerdict(await probe.role()));
    if (path) for (const [name, verdict] of fileVerdicts(path)) note(name, verdict);
    else await check('Database disk', () => sizeVerdict(probe));
    if (!isOurs) without('the schema of this version', 'Bots of this store');
    else
      running = await check('Bots of this store', async () => {
        const store = await openReadOnly({ url, tls });
        try {
          const found = await store.read(processesNow);
          return { ...processesVerdict(found, known), found };
        } finally {
          await store.close();
        }
      });
  } finally {
    await probe.close();
  }
  return { checking, running };
}

async function versionVerdict(probe: StoreProbe): Promise<Verdict> {
  const version = await probe.serverVersion();
  return ok(probe.engine === 'sqlite' ? `SQLite ${version}.` : `PostgreSQL ${version}.`);
}

async function sizeVerdict(probe: StoreProbe): Promise<Verdict> {
  const megabytes = Math.ceil((await probe.bytes()) / 2 ** 20);
  return notChecked(
    `the database takes ${megabytes} MB; what room its server has left, only that can tell.`,
    'On the server: df -h, at the path of: psql -c "show data_directory"',
  );
}
