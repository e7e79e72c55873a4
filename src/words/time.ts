/** A moment where Slack has no markup for one: `2026-11-28 15:04 UTC`. Takes epoch milliseconds. */
export function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
