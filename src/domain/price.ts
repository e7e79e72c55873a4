/** What ports cost by the hour, as somebody wrote it down: shown, and nothing else. */
export interface Prices {
  /** `USD`. */
  currency: string;
  /** By bandwidth, in AWS's words: `10Gbps`. */
  portHour: Readonly<Record<string, number>>;
}

/** At least cents, and whatever more was written. Without Intl, whose first use takes as long as a tenth of the start. */
const inWords = (amount: number) => amount.toFixed(6).replace(/0{1,4}$/, '');

/** `2.25 USD per port hour`; undefined where nobody has written down what such a port costs. */
export function priceOf(
  prices: Prices | undefined,
  { bandwidth }: { bandwidth: string },
): string | undefined {
  if (!prices || !Object.hasOwn(prices.portHour, bandwidth)) return undefined;
  return `${inWords(prices.portHour[bandwidth] ?? 0)} ${prices.currency} per port hour`;
}
