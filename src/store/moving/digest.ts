import { createHash } from 'node:crypto';
import type { Row, Table } from './table.ts';

/** What a table comes to: how many rows, and SHA-256 over all values in the order of its key. */
export interface Sum {
  rows: number;
  digest: string;
}

/** Sums a table's rows up as they come by, alike for both engines. */
export function createSum({ columns }: Table): { add(row: Row): void; sum(): Sum } {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    add(row) {
      rows += 1;
      const values = columns.map(({ name }) => {
        const value = row[name];
        return value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('hex') } : value;
      });
      hash.update(`${JSON.stringify(values)}\n`);
    },
    sum: () => ({ rows, digest: hash.digest('hex') }),
  };
}
