import { expect, test } from 'vitest';
import { createTurns } from '../../src/store/taking-turns.ts';

/** As transactions on SQLite do: nobody else has a turn meanwhile. */
async function busy(ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test('work that took long lets everybody else have a turn before the next, which comes in its order', async () => {
  const inTurn = createTurns();
  const order: string[] = [];
  const piece = (name: string) =>
    inTurn(async () => {
      await busy(5);
      order.push(name);
      setImmediate(() => order.push(`others after ${name}`));
    });
  await Promise.all(['a', 'b', 'c'].map(piece));
  expect(order).toEqual(['a', 'others after a', 'b', 'others after b', 'c']);
});

test('what fails keeps nobody from their turn', async () => {
  const inTurn = createTurns();
  const failing = inTurn(() => Promise.reject(new Error('broken')));
  const next = inTurn(async () => 'done');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('done');
});
