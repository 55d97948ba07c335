import { expect, it } from 'vitest';
import { principalOf } from '#kernel/testing/principals.ts';
import { tellTo } from './open-view.ts';

const view = {
  number: 3, publishedBy: 'somchai', withdrawn: { at: '2026-11-21T00:00:00.000Z', by: 'somying', reason: 'ผิดหน่วย' },
  lineage: { source: 'postgres://10.0.0.7/farm', rawSha256: 'ab', contractVersion: 1, runId: 7, files: [{ path: 'releases/1/3/f1.parquet', rows: 5, bytes: 100, sha256: 'cd' }] },
};

it('names officers, sources and places of files to those who hold an office only', () => {
  expect(tellTo(principalOf('reader'), view)).toBe(view);
  for (const role of ['visitor', 'citizen'] as const) {
    const told = tellTo(principalOf(role), view);
    expect(JSON.stringify(told)).not.toMatch(/som(chai|ying)|postgres|parquet/);
    expect(told).toMatchObject({ number: 3, withdrawn: { reason: 'ผิดหน่วย' }, lineage: { rawSha256: 'ab', files: [{ rows: 5, sha256: 'cd' }] } });
  }
});
