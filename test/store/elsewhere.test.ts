import { describe, expect, test } from 'vitest';
import { ENGINES, useDatabase } from './support/database.ts';
import { aRequest } from './support/samples.ts';

describe.each(ENGINES)('%s: two processes', (engine) => {
  const database = useDatabase(engine);

  test('one is told of what the other leaves and can not take', async () => {
    const [here, there] = [await database.open(), await database.open()];
    let told = 0;
    here.onElsewhere(() => {
      told += 1;
    });
    // Whoever listens may not do so yet when the first word comes.
    await expect
      .poll(
        async () => {
          const id = `ic-${Math.random()}`;
          await there.transaction((tx) => tx.requests.add(aRequest(id, { submissionId: id })));
          there.pass('place');
          return told;
        },
        { interval: 300 },
      )
      .toBeGreaterThan(0);
  });

  test('what one reads waits for nobody who writes, and keeps nobody from writing', async () => {
    const [here, there] = [await database.open(), await database.open()];
    await here.transaction((tx) => tx.requests.add(aRequest('ic-00')));
    await there.transaction(async (tx) => {
      const request = await tx.requests.lock('ic-00');
      if (request) await tx.requests.put({ ...request, reason: 'Newer' });
      const read = await here.read(async (at) => {
        const before = await at.requests.read('ic-00');
        return { before, open: await at.requests.countOpen() };
      });
      expect(read).toMatchObject({ before: { reason: 'New core' }, open: 1 });
    });
    expect(await here.read((at) => at.requests.read('ic-00'))).toMatchObject({ reason: 'Newer' });
  });

  test('nothing can be written where only reading was asked for', async () => {
    const store = await database.open();
    const sneaky = store.read((at) =>
      (at as Parameters<Parameters<typeof store.transaction>[0]>[0]).requests.add(aRequest('ic-00')),
    );
    const cause = expect.objectContaining({ message: expect.stringMatching(/readonly|read-only/) });
    await expect(sneaky).rejects.toMatchObject({ cause });
  });
});
