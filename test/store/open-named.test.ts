import { describe, expect, test } from 'vitest';
import { useDatabase } from './support/database.ts';
import { aRequest } from './support/samples.ts';

describe.each(['sqlite', 'postgres'] as const)('on %s', (engine) => {
  const database = useDatabase(engine);
  const named = async (name: string) => (await database.open()).read((at) => at.requests.openNamed(name));

  test('open requests are found by the name that they ask for, exactly, whatever is in it', async () => {
    const names = ['core_1', 'coreX1', 'CORE_1', '50%!', 'a "quoted" \\ name', 'core_1'];
    await (await database.open()).transaction(async (tx) => {
      for (const [index, interconnectName] of names.entries()) {
        const request = aRequest(`ic-0${index}`);
        const tags = [{ key: 'k', value: '"interconnectName":"tagged"' }];
        const order = { ...request.order, interconnectName, tags };
        await tx.requests.add({ ...request, submissionId: `V${index}`, order });
      }
      const ended = aRequest('ic-09');
      const state = { status: 'withdrawn', by: ended.requester, at: 0 } as const;
      const order = { ...ended.order, interconnectName: 'core_1' };
      await tx.requests.add({ ...ended, submissionId: 'V9', order, state });
    });
    expect((await named('core_1')).sort()).toEqual(['ic-00', 'ic-05']);
    expect(await named('50%!')).toEqual(['ic-03']);
    expect(await named('a "quoted" \\ name')).toEqual(['ic-04']);
    expect(await named('tagged')).toEqual([]);
    expect(await named('nobody')).toEqual([]);
  });

  test('by an index of the name, whatever else changes in the row', async () => {
    const long = `${'ü'.repeat(150)}${'\u{1f50c}'.repeat(100)}`;
    const store = await database.open();
    await store.transaction(async (tx) => {
      await tx.requests.add(aRequest('ic-00'));
      const request = await tx.requests.lock('ic-00');
      if (!request) throw new Error('It is there.');
      await tx.requests.put({ ...request, order: { ...request.order, interconnectName: long } });
    });
    expect(await named(aRequest('ic-00').order.interconnectName)).toEqual([]);
    expect(await named(long)).toEqual(['ic-00']);
    expect(await named(`${long}x`)).toEqual([]);
  });
});
