/** Names each passing of a point: its words, and the how-manieth time it is, counted from the first with `from` in it. */
export function countPoints(from = 'submission'): (point: string) => string | undefined {
  const counts = new Map<string, number>();
  return (point) => {
    if (counts.size === 0 && !point.includes(from)) return undefined;
    const count = (counts.get(point) ?? 0) + 1;
    counts.set(point, count);
    return `${point} #${count}`;
  };
}

/** Whether only the test's process sees this point: it is on the wire, outside the bot. */
export function isOnTheWire(key: string): boolean {
  return / (chat|conversations)\./.test(key) || key.startsWith(AT_AWS);
}

/** The call has left the bot and AWS has carried it out; no byte of the answer is under way. */
export const AT_AWS = 'order is at AWS';
