/** Which of the secrets can be read in a text: as they are, in JSON, in an address, or in base64 wherever they begin. */
export function seenIn(text: string, secrets: readonly string[]): string[] {
  const bytes = [...text.matchAll(/[\w+/=-]{12,}/g)].flatMap(([run]) =>
    [0, 1, 2, 3].map((start) => Buffer.from(run.slice(start), 'base64').toString('latin1')),
  );
  const decoded = bytes.join('\n');
  return secrets.filter((secret) => {
    // What follows a token's prefix is the secret.
    const core = secret.replace(/^xox[a-z]-|^xapp-|^IQoJb3JpZ2lu/, '');
    const forms = [core, JSON.stringify(core).slice(1, -1), encodeURIComponent(core)];
    return forms.some((form) => text.includes(form)) || decoded.includes(core);
  });
}
