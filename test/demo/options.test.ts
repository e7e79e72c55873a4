import { expect, it } from 'vitest';
import { readOptions } from '../../demo/options.ts';

it.each([
  [[], { once: false, help: false }],
  [['--once'], { once: true, help: false }],
  [['--help'], { once: false, help: true }],
  [['--port', '8080'], { once: false, help: false, port: 8080 }],
  [['--port=65535', '--once'], { once: true, help: false, port: 65_535 }],
])('reads %j', (args, options) => {
  expect(readOptions(args)).toEqual(options);
});

it.each([['--twice'], ['-p'], ['8080']])('knows no %s', (...args) => {
  expect(() => readOptions(args)).toThrow(
    `Unknown option ${args[0]}. The demo knows --once, --port N and --help.`,
  );
});

it.each([['--port'], ['--port', '0'], ['--port', '65536'], ['--port', 'x'], ['--port='], ['--port', '1e3']])(
  'refuses %s %s',
  (...args) => {
    expect(() => readOptions(args)).toThrow('--port takes a number from 1 to 65535, as in --port 8080.');
  },
);
