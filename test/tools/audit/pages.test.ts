import { describe, expect, test } from 'vitest';
import { writeHeads } from '../../../src/actions/auditing/write-heads.ts';
import type { AuditEntry } from '../../../src/domain/audit.ts';
import { ENGINES, patient, useDatabase } from '../../store/support/database.ts';
import { aRequest, ERIN } from '../../store/support/samples.ts';
import { audit, tamper } from './support.ts';

// Everything is read 500 at a time: trails that end, go on and are cut where a page does.

const PAGE = 500;
const LONG = 'ic-0100';
const entry = (requestId: string, event: string): AuditEntry => {
  const { revision, fingerprint } = aRequest(requestId);
  return { requestId, actor: ERIN, event, revision, fingerprint, detail: {} };
};

describe.each(ENGINES)('%s: more than a page', (engine) => {
  const database = useDatabase(engine);

  /** Requests of one entry each, and one whose trail is longer than two pages. */
  async function filled(count: number): Promise<string[]> {
    const store = patient(await database.open());
    const ids = Array.from({ length: count }, (_, index) => `ic-${String(index).padStart(4, '0')}`);
    await store.transaction(async (tx) => {
      await tx.house.add({ actor: null, event: 'settings', detail: {} });
      for (const id of ids) await tx.requests.add(aRequest(id));
      await tx.audit.add(ids.map((id) => entry(id, 'submitted')));
      await tx.audit.add(Array.from({ length: 2 * PAGE }, () => entry(LONG, 'device_seen')));
    });
    return ids;
  }

  test('is proven, kept and exported whole, and what is missing is found wherever a page ends', async () => {
    // The long trail begins with entry 101 of all, so that pages end within it; the last page is exactly full.
    const ids = await filled(1_000);
    const store = await database.open();
    expect((await audit(database.url, ['verify'])).lines[0]).toMatch(
      /^Proven: 1000 requests, 2000 entries, 1 of the house's, 0 heads/,
    );
    expect((await audit(database.url, ['export'])).lines).toHaveLength(2_001);
    expect((await audit(database.url, ['export', '--request', LONG])).lines).toHaveLength(1_001);
    let text = '';
    const { count } = await writeHeads({ store, key: undefined }, async (some) => {
      text += some;
    });
    expect(count).toBe(1_001);
    const heads = text.split('\n').slice(1, 1_001);
    expect(heads.map((line) => (JSON.parse(line) as { request_id: string }).request_id)).toEqual(ids);
    // The entry that begins the second page, a whole trail behind it, and a request without one beyond the first page.
    await tamper(database.url, [
      `delete from audit where request_id = '${LONG}' and seq = ${PAGE - 99}`,
      "update audit set event = 'other' where request_id = 'ic-0999'",
      "delete from audit where request_id = 'ic-0600'",
    ]);
    const { code, lines } = await audit(database.url, ['verify']);
    expect(code).toBe(1);
    expect(lines.slice(0, -1).map((line) => line.split(':')[0])).toEqual([
      `${LONG} entry ${PAGE - 98}`,
      'ic-0999 entry 1',
      'ic-0999',
      'ic-0600',
    ]);
  });
});
