/** What the demo is, first on its terminal and its page. */
export const SENTENCE =
  'Demo: embedded Slack and Direct Connect. Nothing leaves this machine; no real port is ordered.';

/** What to do on the page. */
export const STEPS = [
  'As Erin type /interconnect.',
  'As Lee press Approve.',
  'Watch the thread: requested to available in about 20 s (at AWS: days).',
];

/** The steps on one line, numbered. */
export function stepsLine(): string {
  return STEPS.map((step, index) => `${index + 1} ${step}`).join(' ');
}

/** How to get at the page from elsewhere: it listens on this machine only. */
export function tunnelHint(url: string, host: string): string {
  const { port } = new URL(url);
  return `From another machine: ssh -L ${port}:127.0.0.1:${port} ${host}, then open the same address there.`;
}
