import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a machine keeps files in memory: no test is about what survives a power cut, and each commit syncs. */
const MEMORY = '/dev/shm';
/** Less than that is a container's default, which several databases at once could fill. */
const ROOM = 256 * 2 ** 20;

/** A folder of its own for databases of one test; `remove` takes it away. */
export function openFolder(name = 'interconnect-bot-'): { path: string; remove(): void } {
  const path = mkdtempSync(join(hasMemory() ? MEMORY : tmpdir(), name));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

function hasMemory(): boolean {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ROOM;
}
