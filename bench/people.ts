/** Everybody who is in the workspace of the bench. */
export const people = {
  bot: 'U0BOT',
  /** They ask. */
  requesters: Array.from({ length: 24 }, (_, index) => `U0ASK${index}`),
  /** They approve. */
  leads: ['U0LEAD1', 'U0LEAD2'],
};

/** Where cards are posted. */
export const CHANNEL = 'C0BENCH';
