// The story that the drawings tell, in the bot's own words: a test compares them with what the bot says.

export const PORT = 'dxcon-ulapoktp';
export const REQUEST = 'ic-KNJTHFK098';

/** The card's status, in the order in which it changes. */
export const STATUS = {
  waiting: 'Waiting for approval: 0 of 1 from net-leads',
  placing: 'Approved by Lee. Ordering at AWS',
  unsettled: 'Outcome unknown: looking for the port at AWS',
  ordered: `Ordered: ${PORT}, requested`,
};

/** What the thread says. */
export const LINE = {
  unknown: "AWS's answer was lost (TimeoutError). A port may exist.",
  adopted: `Found ${PORT} by this order's tag: taken over, not ordered again.`,
};

export const TAG = 'interconnect-bot:request-id';

/** What must hold in the end. */
export const END = '1 approval, 1 port';
