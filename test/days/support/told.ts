import { createHash } from 'node:crypto';
import type { StoredMessage } from '../../../sandbox/workspace/types.ts';
import type { Telling } from './telling.ts';

/** One message as a person finds it. */
export interface Told {
  /** Epoch milliseconds. */
  at: number;
  place: Telling['place'];
  text: string;
  /** What hangs on it, by its digest. */
  files: { name: string; sha256: string }[];
}

/** Messages as a person reads them, oldest first. */
export function read(messages: readonly StoredMessage[], place: Told['place']): Told[] {
  return messages.map(({ ts, text, files }) => ({
    at: Math.floor(Number(ts) * 1_000),
    place,
    text,
    files: files.map(({ name, bytes }) => ({
      name,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
  }));
}

/** What of one place is missing, said twice, out of order, untrue, early or late; empty where all is well. */
export function misread(
  should: readonly Telling[],
  told: readonly Told[],
  latest: (telling: Telling) => number,
): string[] {
  const pairs = aligned(should, told);
  const told1 = new Set(pairs.map(({ line }) => line));
  const said = new Set(pairs.map(({ telling }) => telling));
  const left = told.filter((line) => !told1.has(line));
  const missing = should.filter((telling) => !said.has(telling));
  const faults = missing.map((telling) => {
    const found = left.findIndex(({ text }) => telling.words.test(text));
    if (found < 0) return `missing: ${telling.fact} of ${iso(telling.at)}, ${telling.words}`;
    const [line] = left.splice(found, 1);
    return `out of order: "${line?.text}"`;
  });
  for (const line of left) {
    const isKnown = should.some(({ words }) => words.test(line.text));
    faults.push(`${isKnown ? 'twice' : 'untrue'}: "${line.text}" of ${iso(line.at)}`);
  }
  for (const { telling, line } of pairs) {
    if (line.at < telling.at)
      faults.push(`early: "${line.text}" of ${iso(line.at)}, true from ${iso(telling.at)}`);
    if (line.at > latest(telling))
      faults.push(`late: "${line.text}" of ${iso(line.at)}, true from ${iso(telling.at)}`);
  }
  return faults;
}

interface Pair {
  telling: Telling;
  line: Told;
}

/** As many as possible of what should be told, each with the line that tells it, in the order of both. */
function aligned(should: readonly Telling[], told: readonly Told[]): Pair[] {
  const most = Array.from({ length: should.length + 1 }, () => new Array<number>(told.length + 1).fill(0));
  const at = (row: number, column: number) => most[row]?.[column] ?? 0;
  const fits = (row: number, column: number) => should[row]?.words.test(told[column]?.text ?? '') ?? false;
  for (let row = should.length - 1; row >= 0; row--) {
    for (let column = told.length - 1; column >= 0; column--) {
      const here = most[row];
      if (!here) continue;
      here[column] = Math.max(
        at(row + 1, column),
        at(row, column + 1),
        fits(row, column) ? at(row + 1, column + 1) + 1 : 0,
      );
    }
  }
  const pairs: Pair[] = [];
  for (let row = 0, column = 0; row < should.length && column < told.length; ) {
    const [telling, line] = [should[row], told[column]];
    if (telling && line && fits(row, column) && at(row, column) === at(row + 1, column + 1) + 1) {
      pairs.push({ telling, line });
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}

function iso(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}
