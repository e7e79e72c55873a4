import { link, open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** What is being written begins so: nothing that a file's reader looks for. */
const UNFINISHED = '.unfinished-';

/**
 * Makes a file of what `write` says, which is there whole, on the disk, or not at all. False where there is one of this
 * name already: it stays as it is. `by` tells processes apart that write at once. Throws what the system or `write` says.
 */
export async function wholeFile(
  folder: string,
  name: string,
  by: string,
  write: (say: (text: string) => Promise<unknown>) => Promise<unknown>,
): Promise<boolean> {
  const unfinished = join(folder, `${UNFINISHED}${name}-${by}`);
  await removeOthers(folder, name);
  const file = await open(unfinished, 'w', 0o644);
  try {
    // Which writes all of it or throws; a single write may leave the end out where the room ends.
    await write((text) => file.appendFile(text));
    await file.sync();
    // A rename would take the place of a file that is there.
    await link(unfinished, join(folder, name));
    await syncFolder(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await file.close();
    await unlink(unfinished);
  }
}

/** What processes that died left behind on other days. */
async function removeOthers(folder: string, name: string): Promise<void> {
  const left = (await readdir(folder)).filter(
    (file) => file.startsWith(UNFINISHED) && !file.startsWith(`${UNFINISHED}${name}`),
  );
  await Promise.all(left.map((file) => unlink(join(folder, file)).catch(() => undefined)));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
