import { parseArgs } from 'node:util';

/** What the sandbox's command line asks for. */
export interface Options {
  help: boolean;
  /** Of the page; Slack and AWS have the next two. Free ones unless set. */
  port?: number;
  /** The manifest of the app that is to be tried; the project's own unless set. */
  manifest?: string;
  /** So many of AWS's seconds pass in one; 1 unless set. */
  speed: number;
}

export const HELP = `npm run sandbox [-- OPTIONS]

An embedded Slack for any Bolt app and an embedded Direct Connect for any AWS client, with a page on which you are
anyone, and a control API that does all that the page does. Nothing leaves this machine. Ctrl+C ends it.

  --port N         the page and the control API at http://127.0.0.1:N, Slack at N+1, AWS at N+2
  --manifest FILE  the manifest of your Slack app: its scopes, commands, shortcuts, tabs and events
  --speed N        so many of AWS's seconds pass in one; 0 stops AWS's time
  --help           prints this`;

const HIGHEST_PORT = 65_533;
const FASTEST = 1_000_000;

/** Reads the command line (without Node and the file); throws what is wrong with it, in one line. */
export function readOptions(args: readonly string[]): Options {
  const { values, tokens } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      manifest: { type: 'string' },
      speed: { type: 'string' },
      help: { type: 'boolean' },
    },
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'positional') throw new Error(unknown(token.value));
    if (token.kind === 'option' && !['port', 'manifest', 'speed', 'help'].includes(token.name))
      throw new Error(unknown(token.rawName));
  }
  const { port, manifest, speed, help } = values;
  if (manifest !== undefined && typeof manifest !== 'string') throw new Error('--manifest takes a file.');
  return {
    help: help === true,
    speed: speed === undefined ? 1 : numberOf('--speed', speed, 0, FASTEST),
    ...(port === undefined ? {} : { port: numberOf('--port', port, 1, HIGHEST_PORT) }),
    ...(manifest === undefined ? {} : { manifest }),
  };
}

function numberOf(name: string, given: unknown, least: number, most: number): number {
  const number = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new Error(`${name} takes a whole number from ${least} to ${most}.`);
}

function unknown(what: string): string {
  return `Unknown option ${what}. The sandbox knows --port N, --manifest FILE, --speed N and --help.`;
}
