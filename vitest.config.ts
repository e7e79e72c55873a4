import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/postgres.ts'],
    testTimeout: 60_000,
    hookTimeout: 30_000,
    pool: 'forks',
    maxWorkers: 2,
    // Slack's own client, stopped while it reconnects, rejects with nothing at all. The bot's keeper catches that; plain
    // Bolt, which some tests run beside the bot, leaves it to nobody. Our own code rejects with errors.
    onUnhandledError: (error) => !(error.type === 'Unhandled Rejection' && error.message === undefined),
  },
});
