import { expect, test } from 'vitest';
import { readOptions } from '../../../sandbox/standalone/options.ts';

test('the command line says port, manifest and speed', () => {
  expect(readOptions([])).toEqual({ help: false, speed: 1 });
  expect(readOptions(['--port', '4000', '--manifest=my.yml', '--speed', '0'])).toEqual({
    help: false,
    port: 4000,
    manifest: 'my.yml',
    speed: 0,
  });
});

test.each<[string[], string]>([
  [['--prot', '1'], 'Unknown option --prot.'],
  [['start'], 'Unknown option start.'],
  [['--port', 'x'], '--port takes a whole number'],
  [['--port', '65534'], '--port takes a whole number'],
  [['--port', '0'], '--port takes a whole number'],
  [['--port'], '--port takes a whole number'],
  [['--speed', '-1'], '--speed takes a whole number'],
  [['--speed', '1e9'], '--speed takes a whole number'],
  [['--manifest'], '--manifest takes a file.'],
])('%j is refused', (args, words) => {
  expect(() => readOptions(args)).toThrow(words);
});
