/** An account's Region: by it, what is at AWS is kept and asked for. `accountId` is null where nobody knows the account. */
export interface Where {
  accountId: string | null;
  region: string;
}
