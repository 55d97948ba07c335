import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Reject } from '@saphan/contracts/reject';
import { defaultSource } from '@saphan/contracts/odcs/defaults';
import { withRawBytes } from './raw-of-record.ts';

const path = join(mkdtempSync(join(tmpdir(), 'saphan-raw-')), 'a.json');
const reject = (byteOffset: number, byteLength = -1): Reject => ({ line: 1, byteOffset, byteLength, column: 'a', code: 'INT_INVALID', detail: 'x', raw: Buffer.from('made'), rawCut: false });
const rawOf = async (text: string, at: number, format: 'json' | 'xlsx' = 'json') => {
  writeFileSync(path, text);
  const [mended] = await withRawBytes([reject(at)], path, { ...defaultSource, format });
  return { raw: Buffer.from(mended!.raw).toString(), cut: mended!.rawCut, length: mended!.byteLength };
};

describe('the raw bytes of a JSON record', () => {
  it('are the object as sent, with braces in strings and nested objects', async () => {
    const record = '{"a":"}{\\"","b":{"c":[1]}}';
    expect(await rawOf(`[${record},{"a":1}]`, 1)).toEqual({ raw: record, cut: false, length: record.length });
  });
  it('are cut at 8 KB and say so', async () => {
    const { raw, cut } = await rawOf(`{"a":"${'x'.repeat(9000)}"}`, 0);
    expect([raw.length, cut]).toEqual([8192, true]);
  });
  it('are left as they are where the format has no byte places', async () => {
    expect((await rawOf('{}', 0, 'xlsx')).raw).toBe('made');
  });
});
