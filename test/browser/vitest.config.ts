import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { Progress } from '../support/progress.ts';

// `npm run test:browser`: what needs a browser to be seen. Of it, `npm test` has one order.
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['test/browser/*.browser.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    pool: 'forks',
    // The demo waits for its windows more than it works; more than two browsers would wait for each other.
    maxWorkers: 2,
    // A browser on a busy machine may miss a moment; what had to be tried twice is told at the end.
    retry: 1,
    reporters: [new Progress()],
  },
});
