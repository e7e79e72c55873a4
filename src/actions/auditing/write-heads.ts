import { createHash, type KeyObject } from 'node:crypto';
import { MINUTE } from '../../domain/time.ts';
import type { ReadOnlyStore } from '../../interfaces/store.ts';
import { signDigest } from './sign.ts';

/** So many chains are read at once: a few milliseconds on either engine, between which everybody else has their turn. */
const PAGE = 500;
/** Far longer than a transaction takes: a chain that began before is seen by whoever looks now. */
const SETTLED_MS = 10 * MINUTE;

/** The line after the heads: how many they are, when they were read, and how many of their chains began before then. */
export interface HeadsSummary {
  count: number;
  at: string;
  begun: number;
  begun_before: string;
}

/**
 * Gives `write` the head of each chain as JSON lines, the house's first and then by request; then a summary, and with
 * a key a signature over all of it. Answers the summary. The memory it takes is that of a page.
 */
export async function writeHeads(
  { store, key }: { store: Pick<ReadOnlyStore, 'read'>; key: KeyObject | undefined },
  write: (text: string) => Promise<unknown>,
): Promise<HeadsSummary> {
  const all = createHash('sha256');
  const say = async (lines: readonly object[]) => {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    all.update(text);
    await write(text);
  };
  const begin = await store.read(async (at) => ({ now: at.now, house: await at.auditing.houseHead() }));
  const before = begin.now - SETTLED_MS;
  const counted = { count: 0, begun: 0 };
  if (begin.house) await say([{ request_id: null, seq: begin.house.seq, hash: begin.house.hash }]);
  if (begin.house) counted.count += 1;
  for (let after = ''; ; ) {
    const heads = await store.read((at) => at.auditing.heads(after, PAGE));
    await say(heads.map(({ requestId, seq, hash }) => ({ request_id: requestId, seq, hash })));
    counted.count += heads.length;
    counted.begun += heads.filter(({ begunAt }) => begunAt < before).length;
    const last = heads.at(-1);
    if (!last || heads.length < PAGE) break;
    after = last.requestId;
  }
  const summary: HeadsSummary = {
    count: counted.count,
    at: new Date(begin.now).toISOString(),
    begun: counted.begun,
    begun_before: new Date(before).toISOString(),
  };
  await say([summary]);
  if (key) await write(`${JSON.stringify(signDigest(all.digest(), key))}\n`);
  return summary;
}
