import type { AuditHead } from '../../domain/audit.ts';
import type { ReadOnlyStore } from '../../interfaces/store.ts';
import type { Finding } from './chain.ts';
import type { KeptHead } from './head-files.ts';

/** So many heads are looked for at once. */
const BATCH = 200;

/**
 * Looks for heads that have left the house: each still has to be an entry of its chain, so that the chain of now goes on
 * from all that were. Answers how many there were.
 */
export async function verifyHeads(
  store: ReadOnlyStore,
  heads: AsyncIterable<KeptHead> | Iterable<KeptHead>,
  found: (finding: Finding) => Promise<void>,
): Promise<number> {
  let counted = 0;
  let batch: KeptHead[] = [];
  const look = async () => {
    for (const finding of await missingOf(store, batch)) await found(finding);
    counted += batch.length;
    batch = [];
  };
  for await (const head of heads) {
    batch.push(head);
    if (batch.length === BATCH) await look();
  }
  await look();
  return counted;
}

function missingOf(store: ReadOnlyStore, heads: readonly KeptHead[]): Promise<Finding[]> {
  return store.read(async (at) => {
    const there = new Map((await at.auditing.at(heads)).map((head) => [placeOf(head), head.hash]));
    const findings: Finding[] = [];
    for (const head of heads) {
      const hash = there.get(placeOf(head));
      if (hash?.startsWith(head.hash)) continue;
      const { requestId, seq, source } = head;
      const expected = `expected the hash ${head.hash} by ${source}`;
      const end = requestId === null ? await at.auditing.houseHead() : await at.audit.head(requestId);
      const instead =
        hash === undefined
          ? end
            ? `it is gone, and the chain ends with entry ${end.seq}`
            : 'the whole chain is gone'
          : `has ${hash}: rewritten`;
      findings.push({ chain: requestId ?? 'house', seq, what: `${expected}, ${instead}` });
    }
    return findings;
  });
}

function placeOf({ requestId, seq }: Pick<AuditHead, 'requestId' | 'seq'>): string {
  return `${requestId ?? 'house'}/${seq}`;
}
