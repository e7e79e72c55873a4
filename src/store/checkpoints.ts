import { DatabaseSync } from 'node:sqlite';
import { MINUTE } from '../domain/time.ts';

/**
 * Brings what was committed from SQLite's log (`-wal`) into the file itself: now, and then once a minute. It waits for
 * nobody and holds up nobody; a log that is longer than a thousand pages SQLite brings over at a commit. Answers how to
 * end it.
 */
export function keepCheckpointed(path: string): () => void {
  checkpoint(path);
  const timer = setInterval(checkpoint, MINUTE, path);
  timer.unref();
  return () => clearInterval(timer);
}

function checkpoint(path: string): void {
  let database: DatabaseSync | undefined;
  try {
    // A connection of its own: on one whose transaction is open it would fail.
    database = new DatabaseSync(path);
    database.exec('pragma wal_checkpoint(passive)');
  } catch {
    // A full disk, or another process that does the same: the log keeps everything until the next time.
  } finally {
    database?.close();
  }
}
