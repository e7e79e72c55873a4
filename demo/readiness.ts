const PATIENCE_MS = 2000;

/** What a bot answers operators on this port, in words, a line each; never rejects. */
export async function askReadiness(port: number | undefined): Promise<string[]> {
  // Another process held the port that it was to get.
  if (port === undefined) return ['Ready. Operators can not ask it.'];
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal });
    return readinessWords(await answer.json());
  } catch {
    return ['It does not answer operators.'];
  }
}

/** The body of `/readyz` in words. */
function readinessWords(body: unknown): string[] {
  const { slack, store, troubles } = Object(body) as Record<string, unknown>;
  const parts = [
    slack === true
      ? 'It hears Slack and is heard.'
      : 'Slack is away: it hears no clicks, or nothing is taken.',
    store === true ? 'What people decide is recorded.' : 'Nothing can be recorded: its database is away.',
  ];
  return [...parts, ...(Array.isArray(troubles) ? troubles.map(String) : [])];
}
