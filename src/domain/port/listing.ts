/** The last complete listing of an account's Region. */
export interface LastListing {
  accountId: string;
  region: string;
  /** When it began; epoch milliseconds of the store's clock. */
  at: number;
}
