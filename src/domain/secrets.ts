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
/** A text, JSON or not, without what looks like a credential; JSON stays JSON. Linear in the text's length. */
export function withoutSecrets(text: string): string {
  let cut = text.replace(DATABASE, (_, scheme: string, rest: string) => scheme + withoutPassword(rest));
  for (const shape of SHAPES) cut = cut.replace(shape, '$1***');
  return cut;
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
