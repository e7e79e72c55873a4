import type { createWebClient } from '../../../slack/connection/web-client.ts';

/** Slack's client, as the bot has it. */
export type Client = ReturnType<typeof createWebClient>;
