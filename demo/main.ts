import { BOT_ENTRY } from './bot.ts';
import { runDemo } from './run.ts';
import { Terminal } from './terminal.ts';

const unknown = process.argv.slice(2).find((argument) => argument !== '--once');
if (unknown !== undefined) {
  console.error(`Unknown option ${unknown}. The demo knows --once: play one order and end.`);
  process.exit(1);
}

const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
});
const terminal = new Terminal({
  write: (text) => process.stdout.write(text),
  colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
});
// What a cut-off order was still waiting for must not keep the process.
process.exit(
  await runDemo({
    once: process.argv.includes('--once'),
    entry: BOT_ENTRY,
    shell: process.env,
    terminal,
    interrupted,
  }),
);
