import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { writeHeads } from '../../actions/auditing/write-heads.ts';
import type { ReadOnlyStore } from '../../interfaces/store.ts';
import type { Env } from '../../settings/env.ts';
import { NO_FILE } from '../../settings/rules-file.ts';
import { readValues } from '../../settings/values.ts';
import { couldNot } from '../could-not.ts';
import { UsageError } from '../usage.ts';
import { withStore } from '../with-store.ts';
import type { Finding } from './chain.ts';
import { type Asked, HELP, readCommandLine } from './command-line.ts';
import { EVENTS } from './events.ts';
import { exportEntries } from './export.ts';
import { type Verified, verify } from './verify.ts';

/** How a run ends: all is well, something is wrong, the command line says nothing, it could not be looked. */
export type Code = 0 | 1 | 2 | 3;

/** Where a run prints to: the answer, and what else there is to say. Each waits for a slow reader. */
export interface Printer {
  out(text: string): Promise<unknown>;
  err(text: string): Promise<unknown>;
}

/** `npm run audit`: proves, prints and keeps the audit. It changes nothing in the store. */
export async function runAudit(args: string[], env: Env, printer: Printer): Promise<Code> {
  try {
    const asked = readCommandLine(args, Object.keys(EVENTS));
    if (asked.command === 'help') {
      await printer.out(`${HELP}\n`);
      return 0;
    }
    return await withStore(env, (store) => answer(asked, store, env, printer));
  } catch (error) {
    const isUsage = error instanceof UsageError;
    await printer.err(isUsage ? `${error.message}\n\n${HELP}\n` : `${couldNot(error).text}\n`);
    return isUsage ? 2 : 3;
  }
}

async function answer(
  asked: Exclude<Asked, { command: 'help' }>,
  store: ReadOnlyStore,
  env: Env,
  { out }: Printer,
): Promise<Code> {
  switch (asked.command) {
    case 'heads': {
      const { AUDIT_SIGNING_KEY: key } = readValues(['AUDIT_SIGNING_KEY'], env, NO_FILE);
      await writeHeads({ store, key }, out);
      return 0;
    }
    case 'export':
      await exportEntries(store, asked, out);
      return 0;
    case 'verify': {
      const key = asked.key === undefined ? undefined : await publicKey(asked.key);
      let findings = 0;
      const verified = await verify(store, { ...asked, key }, async (finding) => {
        findings += 1;
        await out(`${findingText(finding)}\n`);
      });
      for (const note of verified.notes) await out(`${note}\n`);
      await out(`${verdict(findings, verified)}\n`);
      return findings === 0 ? 0 : 1;
    }
  }
}

/** Throws UsageError where the file holds no such key. */
async function publicKey(path: string): Promise<KeyObject> {
  const pem = await readFile(path);
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below.
  }
  throw new UsageError(`${path} holds no public Ed25519 key as PEM.`);
}

/** Where, what, and what was expected. */
function findingText({ chain, seq, what }: Finding): string {
  return `${chain}${seq === null ? '' : ` entry ${seq}`}: ${what}`;
}

function verdict(findings: number, { requests, entries, houseEntries, heads }: Verified): string {
  const looked = `${requests} requests, ${entries} entries, ${houseEntries} of the house's, ${heads} heads from outside`;
  if (findings > 0) return `Wrong: ${findings} ${findings === 1 ? 'thing' : 'things'} in ${looked}.`;
  const without =
    heads === 0 ? ' Without heads from outside, a trail that was computed anew as a whole passes.' : '';
  return `Proven: ${looked}.${without}`;
}
