import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { get } from './api.ts';
import { house } from './house.ts';

const THAI = /[\u0E00-\u0E7F]{4}/;

/** A problem document with a stable code, and in both languages what is wrong and what to do next. */
export function expectProblem(problem: any, code: string): void {
  expect(problem?.code).toBe(code);
  expect([problem.titleTh, problem.nextTh]).toEqual([expect.stringMatching(THAI), expect.stringMatching(THAI)]);
  expect([problem.titleEn, problem.nextEn]).toEqual([expect.stringMatching(/[a-z]{3}/), expect.stringMatching(/[a-z]{3}/)]);
  expect(JSON.stringify(problem)).not.toMatch(/node_modules|\.ts:\d+/);
}

/** A run that failed for one reason, and said so. */
export function expectFailed(run: any, code: string): void {
  expect([run.state, run.problem?.code]).toEqual(['failed', code]);
  expectProblem(run.problem, code);
  expect(run.steps.some((step: any) => step.state === 'failed' && THAI.test(step.noteTh))).toBe(true);
}

/** The dataset still shows release 1, whole. */
export async function expectReleaseOne(slug: string, rows = 40): Promise<void> {
  const { items } = await get(`/datasets/${slug}/releases`);
  expect(items.map(({ number, state, rowCount }: any) => [number, state, rowCount])).toEqual([[1, 'current', rows]]);
  expect((await get(`/datasets/${slug}/releases/current/rows?limit=1`)).release).toBe(1);
}

/** The bytes as received lie in the store under their own hash. */
export function expectRawKept(hash: string, bytes: number): void {
  const file = join(house().dataDir, 'objects', 'raw', 'sha256', hash.slice(0, 2), hash);
  expect([existsSync(file), existsSync(file) && statSync(file).size]).toEqual([true, bytes]);
}

/** Every quarantined record of a run. */
export async function quarantined(runId: number): Promise<any[]> {
  const all: any[] = [];
  for (let cursor = ''; ;) {
    const { items, nextCursor } = await get(`/runs/${runId}/quarantine?limit=200${cursor && `&cursor=${cursor}`}`);
    all.push(...items);
    if (nextCursor === null) return all;
    cursor = nextCursor;
  }
}
