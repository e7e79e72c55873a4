import { DatabaseSync } from 'node:sqlite';
import { vi } from 'vitest';

/** More pages than any test fills. */
const PLENTY = 1_000_000;

/** The disk under every SQLite file that is opened from now on. */
export interface Disk {
  /** No file can grow any more: SQLite says SQLITE_FULL wherever it needs a page, as it does on a full disk. */
  fill(): void;
  free(): void;
}

/** SQLite's own limit of pages stands for the disk, on the very connections that the store opens. */
export function watchDisk(): Disk {
  const opened = vi.spyOn(DatabaseSync.prototype, 'exec');
  const limit = (pages: number) => {
    for (const database of new Set(opened.mock.contexts as DatabaseSync[]))
      if (database.isOpen) database.exec(`pragma max_page_count = ${pages}`);
  };
  return { fill: () => limit(1), free: () => limit(PLENTY) };
}
