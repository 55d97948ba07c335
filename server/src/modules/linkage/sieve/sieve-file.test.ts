import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Contract } from '@saphan/contracts/contract';
import type { Reject } from '@saphan/contracts/reject';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolveHeader, sieveFile, type FileSieve } from './index.ts';
import { columnOf, contractOf, sift } from './testing/run-sieve.ts';
import { segmentText } from './testing/segment-text.ts';

const contract = contractOf([columnOf('id', 'integer', { primaryKey: 1 }), columnOf('name', 'text'), columnOf('day', 'date')], { calendar: 'mixed' });
let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'sieve-file-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the sieve over a file in two parts, as the pipeline does: what is taken back is gone. */
async function siftFile(bytes: Buffer, of: Contract, more: Partial<FileSieve> = {}) {
  const path = join(folder, 'file.csv');
  await writeFile(path, bytes);
  let rows: string[] = [];
  let rejects: Reject[] = [];
  let tookBack = 0;
  let reading = Promise.resolve();
  const result = await sieveFile({
    path, contract: of, header: resolveHeader(of.columns.map((column) => column.source), of), segmentBytes: 2000, outDir: folder, largeBytes: 1,
    onSegment: (segment) => {
      reading = reading.then(async () => {
        const text = await segmentText(segment, of);
        rows.push(...text.split('\n').filter(Boolean));
      });
      return reading;
    },
    onRejects: async (batch) => { rejects.push(...batch); },
    onTakeBack: async (offset) => {
      tookBack += 1;
      await reading;
      rows = rows.filter((row) => Number(row.split(',')[1]) < offset);
      rejects = rejects.filter((reject) => reject.byteOffset < offset);
    },
    ...more,
  });
  rows.sort((a, b) => Number(a.split(',')[0]) - Number(b.split(',')[0]));
  rejects.sort((a, b) => a.byteOffset - b.byteOffset);
  return { rows, rejects, result, tookBack };
}

const plain = (rejects: Reject[]) => rejects.map(({ raw, ...rest }) => ({ ...rest, raw: Buffer.from(raw).toString('latin1') }));

async function expectSame(bytes: Buffer, of = contract): Promise<number> {
  const whole = await sift(bytes, of);
  const parts = await siftFile(bytes, of);
  expect(parts.rows.join('\n')).toBe(whole.clean.trimEnd());
  expect(plain(parts.rejects)).toEqual(plain(whole.rejects));
  expect(parts.result).toEqual(whole.result);
  return parts.tookBack;
}

const body = (count: number): string => Array.from({ length: count }, (_, i) => `${i},ข้าว ${i % 7 === 0 ? `"${i}"` : i},${i % 5 === 0 ? '31/02/2568' : '15/02/2568'}`).join('\n');

describe('a file in two parts', () => {
  test('gives the rows, places and counts of one pass', async () => {
    expect(await expectSame(Buffer.from(`id,name,day\n${body(3000)}\n`))).toBe(0);
  });

  test('counts physical lines over CR, CR LF and broken cells before the second part', async () => {
    const lines = Array.from({ length: 400 }, (_, i) => `${i},"a\r\nb",2567-02-29${['\n', '\r\n', '\r'][i % 3]}`).join('');
    await expectSame(Buffer.from(`id,name,day\n${lines}`));
  });

  test('takes the second part back when a record reaches over the middle', async () => {
    const inside = `${'x\n'.repeat(2000)}`;
    expect(await expectSame(Buffer.from(`id,name,day\n1,"${inside}",15/02/2568\n2,ข,15/02/2568\n`))).toBe(1);
  });

  test('reads Windows-874 in two parts and UTF-16 in one', async () => {
    const rows = `id,name,day\n${'1,\xa2\xe9\xd2\xc7,15/02/2568\n'.repeat(500)}`;
    await expectSame(Buffer.from(rows, 'latin1'), contractOf(contract.columns, { encoding: 'windows-874' }));
    await expectSame(Buffer.from('id,name,day\n1,ก,15/02/2568\n'.repeat(20), 'utf16le'), contractOf(contract.columns, { encoding: 'utf-16le' }));
  });

  test('gives the same for any damage', async () => {
    const damage = fc.array(fc.tuple(fc.nat(6000), fc.constantFrom('"', '"', '"', ',', '\n', '\r', '\0', '\xff')), { maxLength: 6 });
    await fc.assert(fc.asyncProperty(damage, async (places) => {
      let text = Buffer.from(`id,name,day\n${body(120)}\n`).toString('latin1');
      for (const [at, put] of places) text = text.slice(0, at % text.length) + put + text.slice(at % text.length);
      await expectSame(Buffer.from(text, 'latin1'));
    }), { numRuns: 25 });
  });

  test('ends at once when the run is stopped, and says why a thread failed', async () => {
    const stop = new AbortController();
    const bytes = Buffer.from(`id,name,day\n${body(20_000)}\n`);
    await expect(siftFile(bytes, contract, { signal: stop.signal, onSegment: async () => stop.abort(new Error('stopped')) })).rejects.toThrow('stopped');
    await expect(siftFile(bytes, contract, { onSegment: async () => { throw new Error('no room'); } })).rejects.toThrow('no room');
  });

  test('reads what was there when it began', async () => {
    const path = join(folder, 'growing.csv');
    await writeFile(path, `id,name,day\n${body(5000)}\n`);
    let grew = false;
    const result = await sieveFile({
      path, contract, header: resolveHeader(['id', 'name', 'day'], contract), segmentBytes: 2000, outDir: folder, largeBytes: 1, onTakeBack: async () => {}, onRejects: async () => {},
      onSegment: async () => { if (!grew) await appendFile(path, '9,x,15/02/2568\n'.repeat(100)); grew = true; },
    });
    expect(result.rowsRead).toBe(5000);
  });
});
