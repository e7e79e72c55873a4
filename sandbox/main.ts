import { HELP, readOptions } from './standalone/options.ts';
import { runSandbox } from './standalone/run.ts';

const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
});
try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(HELP);
  else await runSandbox(options, interrupted, (line) => console.log(line));
  process.exit(0);
} catch (error) {
  console.error(wordsOf(error));
  process.exit(1);
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  return code === 'EADDRINUSE' ? `Port ${port} is taken: choose another by --port.` : error.message;
}
