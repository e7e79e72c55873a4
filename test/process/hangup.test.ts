import { afterEach, expect, test } from 'vitest';
import { catchHangups } from '../../src/process/hangup.ts';

afterEach(() => {
  process.removeAllListeners('SIGHUP');
});

test('a hangup ends nothing, and what came before anybody listened counts once', () => {
  const onHangup = catchHangups();
  process.emit('SIGHUP', 'SIGHUP');
  process.emit('SIGHUP', 'SIGHUP');
  let heard = 0;
  onHangup(() => {
    heard += 1;
  });
  expect(heard).toBe(1);
  process.emit('SIGHUP', 'SIGHUP');
  expect(heard).toBe(2);
});

test('without one nobody hears anything', () => {
  let heard = 0;
  catchHangups()(() => {
    heard += 1;
  });
  expect(heard).toBe(0);
});
