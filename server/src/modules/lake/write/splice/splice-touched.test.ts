import { link } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parquetSource } from '../../engine/engine.ts';
import { releaseFiles } from '../../read/release-files.ts';
import type { Release } from '../../release.ts';
import { farmersColumns, farmersContract, stageFarmers } from '../../testing/farmers.ts';
import { lakeBench, type LakeBench } from '../../testing/lake-bench.ts';
import { rowSumText, sumRows } from '../content-hash.ts';
import { preparePart } from '../prepare-part.ts';
import { encodeRows, keepFile } from '../write-release.ts';
import { readFooter } from './parquet-footer.ts';

const ROWS = 20_000;
const GROUP = 2_048;
const contract = farmersContract();
let lake: LakeBench;
let former: Release;

/** A release of one file with ten row groups, its keys even. */
beforeAll(async () => {
  lake = await lakeBench();
  await stageFarmers(lake.engine, ROWS, 'hash(i)');
  await lake.engine.run('update stage set id = id * 2');
  const whole = await lake.release(1);
  const path = join(lake.folder, 'even.parquet');
  await encodeRows(lake.engine, farmersColumns, { select: 'select * exclude (_line) from stage order by id', values: [] }, path, GROUP);
  await link(path, join(lake.folder, 'even-kept.parquet'));
  const file = await keepFile(lake.engine, lake.objects, { path, columns: farmersColumns }, 'releases/dataset-7/run-800/part-0000.parquet');
  former = { ...whole, manifest: { ...whole.manifest, files: [file] } };
  await lake.engine.run('create or replace table everything as from stage');
});
afterAll(() => lake.close());

const scattered = 'select * replace (crop + 1 as crop) from everything where id % 200 = 0';
const mixed = `${scattered} union all select * replace (null as amphoe, 'ใหม่ ' || id as name_th) from everything where id % 514 = 0 and id % 200 <> 0`;
const cases: [name: string, part: string, gone: string, renewed: number][] = [
  ['values of a text, an empty cell, a column with a dictionary', mixed, 'false', 0],
  ['keys behind all others', 'select * replace (id + 40000 as id) from everything where id < 7000', 'false', 1],
  ['a key that goes in the fifth row group, values anywhere', scattered, `id = ${2 * (4 * GROUP + 17)}`, 6],
  ['a key that comes in the third row group, one that goes in the last', `${mixed} union all select * replace (id + 1 as id) from everything where id = ${2 * (2 * GROUP + 5)}`, 'id = 39998', 8],
  ['all of the last row group going', 'select * from everything where id = 4', `id >= ${2 * 9 * GROUP}`, 1],
];

it.each(cases)('puts %s in place as if all rows were written', async (_name, part, gone, renewed) => {
  const { engine, objects } = lake;
  await engine.run(`create or replace table part as ${part}`);
  await engine.run(`create or replace table gone_keys as select id from everything where ${gone}`);
  const added = await releaseFiles(objects, former, (paths) => preparePart(engine, objects, {
    table: 'part', gone: 'gone_keys', contract, contractVersion: 1, datasetId: 7, runId: 900, folder: lake.folder, previous: { release: former, paths }, lineage: { source: 'a test', rawSha256: null },
  }));
  await engine.run('create or replace table stage as select * from everything where id not in (select id from part) and id not in (select id from gone_keys) union all by name select * from part');
  const whole = await lake.prepare(former);
  if (added.kind !== 'new' || whole.kind !== 'new') throw new TypeError('nothing changed');
  for (const fact of ['contentHash', 'rowCount', 'dataAsOf', 'diff', 'profile'] as const) expect(added.draft[fact]).toEqual(whole.draft[fact]);
  await releaseFiles(objects, added.draft, async (paths) => {
    const source = parquetSource(paths);
    expect(rowSumText(await sumRows(engine, farmersColumns, `${source} t`, 't'))).toBe(added.draft.manifest.rowSum);
    expect(await engine.rows(`select count(*) filter (where falls)::double as falls from (select id < lag(id) over () as falls from ${source})`)).toEqual([{ falls: 0 }]);
    // Statistics and filters of row groups belong to their pages: what they let pass is what is there.
    for (const where of ["amphoe = 'อำเภอ 5'", 'crop = 12', 'crop = 3', 'id > 39000', "name_th = 'ใหม่ 514'", 'amphoe is null']) {
      expect(await engine.rows(`select count(*) as n, sum(id) as ids from ${source} where ${where}`)).toEqual(await engine.rows(`select count(*) as n, sum(id) as ids from stage where ${where}`));
    }
    const [before, now] = [await readFooter(join(lake.folder, 'even-kept.parquet')), await readFooter(paths[0] as string)];
    const same = before.groups.filter((group, g) => now.groups[g]?.chunks[3]?.bytes === group.chunks[3]?.bytes && now.groups[g]?.rows === group.rows).length;
    expect(same).toBeGreaterThanOrEqual(10 - renewed);
  });
});
