/** Everybody who is in the workspace of the bench. */
export const people = {
  bot: 'U0BOT',
  /** They ask. */
  requesters: ['U0ASK1', 'U0ASK2', 'U0ASK3', 'U0ASK4'],
  /** They approve. */
  leads: ['U0LEAD1', 'U0LEAD2'],
};

/** Where cards are posted. */
export const CHANNEL = 'C0BENCH';
