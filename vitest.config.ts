import { defineConfig } from 'vitest/config';

/** Slow by nature: they start whole servers or browsers. `npm run check` leaves them out. */
const slow = ['tests/journeys/**', 'tests/acceptance/**', '**/*.slow.test.ts'];
const never = ['**/node_modules/**', '**/dist/**', '.runtime/**', 'data/**'];

export const config = defineConfig({
  test: {
    include: ['contracts/**/*.test.ts', 'server/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'sample/**/*.test.ts', 'tools/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: process.env['SAPHAN_TEST_FAST'] ? [...never, ...slow] : never,
    globalSetup: ['tests/setup/postgres.ts'],
    setupFiles: ['tests/setup/seed.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    passWithNoTests: false,
    allowOnly: !process.env['CI'],
  },
});

// Vitest reads its configuration from the default export only.
export default config;
