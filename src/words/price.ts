/** `Billed by the hour`, with what that comes to if it is known: `2.25 USD per port hour`. */
export function billedText(price: string | undefined): string {
  return price === undefined ? 'Billed by the hour' : `Billed by the hour: ${price}`;
}

/** The same as a sentence. */
export function billedSentence(price: string | undefined): string {
  return price === undefined ? 'Port hours are billed.' : `Port hours are billed: ${price}.`;
}
