import { sql } from 'kysely';
import { statusesWhere } from '../../domain/request/status.ts';

/** The statuses of open requests. */
export const OPEN = statusesWhere(({ open }) => open);

/** The words that the indexes of open requests have (migrations 004, 010 and 018): SQLite takes them for the very same alone. */
export const IS_OPEN = sql.raw<boolean>(
  `status not in ('rejected', 'withdrawn', 'expired', 'rehearsed', 'abandoned', 'closed', 'ordered')`,
);
