import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNodeProgram } from './run-program.ts';

export interface TestCount { readonly passed: number; readonly failed: number; readonly skipped: number }

interface Report {
  testResults: { status: string; name: string; message?: string; assertionResults: { status: string }[] }[];
}

/** Runs vitest and counts from its JSON report. A run that leaves no report, or executes no test, has one failure. */
export async function runVitest(args: readonly string[], env: NodeJS.ProcessEnv): Promise<TestCount> {
  const folder = mkdtempSync(join(tmpdir(), 'saphan-report-'));
  const file = join(folder, 'report.json');
  try {
    const { code } = await runNodeProgram('vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args], { env });
    const count = existsSync(file) ? countReport(JSON.parse(readFileSync(file, 'utf8')) as Report) : { passed: 0, failed: 0, skipped: 0 };
    const unexplained = count.failed === 0 && (code !== 0 || count.passed === 0);
    return unexplained ? { ...count, failed: 1 } : count;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that failed before its first test counts as one failure. */
export function countReport(report: Report): TestCount {
  const states = report.testResults.flatMap((file) => {
    const tests = file.assertionResults.map((test) => test.status);
    return file.status === 'failed' && !tests.includes('failed') ? [...tests, 'failed'] : tests;
  });
  const of = (...wanted: string[]) => states.filter((state) => wanted.includes(state)).length;
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped', 'pending', 'todo', 'disabled') };
}
