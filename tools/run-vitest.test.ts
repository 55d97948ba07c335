import { describe, expect, it } from 'vitest';
import { countRun, joinRuns, sayUnsteady } from './run-vitest.ts';

const file = (name: string, status: string, ...tests: string[]) => ({ name, status, assertionResults: tests.map((each, at) => ({ status: each, fullName: `test ${at}` })) });

describe('the closing line', () => {
  it('counts tests, and a file that broke before its first test as one failure', () => {
    expect(countRun({ code: 1, files: [file('a', 'passed', 'passed', 'pending'), file('b', 'failed', 'passed', 'failed'), file('c', 'failed')] })).toEqual({ passed: 2, failed: 2, skipped: 1 });
  });

  it('has a failure where the run ended badly, or nothing ran', () => {
    expect(countRun({ code: 1, files: [file('a', 'passed', 'passed')] }).failed).toBe(1);
    expect(countRun({ code: 0, files: [] }).failed).toBe(1);
  });
});

describe('a file that failed and ran once more', () => {
  const first = { code: 1, files: [file('a', 'passed', 'passed'), file('b', 'failed', 'passed', 'failed')] };

  it('stands as its second run left it, and is named', () => {
    const passed = { code: 0, files: [file('b', 'passed', 'passed', 'passed')] };
    expect(countRun(joinRuns(first, passed))).toEqual({ passed: 3, failed: 0, skipped: 0 });
    expect(sayUnsteady(first.files, passed.files)).toEqual(['unsteady: b: test 1']);
    const failed = { code: 1, files: [file('b', 'failed', 'failed', 'passed')] };
    expect(countRun(joinRuns(first, failed))).toEqual({ passed: 2, failed: 1, skipped: 0 });
  });

  it('stays failed when the second run lost it', () => {
    expect(countRun(joinRuns(first, { code: 0, files: [] })).failed).toBe(1);
  });
});
