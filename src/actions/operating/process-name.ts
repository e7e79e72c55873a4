import type { BotProcess } from '../../domain/bot-process.ts';

/** How a process of the bot is named to people: its host and its process ID. */
export function processName({ host, pid }: Pick<BotProcess, 'host' | 'pid'>): string {
  return `${host}/${pid}`;
}
