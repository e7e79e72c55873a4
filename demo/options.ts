import { parseArgs } from 'node:util';

/** What the demo's command line asks for. */
export interface Options {
  once: boolean;
  /** A free one unless set. */
  port?: number;
  help: boolean;
}

export const HELP = `npm run demo [-- OPTIONS]

The bot, an embedded Slack and an embedded Direct Connect, with a page on which you are the engineer and the leads.
Nothing leaves this machine; no real port is ordered. Ctrl+C ends it.

  --port N   serves the page at http://127.0.0.1:N instead of a free port
  --once     plays one order from the slash command to light, tells the story and ends
  --help     prints this`;

const MOST = 65_535;

/** Reads the command line (without Node and the file); throws what is wrong with it, in one line. */
export function readOptions(args: readonly string[]): Options {
  const { values, tokens } = parseArgs({
    args: [...args],
    options: { once: { type: 'boolean' }, port: { type: 'string' }, help: { type: 'boolean' } },
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'positional') throw new Error(unknown(token.value));
    if (token.kind === 'option' && !['once', 'port', 'help'].includes(token.name))
      throw new Error(unknown(token.rawName));
  }
  const { once, help, port } = values;
  return {
    once: once === true,
    help: help === true,
    ...(port === undefined ? {} : { port: portOf(port) }),
  };
}

function portOf(given: unknown): number {
  const port = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : 0;
  if (port >= 1 && port <= MOST) return port;
  throw new Error(`--port takes a number from 1 to ${MOST}, as in --port 8080.`);
}

function unknown(what: string): string {
  return `Unknown option ${what}. The demo knows --once, --port N and --help.`;
}
