import { StoreUnavailableError } from '../../../interfaces/errors.ts';
import { reasonOf } from '../../../process/open-store.ts';
import { isBusy } from '../../../store/database-errors.ts';
import { UnencryptedError } from '../../../store/postgres-tls.ts';
import { ok, type Verdict, wrong } from '../finding.ts';

/** Why a database can't be opened, and what to do. */
export function unreachable(error: unknown, url: string): Verdict {
  if (error instanceof UnencryptedError)
    return wrong(
      `DATABASE_URL: ${error.message}. Take its sslmode out, or set DATABASE_TLS=off.`,
      'docs/settings.md',
    );
  const todo = url.startsWith('file:')
    ? 'ls -l PATH, as the user that the bot runs as'
    : 'psql "$DATABASE_URL" -c "select 1"';
  return wrong(`it can't be opened (${reasonOf(error)}). Check the path, the address and the rights.`, todo);
}

/** What a store's schema is to this version of the bot. */
export function schemaVerdict(version: number | undefined, ours: number): Verdict {
  if (version === undefined) return ok('there is none yet: the first start makes it.');
  if (version === ours) return ok(`version ${version}, this bot's own.`);
  if (version < ours)
    return wrong(
      `version ${version} is an older bot's, this one's is ${ours}. The start of this bot brings it up to date: back it up before.`,
      'docs/database.md, Backups; docs/operations.md says what an upgrade takes',
    );
  return wrong(
    `version ${version} is a newer bot's, this one's is ${ours}. Run the newer bot; this one would not start.`,
    'CHANGELOG.md says which version that is',
  );
}

/** Why a row could not be written, and what to do. */
export function writeTrouble(error: unknown, url: string): Verdict {
  const isFile = url.startsWith('file:');
  if (error instanceof StoreUnavailableError) {
    if (error.diskFull) return wrong('the disk is full. Make room.', 'df -h');
    if (error.readOnly)
      return wrong(
        isFile
          ? 'the file may not be written to. Give it to the user that the bot runs as.'
          : 'it is read-only: a standby, or set so. Name the primary.',
        isFile
          ? 'ls -l PATH'
          : 'psql "$DATABASE_URL" -c "show transaction_read_only" -c "select pg_is_in_recovery()"',
      );
    if (isBusy(error.cause))
      return wrong(
        'somebody else holds the file for writing for seconds. End what has it open.',
        'fuser -v PATH',
      );
  }
  return wrong(
    `nothing can be written (${reasonOf(error)}). Check the role's rights.`,
    'docs/database.md, if the roles are apart',
  );
}

/** Whom PostgreSQL takes the bot for. */
export function roleVerdict({
  name,
  isSuperuser,
  lacks,
}: {
  name: string;
  isSuperuser: boolean;
  lacks: string[];
}): Verdict {
  if (lacks.length > 0)
    return wrong(
      `the role ${name} may not do everything with the bot's tables (${lacks.join(', ')}). Grant it.`,
      ...lacks.map((one) => {
        const [table, right] = one.split(': ');
        return `grant ${right} on ${table} to ${name};`;
      }),
    );
  return isSuperuser
    ? ok(`${name} is a superuser; a role of its own would do.`, 'create role interconnect_bot login;')
    : ok(`${name} may read and write the bot's tables.`);
}
