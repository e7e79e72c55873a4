import type { Place, StoredEntry } from '../../interfaces/auditing.ts';
import type { ReadOnlyStore } from '../../interfaces/store.ts';
import { type ChainCheck, createChainCheck, type Finding } from './chain.ts';
import { type HeadsFile, headsIn } from './head-files.ts';
import { disagreements, gather, noFacts, type TrailFacts } from './trail-facts.ts';

/** So many entries, or requests, are read at once. */
const PAGE = 500;

type Found = (finding: Finding) => Promise<void>;

/** One request's trail, as far as it has been read. */
interface Reading {
  id: string;
  check: ChainCheck;
  facts: TrailFacts;
}

/** Every request's chain, whether the other tables agree with it, and whether every request has one. */
export async function verifyTrails(
  store: ReadOnlyStore,
  found: Found,
): Promise<{ requests: number; entries: number }> {
  let reading: Reading | undefined;
  let [entries, after] = [0, { requestId: '', seq: 0 } as Place];
  for (;;) {
    // Both at one moment, so that what is true of a trail's end is true of its request.
    const { page, kept } = await store.read(async (at) => {
      const page = await at.auditing.entries(after, PAGE);
      const ids = new Set(page.map(({ requestId }) => requestId ?? ''));
      // It ended with the page before, unless it has gone on since.
      if (reading) ids.add(reading.id);
      return { page, kept: new Map((await at.auditing.kept([...ids])).map((one) => [one.id, one])) };
    });
    const end = async ({ id, facts }: Reading) => {
      for (const what of disagreements(facts, kept.get(id))) await found({ chain: id, seq: null, what });
      for (const { seq, hash } of kept.get(id)?.told ?? [])
        if (seq > (facts.last?.seq ?? 0))
          await found({
            chain: id,
            seq,
            what: `expected an entry with the hash ${hash}, as its thread was told: cut off`,
          });
    };
    for (const entry of page) {
      const id = entry.requestId ?? '';
      if (reading && reading.id !== id) await end(reading);
      if (reading?.id !== id) reading = { id, check: createChainCheck(), facts: noFacts() };
      const told = kept.get(id)?.told ?? [];
      for (const what of [
        ...reading.check.add(entry),
        ...gather(reading.facts, entry),
        ...toldOtherwise(entry, told),
      ])
        await found({ chain: id, seq: entry.seq, what });
    }
    entries += page.length;
    const last = page.at(-1);
    if (last) after = { requestId: last.requestId ?? '', seq: last.seq };
    if (page.length < PAGE) {
      if (reading) await end(reading);
      return { requests: await verifyRequests(store, found), entries };
    }
  }
}

/** What a thread was told of this entry, where it is another by now. */
function toldOtherwise({ seq, hash }: StoredEntry, told: readonly { seq: number; hash: string }[]): string[] {
  return told
    .filter((head) => head.seq === seq && head.hash !== hash)
    .map((head) => `expected the hash ${head.hash}, as its thread was told, has ${hash}`);
}

/** Every request has a trail from its first moment on. */
async function verifyRequests(store: ReadOnlyStore, found: Found): Promise<number> {
  let counted = 0;
  for (let after = ''; ; ) {
    const page = await store.read((at) => at.auditing.requests(after, PAGE));
    for (const { id, hasTrail } of page)
      if (!hasTrail) await found({ chain: id, seq: null, what: 'expected a trail, the whole of it is gone' });
    counted += page.length;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return counted;
    after = last.id;
  }
}

/** No chain says that it began before a file of heads was written that doesn't have it. */
export async function verifyBeginnings(
  store: ReadOnlyStore,
  files: readonly HeadsFile[],
  found: Found,
): Promise<void> {
  const expected = files.flatMap(({ path, summary }) =>
    summary ? [{ path, summary, before: Date.parse(summary.begun_before), begun: 0 }] : [],
  );
  if (expected.length === 0) return;
  for await (const { begunAt } of chains(store))
    for (const file of expected) if (begunAt < file.before) file.begun += 1;
  // Fewer are told by what the file has and the store hasn't.
  for (const { path, summary, before, begun } of expected) {
    if (begun <= summary.begun) continue;
    const known = new Set<string | null>();
    for await (const { requestId } of headsIn(path)) known.add(requestId);
    for await (const { requestId, begunAt } of chains(store)) {
      if (begunAt >= before || known.has(requestId)) continue;
      const what = `inserted: it says that it began at ${new Date(begunAt).toISOString()}, expected it in ${path} of ${summary.at}`;
      await found({ chain: requestId, seq: null, what });
    }
  }
}

async function* chains(store: ReadOnlyStore) {
  for (let after = ''; ; ) {
    const page = await store.read((at) => at.auditing.heads(after, PAGE));
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.requestId;
  }
}
