import type { KeyObject } from 'node:crypto';
import type { StoredEntry } from '../../interfaces/auditing.ts';
import type { ReadOnlyStore, Snapshot } from '../../interfaces/store.ts';
import { createChainCheck, type Finding } from './chain.ts';
import { checkHeadsFile, type HeadsFile, headsIn, headsInLog, type KeptHead } from './head-files.ts';
import { verifyHeads } from './verify-heads.ts';
import { verifyBeginnings, verifyTrails } from './verify-trails.ts';

/** So many entries are read at once. */
const PAGE = 500;

/** What a store is compared with, from outside. */
export interface Evidence {
  /** Files of heads, by path, and the key that has to have signed them. */
  heads: readonly string[];
  key: KeyObject | undefined;
  /** Logs of bots, by path. */
  logs: readonly string[];
  /** Heads that somebody read in a thread. */
  told: readonly KeptHead[];
}

/** What was looked at. */
export interface Verified {
  requests: number;
  entries: number;
  houseEntries: number;
  heads: number;
  /** Things to say that are nothing wrong. */
  notes: string[];
}

/**
 * Proves the trails of a store: by their chains, by the other tables, and by heads that have left the house. `found` is
 * told of each thing that is wrong. The memory it takes is that of a page. Throws what the system says of a file.
 */
export async function verify(
  store: ReadOnlyStore,
  { heads, key, logs, told }: Evidence,
  found: (finding: Finding) => Promise<void>,
): Promise<Verified> {
  const files: HeadsFile[] = [];
  for (const path of heads) {
    const file = await checkHeadsFile(path, key);
    for (const what of file.problems) await found({ chain: path, seq: null, what });
    files.push(file);
  }
  const houseEntries = await verifyHouse(store, found);
  const counted = await verifyTrails(store, found);
  let compared = 0;
  for (const kept of [...heads.map(headsIn), ...logs.map(headsInLog), told])
    compared += await verifyHeads(store, kept, found);
  await verifyBeginnings(store, files, found);
  const notes = key ? [] : files.filter(({ signature }) => signature).map(({ path }) => unchecked(path));
  return { ...counted, houseEntries, heads: compared, notes };
}

function unchecked(path: string): string {
  return `${path} is signed; its signature is checked with --key PUBLIC.pem.`;
}

/** The house's own chain, and whether the stored freeze is the one that it says. */
async function verifyHouse(
  store: ReadOnlyStore,
  found: (finding: Finding) => Promise<void>,
): Promise<number> {
  const check = createChainCheck();
  let counted = 0;
  let isFrozen = false;
  let last: StoredEntry | undefined;
  for (;;) {
    const { page, problems } = await store.read(async (at) => {
      const entries = await at.auditing.houseEntries(last?.seq, PAGE);
      const frozen = entries.findLast(({ event }) => event === 'frozen' || event === 'unfrozen')?.event;
      const isWhole = entries.length < PAGE;
      const now = frozen === undefined ? isFrozen : frozen === 'frozen';
      return {
        page: entries,
        frozen: now,
        problems: isWhole ? await houseProblems(at, now, counted + entries.length) : [],
      };
    });
    for (const entry of page) {
      if (entry.event === 'frozen' || entry.event === 'unfrozen') isFrozen = entry.event === 'frozen';
      for (const what of check.add(entry)) await found({ chain: 'house', seq: entry.seq, what });
    }
    counted += page.length;
    for (const what of problems) await found({ chain: 'house', seq: null, what });
    last = page.at(-1);
    if (!last || page.length < PAGE) return counted;
  }
}

async function houseProblems(at: Snapshot, isFrozen: boolean, entries: number): Promise<string[]> {
  const freeze = await at.freeze.read();
  const [any] = await at.auditing.requests('', 1);
  return [
    ...(entries === 0 && any ? ['expected what the bot was started with, there are no entries'] : []),
    ...((freeze !== null) === isFrozen
      ? []
      : [
          `expected ordering to be ${isFrozen ? 'frozen' : 'not frozen'} by its last entry about that, it isn't so`,
        ]),
  ];
}
