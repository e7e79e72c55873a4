import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';
import { Progress } from './test/support/progress.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/postgres.ts'],
    setupFiles: ['test/support/rejections.ts'],
    // Far longer than anything takes, so that nothing fails because the machine is busy.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    pool: 'forks',
    // Files of one worker share their imports; what a file changes in its process it puts back.
    isolate: false,
    // More than cores, since tests mostly wait for sockets.
    maxWorkers: 6,
    reporters: [new Progress()],
    sequence: { sequencer: LongestFirst },
  },
});
