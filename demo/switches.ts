/** How all the demo's bots are set. */
export interface Switches {
  quorum: 1 | 2;
  freeze: boolean;
  dryRun: boolean;
}

/** As a bot is set that nobody has set otherwise. */
export const STANDARD: Switches = { quorum: 1, freeze: false, dryRun: false };

/** The same in the bot's own settings. */
export function switchesEnv({ quorum, freeze, dryRun }: Switches): Record<string, string> {
  return {
    QUORUM: String(quorum),
    ...(freeze ? { FREEZE: 'true' } : {}),
    ...(dryRun ? { DRY_RUN: 'true' } : {}),
  };
}

/** The same in words, alike only for the same. */
export function switchWords({ quorum, freeze, dryRun }: Switches): string {
  const more = [...(freeze ? ['frozen'] : []), ...(dryRun ? ['as a dry run'] : [])];
  return [`quorum ${quorum}`, ...more].join(', ');
}
