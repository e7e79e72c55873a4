import type { Row } from './table.ts';

const ROWS = 500;
const BYTES = 4 * 2 ** 20;

/** Rows in parts: a few hundred each, or fewer where they are large. */
export function* inBatches(rows: Iterable<Row>): Generator<Row[]> {
  let batch: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    batch.push(row);
    for (const value of Object.values(row))
      if (value !== null && typeof value !== 'number') bytes += value.length;
    if (batch.length < ROWS && bytes < BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
