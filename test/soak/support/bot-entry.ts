import { runFastBot } from './fast-bot.ts';

// The soak's bot as a process of its own.
await runFastBot();
