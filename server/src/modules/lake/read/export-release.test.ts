import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stageFarmers } from '../testing/farmers.ts';
import { lakeBench, type LakeBench } from '../testing/lake-bench.ts';
import type { Release } from '../release.ts';
import { exportRelease, type ExportFormat } from './export-release.ts';
import { whole } from './portion.ts';

let lake: LakeBench;
let release: Release;
beforeAll(async () => {
  lake = await lakeBench();
  await stageFarmers(lake.engine, 5000, 'hash(i)');
  await lake.engine.run(`update stage set name_th = 'น้ำ "ใส", เย็น' where id = 2`);
  release = await lake.release(1);
});
afterAll(() => lake.close());

async function bytesOf(format: ExportFormat, of = release): Promise<Buffer> {
  const file = await exportRelease(lake.ports, whole(of), format);
  const bytes = await buffer(file.open());
  expect(bytes.length).toBe(file.bytes);
  return bytes;
}

const header = 'id,name_th,citizen_id,tambon,area_rai,irrigated,registered_on,updated_at,crop,amphoe,phone';

describe('a downloaded release', () => {
  it('is CSV that Excel reads as UTF-8, in key order, personal data masked', async () => {
    const text = (await bytesOf('csv')).toString('utf8');
    const lines = text.split('\n');
    expect(lines[0]).toBe(`\ufeff${header}`);
    expect(lines[1]).toBe('0,เกษตรกร 0 หมู่ 0,•••• 0000,100000,0.00,,2020-01-01,2024-01-01T00:00:00Z,0,,0•••');
    expect(lines[3]).toMatch(/^2,"น้ำ ""ใส"", เย็น",/);
    expect(lines.length).toBe(5002);
    expect(lines.slice(1, -1).map((line) => Number(line.split(',')[0]))).toEqual(Array.from({ length: 5000 }, (_, i) => i));
  });

  it('is CSV in Windows-874 with the same text', async () => {
    const utf8 = (await bytesOf('csv')).toString('utf8').slice(1);
    expect(iconv.decode(await bytesOf('csv-874'), 'windows-874')).toBe(utf8);
  });

  it('is refused in Windows-874 with row, column and character when one cannot be written', async () => {
    await lake.engine.run(`update stage set amphoe = 'น้ำ ☔ ฝน' where id = 41`);
    const odd = await lake.release(2);
    await expect(exportRelease(lake.ports, whole(odd), 'csv-874')).rejects.toMatchObject({ code: 'lake.no-windows-874', fields: { errors: [{ line: 42, column: 'amphoe', code: 'U+2614' }] } });
  });

  it('is NDJSON with numbers as numbers', async () => {
    const lines = (await bytesOf('ndjson')).toString('utf8').trimEnd().split('\n');
    expect(lines.length).toBe(5000);
    expect(JSON.parse(lines[3] ?? '')).toMatchObject({ id: 3, area_rai: 0.93, irrigated: true, registered_on: '2020-01-04', citizen_id: '•••• 0003' });
  });

  it('is Parquet with the stored types', async () => {
    const path = join(lake.folder, 'export.parquet');
    await writeFile(path, await bytesOf('parquet'));
    const types = await lake.engine.rows<{ column_name: string; column_type: string }>(`describe select * from read_parquet('${path}')`);
    expect(Object.fromEntries(types.map((row) => [row.column_name, row.column_type]))).toMatchObject({ id: 'BIGINT', area_rai: 'DECIMAL(12,2)', registered_on: 'DATE', citizen_id: 'VARCHAR' });
    expect(types.map((row) => row.column_name)).not.toContain('citizen_id_masked');
  });

  it('is a workbook, and refused when it has more rows than a sheet', async () => {
    expect((await bytesOf('xlsx')).subarray(0, 2).toString()).toBe('PK');
    await expect(exportRelease(lake.ports, whole({ ...release, rowCount: 1_048_576 }), 'xlsx')).rejects.toMatchObject({ code: 'lake.too-many-rows-for-xlsx' });
  });

  it('is refused as a workbook with row and column when a cell is longer than one may be', async () => {
    await lake.engine.run(`update stage set amphoe = repeat('น', 32767) where id = 7`);
    expect((await bytesOf('xlsx', await lake.release(3))).subarray(0, 2).toString()).toBe('PK');
    await lake.engine.run(`update stage set amphoe = repeat('น', 32768) where id = 7`);
    await expect(exportRelease(lake.ports, whole(await lake.release(4)), 'xlsx')).rejects.toMatchObject({ code: 'lake.cell-too-long-for-xlsx', fields: { errors: [{ line: 8, column: 'amphoe' }] } });
    expect(await readdir(join(lake.ports.engine.spillDir, 'exports'))).toEqual([]);
  });
});
