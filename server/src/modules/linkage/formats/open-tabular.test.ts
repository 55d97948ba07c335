import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { SourceShape } from '@saphan/contracts/contract';
import { openTabular } from './open-tabular.ts';
import { sniffFile } from './sniff-format.ts';

/** The register of provinces, districts and subdistricts in several formats, where it lies beside the clone. */
const register = new URL('../../../../../../shared/data/thai-provinces/', import.meta.url).pathname;
const shape: SourceShape = { format: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', sheet: null, headerRow: 1, headerRows: 1, calendar: 'ce', thaiDigits: false, nullWords: [], multiline: true, maxRecordBytes: 1_000_000 };

async function cellsOf(path: string, format: 'json' | 'xlsx'): Promise<string[]> {
  const reader = await openTabular(path, { source: { ...shape, format }, columns: null });
  let text = `,,${(await reader.readHeader()).join(',')}\n`;
  for await (const piece of reader.records()) text += piece.toString('utf8');
  await reader.close();
  return text.split('\n').map((line) => line.replace(/^[^,]*,[^,]*,/, ''));
}

it.skipIf(!existsSync(register)).each(['provinces', 'districts', 'sub_districts'])('reads %s alike from JSON, XLSX and CSV', async (name) => {
  const path = (format: string) => join(register, `${name}.${format}`);
  expect([await sniffFile(path('json')), await sniffFile(path('xlsx')), await sniffFile(path('csv')), await sniffFile(path('xml'))]).toEqual(['json', 'xlsx', 'csv', 'xml']);
  const csv = (await readFile(path('csv'), 'utf8')).replaceAll('\r', '').split('\n');
  expect(await cellsOf(path('json'), 'json')).toEqual(csv);
  // A workbook holds numbers, not their spelling: 103.0 comes back as 103.
  expect(await cellsOf(path('xlsx'), 'xlsx')).toEqual(csv.map((line) => line.replace(/(?<=,\d+)\.0(?=,)/g, '')));
});
