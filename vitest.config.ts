import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/setup/longest-first.ts';

/**
 * What `npm run check` leaves out: whole servers and browsers, many drawn cases, what lies deeper than a room's own face, and rooms whose one test walks a whole life of ten seconds and more.
 * It keeps what breaks most often: contracts, pages, kernel, architecture (which asks every route of every room as each role), and the quick tests of rooms.
 */
const slow = [
  'tests/{journeys,acceptance,standards}/**', '**/*.{slow,property}.test.ts', 'sample/**', 'server/src/app/**', 'server/src/connectors/**', 'server/src/modules/*/*/**',
  'server/src/modules/{events,harvest,lineage,requests,sharing}/*.test.ts', 'server/src/modules/ckan/clients.test.ts', 'server/src/kernel/papers/look.test.ts',
];
const never = ['**/node_modules/**', '**/dist/**', '.runtime/**', 'data/**'];
const left = process.env['SAPHAN_TEST_FAST'] ? [...never, ...slow] : never;
/** Of the rooms, what has a process a file: threads over memory that they share. */
const alone = ['server/src/modules/linkage/sieve/*.test.ts'];

export const config = defineConfig({
  test: {
    exclude: left,
    setupFiles: ['tests/setup/seed.ts'],
    sequence: { sequencer: LongestFirst },
    pool: 'forks',
    maxWorkers: 2,
    // For what hangs, not for what is slow: a machine with other work took twice and three times as long.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
    // What is waited for comes when it comes, on a busy machine too.
    expect: { poll: { timeout: 60_000 } },
    passWithNoTests: false,
    allowOnly: !process.env['CI'],
    projects: [
      // They share nothing that outlives a test: one process after another would only cost its start, 0.4 s a file.
      { extends: true, test: { name: 'pure', include: ['contracts/**/*.test.ts', 'client/**/*.test.ts', 'web/**/*.test.{ts,tsx}'], isolate: false } },
      // Each has a database of its own, and the house is loaded once a worker: loading it for each of 300 files was half of what they computed.
      { extends: true, test: { name: 'rooms', include: ['server/**/*.test.ts'], exclude: [...left, ...alone], isolate: false, globalSetup: ['tests/setup/postgres.ts'], setupFiles: ['tests/setup/late.ts'] } },
      { extends: true, test: { name: 'house', include: [...alone, 'sample/**/*.test.ts', 'tools/**/*.test.ts', 'tests/**/*.test.ts'], globalSetup: ['tests/setup/postgres.ts'], setupFiles: ['tests/setup/late.ts'] } },
    ],
  },
});

// Vitest reads its configuration from the default export only.
export default config;
