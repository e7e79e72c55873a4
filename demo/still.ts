import type { Bot } from './bot.ts';

/** A bot that can be kept from beginning anything, and then goes by the demo's clock again. */
export type Holdable = Pick<Bot, 'rested' | 'hold' | 'follow' | 'letGo'>;

/** So long a bot is held at most while another comes to rest: people's clicks wait meanwhile. */
const HOLD_MS = 300;

/**
 * Changes the clock in a moment in which no bot has anything under way, so that nobody's lease ends in another's eyes;
 * resolves when all go by it. One that starts is waited for, one that ends is not.
 */
export async function whileStill(bots: () => readonly Holdable[], change: () => void): Promise<void> {
  for (;;) {
    // Not held yet: it may take long, and nobody's click is to wait for another bot's call.
    await Promise.all(bots().map((bot) => bot.rested()));
    const all = bots();
    const held = await Promise.all(all.map((bot) => bot.hold(HOLD_MS)));
    const isStill = held.every(Boolean) && bots().every((bot) => all.includes(bot));
    if (isStill) {
      change();
      await Promise.all(bots().map((bot) => bot.follow()));
    }
    for (const bot of all) bot.letGo();
    if (isStill) return;
  }
}
