import { withoutSecrets } from '../domain/secrets.ts';
import type { Env } from '../settings/env.ts';
import { PROXIES } from '../settings/proxies.ts';
import { givenText } from '../settings/secret-file.ts';
import { type Name, SECRETS } from '../settings/table.ts';

/** Cuts out of a text, JSON or not, whatever is a credential; JSON stays JSON. Linear in the text's length. */
export type Redact = (text: string) => string;

/** Shorter ones are words that stand elsewhere too. */
const SECRET_LENGTH = 8;

/** `secrets` are cut out wherever they stand, as they are or encoded, in base64 too; all else is known by its shape. */
export function createRedact(secrets: readonly string[]): Redact {
  const all = secrets
    .filter(({ length }) => length >= SECRET_LENGTH)
    .flatMap((secret) => [secret, ...inBase64(secret)])
    .flatMap((form) => [form, JSON.stringify(form).slice(1, -1), encodeURIComponent(form)])
    .toSorted((a, b) => b.length - a.length);
  const forms = [...new Set(all)];
  const exact = forms.length > 0 ? new RegExp(forms.map(literally).join('|'), 'g') : undefined;
  return (text) => withoutSecrets(exact ? text.replace(exact, '***') : text);
}

/** What of it stays the same in base64, in either alphabet, whatever stands around it: for each of three places. */
function inBase64(secret: string): string[] {
  return [0, 2, 3].flatMap((own, before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const digits = bytes.toString('base64').replaceAll('=', '');
    const core = digits.slice(own, bytes.length % 3 === 0 ? undefined : -1);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** What else is secret that this process is given: the SDK's own, and PostgreSQL's. */
const OTHERS = [
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'PGPASSWORD',
];

/** The secrets of an environment and of the files that it names; of addresses the passwords, as they are and decoded. */
export function secretsIn(env: Env): string[] {
  const given = Object.fromEntries(SECRETS.map((name) => [name, readable(name, env)]));
  const { DATABASE_URL: database = '', ...own } = given;
  const addresses = [database, ...PROXIES.map((name) => env[name]?.trim() ?? '')];
  return [
    ...Object.values(own),
    ...linesOfKey(own.AUDIT_SIGNING_KEY ?? ''),
    ...addresses.flatMap(passwordsIn),
    ...OTHERS.map((name) => env[name]?.trim() ?? ''),
  ];
}

/** A file that can't be read, or stands beside the setting itself, stops the start in words of its own. */
function readable(name: Name, env: Env): string {
  try {
    return givenText(name, env) ?? '';
  } catch {
    return env[name]?.trim() ?? '';
  }
}

function passwordsIn(address: string): string[] {
  const [, before = ''] = /^\w+:\/\/[^:@/]*:(.+)@/s.exec(address) ?? [];
  const [, parameter = ''] = /[?&]password=([^&]*)/.exec(address) ?? [];
  return [before, parameter].flatMap((password) => [password, decoded(password)]);
}

/** A key as PEM is known by any of its lines but the first and the last, which say what it is. */
function linesOfKey(pem: string): string[] {
  return pem.split(/\s+|\\n/).filter((line) => /^[A-Za-z0-9+/=]{16,}$/.test(line));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
