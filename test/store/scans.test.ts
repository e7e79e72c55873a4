import { describe, expect, test } from 'vitest';
import type { Engine } from '../../src/store/engine.ts';
import { ENGINES, useDatabase } from './support/database.ts';
import { makeEveryCall } from './support/every-call.ts';
import { type Statement, scansOf } from './support/plans.ts';

// However many requests there are: no statement reads through a table that grows with them.

describe.each(ENGINES)('%s: every statement', (engine: Engine) => {
  const database = useDatabase(engine);

  test('finds its rows by an index, or among those alone that wait for something', async () => {
    const statements = new Map<string, Statement>();
    const store = await database.open({
      onStatement: (sql, parameters) => statements.set(sql, { sql, parameters }),
    });
    await makeEveryCall(store);
    expect(statements.size).toBeGreaterThan(80);
    expect(await scansOf(engine, database.url, [...statements.values()])).toEqual([]);
  });

  test('a scan is noticed', async () => {
    await database.open();
    const sql = `select id from requests where reason = 'New core'`;
    expect(await scansOf(engine, database.url, [{ sql, parameters: [] }])).toHaveLength(1);
    const byIndex = `select id from requests order by submission_id`;
    expect(await scansOf(engine, database.url, [{ sql: byIndex, parameters: [] }])).toHaveLength(1);
    // PostgreSQL chooses by what its tables hold, and they are empty here.
    if (engine === 'postgres') return;
    const ofAPerson = `select count(*) from requests where requester_id = 'U1' and status in ('approved')`;
    expect(await scansOf(engine, database.url, [{ sql: ofAPerson, parameters: [] }])).toHaveLength(1);
  });
});
