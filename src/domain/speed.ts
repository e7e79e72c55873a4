/**
 * Port speeds. AWS asks and answers orders in `10Gbps`, but DescribeLocations and some listings say `10G`:
 * inside the bot only the first form exists.
 */

/** `10G` or `10Gbps` to `10Gbps`; words in neither form stay as they are, since AWS may add some. */
export function toWireSpeed(word: string): string {
  const short = /^(\d+)([GM])$/.exec(word);
  return short ? `${short[1]}${short[2]}bps` : word;
}

/** Megabits per second, for sorting and limits; unknown words sort last. */
export function megabits(speed: string): number {
  const match = /^(\d+)([GM])bps$/.exec(toWireSpeed(speed));
  if (!match) return Number.POSITIVE_INFINITY;
  return Number(match[1]) * (match[2] === 'G' ? 1000 : 1);
}

/** Wire form, without repeats, slowest first. */
export function sortedSpeeds(words: readonly string[]): string[] {
  return [...new Set(words.map(toWireSpeed))].sort((a, b) => megabits(a) - megabits(b));
}

/**
 * How many links a LAG of this speed may have: 4 below 100G, 2 from there on.
 * Source: AWS Direct Connect user guide, "Link aggregation groups".
 */
export function linksAllowed(speed: string): number {
  return megabits(speed) < 100_000 ? 4 : 2;
}
