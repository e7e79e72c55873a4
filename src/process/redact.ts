import type { Env } from '../settings/env.ts';
import { PROXIES } from '../settings/proxies.ts';
import { givenText } from '../settings/secret-file.ts';
import { type Name, SECRETS } from '../settings/table.ts';

/** Cuts out of a text, JSON or not, whatever is a credential; JSON stays JSON. Linear in the text's length. */
export type Redact = (text: string) => string;

/** What ends a value in JSON, in JSON within JSON, in XML and in prose; an escape that is no quote belongs to it. */
const WORD = String.raw`(?:[^\s"'<>\\]|\\+[^\s"'\\])`;
const PLAIN = String.raw`(?:[^\s"'<>,;&}\\]|\\+[^\s"'\\])`;
const QUOTED = String.raw`(?:[^"'\\]|\\+[^"'\\])`;
/** A name that says what follows to be secret; a closing tag is followed by nothing of it. */
const NAME = String.raw`(?<!/)(?:secret_?access_?key|session_?token|security[_-]?token|signing_?secret|client_?secret|response_url|passw(?:or)?d)(?:\\*["'])?\s*`;

/** What goes before `***` stays. Nothing here starts again within what it has scanned: that keeps it linear. */
const SHAPES = [
  // Slack: tokens, rotated ones within others, addresses that answer for the bot, one-time addresses of a connection.
  /(xox[a-z]-|xapp-)[A-Za-z0-9-]+/g,
  new RegExp(String.raw`(hooks\.slack(?:-gov)?\.com(?:\\*/|%2F))${WORD}+`, 'gi'),
  new RegExp(`([?&](?:ticket|token|x-amz-[a-z-]+)=)${PLAIN}+`, 'gi'),
  // AWS: access keys, session tokens by how all of them begin, signatures.
  /(AKIA|ASIA)[A-Z0-9]{12,}/g,
  /(IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz)[A-Za-z0-9+/=_%-]+/g,
  /(\bSignature=)[0-9a-f]{32,}/g,
  /(\bBearer )[A-Za-z0-9._~+/=-]{8,}/gi,
  // Private keys as PEM, their lines as they are or in JSON.
  /(-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----)(?:\\+[nr]|[A-Za-z0-9+/=\s])+/g,
  // Any address with a password in it; the last @ before the path ends that.
  /(:\/\/[^\s/?#@:"'<>\\]*:)[^\s/?#"'<>\\]+(?=@)/g,
  new RegExp(String.raw`(${NAME}[:=>]\s*\\*["'])${QUOTED}+`, 'gi'),
  new RegExp(String.raw`(${NAME}[=>]\s*)${PLAIN}+`, 'gi'),
  // After a colon prose may follow, as in the settings' own lines: short words stay.
  new RegExp(String.raw`(${NAME}:\s*)${PLAIN}{8,}`, 'gi'),
];

const DATABASE = new RegExp(`(postgres(?:ql)?://)(${WORD}+)`, 'gi');
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
  return (text) => {
    let cut = exact ? text.replace(exact, '***') : text;
    cut = cut.replace(DATABASE, (_, scheme: string, rest: string) => scheme + withoutPassword(rest));
    for (const shape of SHAPES) cut = cut.replace(shape, '$1***');
    return cut;
  };
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

/** What follows the scheme: a password may hold any sign, so it goes on to the last @. */
function withoutPassword(rest: string): string {
  const colon = rest.indexOf(':');
  const at = rest.lastIndexOf('@');
  if (colon < 0 || rest.startsWith('[')) return rest;
  if (at > colon) return `${rest.slice(0, colon)}:***${rest.slice(at)}`;
  const isPort = /^\d{1,5}(?:[/?,;)\].]|$)/.test(rest.slice(colon + 1));
  return isPort ? rest : `${rest.slice(0, colon)}:***`;
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
  const own = SECRETS.filter((name) => name !== 'DATABASE_URL').map((name) => readable(name, env));
  const addresses = [readable('DATABASE_URL', env), ...PROXIES.map((name) => env[name]?.trim() ?? '')];
  return [
    ...own,
    ...linesOfKey(readable('AUDIT_SIGNING_KEY', env)),
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
