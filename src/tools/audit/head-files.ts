import { createHash, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import * as z from 'zod';
import { isSigned, keyId, type Signature } from '../../actions/auditing/sign.ts';
import type { HeadsSummary } from '../../actions/auditing/write-heads.ts';

/** A head as it left the house, and where it was found. */
export interface KeptHead {
  requestId: string | null;
  seq: number;
  /** In full, or how it begins. */
  hash: string;
  /** For whoever looks it up, as in `heads.jsonl line 3`. */
  source: string;
}

/** As far as PostgreSQL counts them. */
const SEQ = z.int32().min(1);
const HASH = z.string().regex(/^[0-9a-f]{64}$/);
const HEAD = z.strictObject({ request_id: z.string().nullable(), seq: SEQ, hash: HASH });
const SUMMARY = z.strictObject({
  count: z.number(),
  at: z.iso.datetime(),
  begun: z.number(),
  begun_before: z.iso.datetime(),
});
const SIGNATURE = z.strictObject({ signature: z.string(), key_id: z.string() });
const LOGGED = z.looseObject({ msg: z.literal('audit'), request_id: z.string(), seq: SEQ, hash: HASH });

/** What a file of heads says besides its heads, and what is wrong with it: read without keeping the heads. */
export interface HeadsFile {
  path: string;
  summary: HeadsSummary | undefined;
  signature: Signature | undefined;
  problems: string[];
}

/** Reads a file of heads through once, and checks its signature if there is a public key. Throws what the system says. */
export async function checkHeadsFile(path: string, key: KeyObject | undefined): Promise<HeadsFile> {
  const file: HeadsFile = { path, summary: undefined, signature: undefined, problems: [] };
  const before = createHash('sha256');
  let [number, heads] = [0, 0];
  for await (const line of linesOf(path)) {
    number += 1;
    if (file.signature) file.problems.push(`line ${number}: expected nothing after the signature`);
    const value = jsonOf(line);
    const signature = SIGNATURE.safeParse(value);
    if (signature.success) file.signature = signature.data;
    else before.update(`${line}\n`);
    const summary = SUMMARY.safeParse(value);
    if (summary.success) file.summary = summary.data;
    else if (HEAD.safeParse(value).success) heads += 1;
    else if (!signature.success) file.problems.push(`line ${number}: expected a head, it is none`);
  }
  const { summary, problems } = file;
  if (!summary) problems.push('expected a summary after its heads, there is none: cut off');
  else if (summary.count !== heads)
    problems.push(`expected ${summary.count} heads by its summary, it has ${heads}`);
  if (key) problems.push(...signatureProblems(file.signature, before.digest(), key));
  return file;
}

function signatureProblems(signature: Signature | undefined, digest: Buffer, key: KeyObject): string[] {
  if (!signature) return [`expected a signature by key ${keyId(key)}, there is none`];
  if (signature.key_id !== keyId(key))
    return [`expected a signature by key ${keyId(key)}, it names ${signature.key_id}`];
  return isSigned(digest, signature, key)
    ? []
    : [`its signature by key ${keyId(key)} is wrong: the file was altered`];
}

/** The heads of a file, one after the other. */
export async function* headsIn(path: string): AsyncGenerator<KeptHead, void> {
  let number = 0;
  for await (const line of linesOf(path)) {
    number += 1;
    const { success, data } = HEAD.safeParse(jsonOf(line));
    if (success)
      yield { requestId: data.request_id, seq: data.seq, hash: data.hash, source: `${path} line ${number}` };
  }
}

/** The heads that a bot's log says, whatever else is in it. */
export async function* headsInLog(path: string): AsyncGenerator<KeptHead, void> {
  let number = 0;
  for await (const line of linesOf(path)) {
    number += 1;
    if (!line.includes('"audit"')) continue;
    const { success, data } = LOGGED.safeParse(jsonOf(line));
    if (!success) continue;
    const requestId = data.request_id === 'house' ? null : data.request_id;
    yield { requestId, seq: data.seq, hash: data.hash, source: `${path} line ${number}` };
  }
}

/** A file's lines, without what ends them; throws what the system says. */
async function* linesOf(path: string): AsyncGenerator<string, void> {
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
