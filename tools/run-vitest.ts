import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNodeProgram } from './run-program.ts';

export interface TestCount { readonly passed: number; readonly failed: number; readonly skipped: number }

interface TestedFile { readonly status: string; readonly name: string; readonly message?: string; readonly assertionResults: readonly { readonly status: string; readonly fullName?: string }[] }
interface Run { readonly code: number; readonly files: readonly TestedFile[] }

/** More broken files than this are no accident of one run. */
const FEW = 6;

/** Runs vitest and counts from its JSON report. A run that leaves no report, or executes no test, has one failure. */
export async function runVitest(args: readonly string[], env: NodeJS.ProcessEnv): Promise<TestCount> {
  return countRun(await runOnce(args, env));
}

/**
 * Runs vitest, and a few files that failed once more, whole and alone (ADR 0015). What failed the first time is printed either way.
 *
 * @returns the count in which a repeated file stands as its second run left it.
 */
export async function runVitestTwice(args: readonly string[], env: NodeJS.ProcessEnv): Promise<TestCount> {
  const first = await runOnce(args, env);
  const broken = first.files.filter(({ status }) => status === 'failed').map(({ name }) => name);
  if (broken.length === 0 || broken.length > FEW) return countRun(first);
  process.stdout.write(`\n${broken.length} file(s) failed and run once more, alone:\n${broken.map((name) => `  ${name}\n`).join('')}`);
  const second = await runOnce(broken, env);
  for (const line of sayUnsteady(first.files, second.files)) process.stdout.write(`${line}\n`);
  return countRun(joinRuns(first, second));
}

/** The first run, with the files that ran again as they ended then. A file that the second run lost stays failed. */
export function joinRuns(first: Run, second: Run): Run {
  const again = new Map(second.files.map((file) => [file.name, file]));
  const files = first.files.map((file) => again.get(file.name) ?? file);
  const accounted = first.files.filter(({ status }) => status === 'failed').every(({ name }) => again.has(name));
  return { files, code: accounted ? second.code : first.code };
}

/** A line for each test that failed in one of two runs only. */
export function sayUnsteady(first: readonly TestedFile[], second: readonly TestedFile[]): string[] {
  const failing = (files: readonly TestedFile[]) => new Set(files.flatMap((file) => file.assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => `${file.name}: ${fullName}`)));
  const still = failing(second);
  return [...failing(first)].filter((test) => !still.has(test)).map((test) => `unsteady: ${test}`);
}

async function runOnce(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'saphan-report-'));
  const file = join(folder, 'report.json');
  try {
    const { code } = await runNodeProgram('vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args], { env });
    return { code, files: existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { testResults: TestedFile[] }).testResults : [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that failed before its first test counts as one failure, and so does a run that ended badly without saying where. */
export function countRun({ code, files }: Run): TestCount {
  const states = files.flatMap((file) => {
    const tests = file.assertionResults.map((test) => test.status);
    return file.status === 'failed' && !tests.includes('failed') ? [...tests, 'failed'] : tests;
  });
  const of = (...wanted: string[]) => states.filter((state) => wanted.includes(state)).length;
  const count = { passed: of('passed'), failed: of('failed'), skipped: of('skipped', 'pending', 'todo', 'disabled') };
  const unexplained = count.failed === 0 && (code !== 0 || count.passed === 0);
  return unexplained ? { ...count, failed: 1 } : count;
}
