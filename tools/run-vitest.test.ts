import { describe, expect, it } from 'vitest';
import { countReport } from './run-vitest.ts';

const file = (status: string, ...tests: string[]) => ({ name: 'x', status, assertionResults: tests.map((each) => ({ status: each })) });

describe('the closing line', () => {
  it('counts tests, and a file that broke before its first test as one failure', () => {
    expect(countReport({ testResults: [file('passed', 'passed', 'pending'), file('failed', 'passed', 'failed'), file('failed')] })).toEqual({ passed: 2, failed: 2, skipped: 1 });
  });
});
