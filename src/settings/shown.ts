/** How tokens and keys begin; an address with a password in it. */
const SECRET_SHAPE = /xox[a-z]-|xapp-|AKIA|ASIA|hooks\.slack|IQoJb3JpZ2lu|-----BEGIN|:\/\/[^/]*@/;
/** What nobody would write as a name: long, without a break, of letters and digits. */
const RANDOM = /[A-Za-z0-9+/=_]{20,}/g;
const HIDDEN = 'what looks like a credential';

/** A wrong value in quotes, as its line shows it; unless it looks like a secret that was pasted into the wrong place. */
export function shown(value: string): string {
  return looksSecret(value) ? HIDDEN : `"${value}"`;
}

/** The same for a path, whose parts are names; without quotes. */
export function shownPath(path: string): string {
  return SECRET_SHAPE.test(path) || path.split('/').some(looksSecret) ? HIDDEN : path;
}

function looksSecret(text: string): boolean {
  const isRandom = (text.match(RANDOM) ?? []).some((run) => /[A-Za-z]/.test(run) && /\d/.test(run));
  return isRandom || SECRET_SHAPE.test(text);
}
