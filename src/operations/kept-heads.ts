import { open } from 'node:fs/promises';

/** Its summary and its signature, which end it, take less. */
const END_BYTES = 4_096;

/**
 * How many heads a file has that is there already, as one is where a bot died before it could note it; undefined where it
 * doesn't end as a bot's: with a summary, and with a signature by this key if there is one. Whether that is right is for
 * `audit -- verify`. Throws what the system says.
 */
export async function keptCount(path: string, keyId: string | null): Promise<number | undefined> {
  const lines = (await endOf(path)).trimEnd().split('\n').map(fieldsOf);
  const signature = keyId === null ? undefined : lines.pop();
  const { count } = lines.pop() ?? {};
  const isOurs = keyId === null || signature?.key_id === keyId;
  return isOurs && typeof count === 'number' ? count : undefined;
}

async function endOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const length = Math.min(size, END_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function fieldsOf(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
