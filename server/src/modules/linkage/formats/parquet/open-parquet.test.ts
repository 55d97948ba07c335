import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openParquet } from './open-parquet.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "saphan-parquet-o'clock-"));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`copy (select 1::bigint as id, 'ก,"ข"' as "ชื่อ "" ไทย", date '2025-02-15' as d, timestamp '2025-02-15 01:02:03.5' as t, timestamptz '2025-02-15 08:00:00+07' as z,
    12345678901234567890.12::decimal(38,2) as n, 15.24::double as f, true as b, [1,2] as l, '\\xAA'::blob as x, null::varchar as e
    union all select 2, '', null, null, null, null, null, null, null, null, null) to '${folder.replaceAll("'", "''")}/a.parquet' (format parquet)`);
  await connection.run(`copy (select range as id from range(10000)) to '${folder.replaceAll("'", "''")}/many.parquet' (format parquet)`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function lines(name: string): Promise<string[]> {
  const reader = await openParquet(join(folder, name));
  let text = '';
  for await (const piece of reader.records()) text += piece.toString('utf8');
  await reader.close();
  return text.split('\n').slice(0, -1);
}

it('writes every type as exact text', async () => {
  const reader = await openParquet(join(folder, 'a.parquet'));
  expect(await reader.readHeader()).toEqual(['id', 'ชื่อ " ไทย', 'd', 't', 'z', 'n', 'f', 'b', 'l', 'x', 'e']);
  expect(await reader.preview(1)).toEqual([{ line: 1, cells: ['1', 'ก,"ข"', '2025-02-15', '2025-02-15T01:02:03.5', '2025-02-15T01:00:00Z', '12345678901234567890.12', '15.24', 'true', '[1,2]', 'AA', null] }]);
  await reader.close();
  expect(await lines('a.parquet')).toEqual([
    '1,-1,"1","ก,""ข""","2025-02-15","2025-02-15T01:02:03.5","2025-02-15T01:00:00Z","12345678901234567890.12","15.24","true","[1,2]","AA",',
    '2,-1,"2","",,,,,,,,,',
  ]);
});

it('keeps the order and numbers of rows', async () => {
  const all = await lines('many.parquet');
  expect([all.length, all[0], all[9999]]).toEqual([10_000, '1,-1,"0"', '10000,-1,"9999"']);
});

it('says that a file is truncated or none', async () => {
  const whole = await readFile(join(folder, 'many.parquet'));
  await writeFile(join(folder, 'cut.parquet'), whole.subarray(0, whole.length - 20));
  await writeFile(join(folder, 'none.parquet'), 'PAR1 and nothing else');
  for (const name of ['cut.parquet', 'none.parquet', 'missing.parquet']) {
    await expect(openParquet(join(folder, name))).rejects.toThrow(expect.objectContaining({ code: 'linkage.parquet-broken', retry: 'data' }));
  }
});

it('gives no part of a file whose later rows are damaged as if it were the whole', async () => {
  const made = await (await DuckDBInstance.create(':memory:')).connect();
  const path = join(folder, 'damaged.parquet');
  await made.run(`copy (select range as id, hash(range)::varchar as t from range(40000)) to '${path.replaceAll("'", "''")}' (format parquet, compression zstd, row_group_size 4096)`);
  const bytes = await readFile(path);
  bytes.fill(0x5a, Math.floor(bytes.length * 0.7), Math.floor(bytes.length * 0.8));
  await writeFile(path, bytes);
  await expect(lines('damaged.parquet')).rejects.toThrow(expect.objectContaining({ code: 'linkage.parquet-broken', retry: 'data' }));
});
