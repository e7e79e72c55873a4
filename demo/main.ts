import { BOT_ENTRY } from './bot.ts';
import { HELP, type Options, readOptions } from './options.ts';
import { runDemo } from './run.ts';
import { Terminal } from './terminal.ts';

const { once, port, help } = optionsOrEnd();
if (help) {
  console.log(HELP);
  process.exit(0);
}

const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  // Nobody reads any more, as behind `| head`.
  process.stdout.on('error', () => resolve());
});
const terminal = new Terminal({
  write: (text) => process.stdout.write(text),
  colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
});
// What a cut-off order was still waiting for must not keep the process.
process.exit(await runDemo({ once, port, entry: BOT_ENTRY, shell: process.env, terminal, interrupted }));

function optionsOrEnd(): Options {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
