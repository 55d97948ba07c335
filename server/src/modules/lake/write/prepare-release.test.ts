import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { farmersColumns, farmersContract, keylessContract, stageFarmers } from '../testing/farmers.ts';
import { lakeBench, type LakeBench } from '../testing/lake-bench.ts';
import { releaseFiles } from '../read/release-files.ts';
import { parquetSource } from '../engine/engine.ts';
import { writeRelease } from './write-release.ts';

let lake: LakeBench;
beforeAll(async () => { lake = await lakeBench(); });
afterAll(() => lake.close());

describe('the content hash', () => {
  it('is the same for the same rows in another order', async () => {
    await stageFarmers(lake.engine, 5000);
    const first = await lake.release(1);
    await stageFarmers(lake.engine, 5000, 'hash(i)');
    expect((await lake.release(1)).contentHash).toBe(first.contentHash);
    expect((await lake.prepare(first)).kind).toBe('same');
  });

  it('changes with one cell, with one row twice and with a value that moves to the next column', async () => {
    const hashes = new Set<string>();
    for (const change of ['select 1', `update stage set area_rai = area_rai + 0.01 where id = 77`, `update stage set irrigated = null where id = 5`,
      `insert into stage select * from stage where id = 3`, `update stage set name_th = '', amphoe = name_th where id = 9`]) {
      await stageFarmers(lake.engine, 100);
      await lake.engine.run(change);
      hashes.add((await lake.release(1, null, keylessContract())).contentHash);
    }
    expect(hashes.size).toBe(5);
  });

  it('computed from the changed rows alone equals the one computed from all', async () => {
    await stageFarmers(lake.engine, 20_000);
    const first = await lake.release(1);
    await lake.engine.run(`update stage set crop = crop + 1 where id % 50 = 0; delete from stage where id % 50 = 1; insert into stage select _line + 100000, id + 100000, * exclude (_line, id) from stage where id % 50 = 2`);
    const second = await lake.release(2, first);
    expect(second.diff).toMatchObject({ added: 400, removed: 400, changed: 400, unchanged: 19_200 });
    expect(second.manifest.rowSum).toBe((await lake.release(2)).manifest.rowSum);
    expect(second.contentHash).not.toBe(first.contentHash);
  });
});

describe('release files', () => {
  it('are sorted by key, carry the contract’s field ids and know their edges', async () => {
    await stageFarmers(lake.engine, 3000, 'hash(i)');
    const release = await lake.release(1);
    expect(release.manifest.files).toMatchObject([{ rows: 3000, minKey: ['0'], maxKey: ['2999'] }]);
    await releaseFiles(lake.objects, release, async ([path]) => {
      const ids = await lake.engine.rows<{ name: string; field_id: number }>(`select name, field_id::int as field_id from parquet_schema($1) where field_id is not null`, [path]);
      expect(Object.fromEntries(ids.map((row) => [row.name, row.field_id]))).toEqual(Object.fromEntries(farmersColumns.map((column) => [column.name, column.fieldId])));
      const [falls] = await lake.engine.rows(`select 1 from (select id < lag(id) over () as falls from read_parquet($1)) where falls`, [path]);
      expect(falls).toBeUndefined();
    });
  });

  it('of a large release are cut by key without losing or repeating a row', async () => {
    await stageFarmers(lake.engine, 20_000, 'hash(i)');
    const columns = farmersColumns.map((column) => ({ ...column, shown: 'clear' as const }));
    const { manifest, rowCount } = await writeRelease(lake.engine, lake.objects, { table: 'stage', columns, datasetId: 7, runId: 900, folder: lake.folder, rowSum: 0n, fileTextBytes: 1_000_000 });
    expect(manifest.files.length).toBeGreaterThan(2);
    expect(rowCount).toBe(20_000);
    const edges = manifest.files.flatMap((file) => [Number(file.minKey?.[0]), Number(file.maxKey?.[0])]);
    expect(edges).toEqual(edges.toSorted((a, b) => a - b));
    expect(new Set(edges).size).toBe(edges.length);
  });

  it('without a key keep the order of the source across files', async () => {
    await stageFarmers(lake.engine, 9000, 'hash(i)');
    await lake.engine.run('create or replace table stage as from stage order by hash(id, 1)');
    const columns = farmersColumns.map((column) => ({ ...column, key: null }));
    const { manifest } = await writeRelease(lake.engine, lake.objects, { table: 'stage', columns, datasetId: 7, runId: 901, folder: lake.folder, rowSum: 0n, sourceOrder: '_line', fileTextBytes: 600_000 });
    expect(manifest.files.length).toBeGreaterThan(2);
    const written = await releaseFiles(lake.objects, { manifest }, (paths) => lake.engine.rows<{ id: bigint }>(`select id from ${parquetSource(paths)}`));
    const sent = await lake.engine.rows<{ id: bigint }>('select id from stage order by _line');
    expect(written).toEqual(sent);
  });

  it('of an empty table are one file without rows', async () => {
    await stageFarmers(lake.engine, 0);
    expect((await lake.release(1)).manifest.files).toMatchObject([{ rows: 0, minKey: null }]);
  });
});

describe('the draft', () => {
  it('says how far the data reach and how much is kept', async () => {
    await stageFarmers(lake.engine, 10);
    expect(await lake.release(1)).toMatchObject({ dataAsOf: '2020-01-10', keepReleases: 2, rowCount: 10, diff: { added: 10, removed: 0, changed: 0 } });
  });

  it('is plain data that survives JSON', async () => {
    await stageFarmers(lake.engine, 10);
    const release = await lake.release(1, null, farmersContract());
    expect(JSON.parse(JSON.stringify(release))).toEqual(release);
  });
});
