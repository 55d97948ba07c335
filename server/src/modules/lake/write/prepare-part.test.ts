import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parquetSource } from '../engine/engine.ts';
import { releaseFiles } from '../read/release-files.ts';
import type { Release } from '../release.ts';
import { farmersColumns, farmersContract, stageFarmers } from '../testing/farmers.ts';
import { lakeBench, type LakeBench } from '../testing/lake-bench.ts';
import { canTakePart, preparePart } from './prepare-part.ts';
import { writeRelease } from './write-release.ts';

let lake: LakeBench;
let former: Release;
const contract = farmersContract();

/** A release of 20,000 rows in several files. */
beforeAll(async () => {
  lake = await lakeBench();
  await stageFarmers(lake.engine, 20_000, 'hash(i)');
  const whole = await lake.release(1);
  const cut = await writeRelease(lake.engine, lake.objects, { table: 'stage', columns: farmersColumns, datasetId: 7, runId: 800, folder: lake.folder, rowSum: BigInt(`0x${whole.manifest.rowSum}`), fileTextBytes: 1_000_000 });
  former = { ...whole, ...cut };
  await lake.engine.run('create or replace table everything as from stage');
});
afterAll(() => lake.close());

/** Adds a part that `change` makes of table `everything`, and the release that writing all rows would give. */
async function addPart(part: string, gone = 'id < 0') {
  await lake.engine.run(`create or replace table part as ${part}`);
  await lake.engine.run(`create or replace table gone_keys as select id from everything where ${gone}`);
  const added = await releaseFiles(lake.objects, former, (paths) => preparePart(lake.engine, lake.objects, {
    table: 'part', gone: 'gone_keys', contract, contractVersion: 1, datasetId: 7, runId: 900, folder: lake.folder, previous: { release: former, paths }, lineage: { source: 'a test', rawSha256: null },
  }));
  await lake.engine.run('create or replace table stage as select * from everything where id not in (select id from part) and id not in (select id from gone_keys) union all by name select * from part');
  return { added, whole: await lake.prepare({ ...former }) };
}

describe('a part added to a release', () => {
  it('gives the release that all its rows would give, and names untouched files again', async () => {
    expect(former.manifest.files.length).toBeGreaterThan(3);
    const { added, whole } = await addPart('select * replace (crop + 1 as crop) from everything where id between 100 and 150 union all select * replace (id + 500000 as id) from everything where id < 5', 'id in (7, 130000)');
    if (added.kind !== 'new' || whole.kind !== 'new') throw new TypeError('nothing changed');
    expect(added.counts).toEqual({ added: 5, removed: 1, changed: 51, unchanged: 19_948 });
    for (const fact of ['contentHash', 'rowCount', 'dataAsOf', 'diff'] as const) expect(added.draft[fact]).toEqual(whole.draft[fact]);
    expect(added.draft.profile.map(({ column, nulls, min, max }) => ({ column, nulls, min, max }))).toEqual(whole.draft.profile.map(({ column, nulls, min, max }) => ({ column, nulls, min, max })));
    const again = added.draft.manifest.files.filter((file) => former.manifest.files.some(({ key }) => key === file.key));
    expect(again).toHaveLength(former.manifest.files.length - 2);
    const rows = await releaseFiles(lake.objects, added.draft, (paths) => lake.engine.rows<{ n: number; falls: number }>(`select count(*)::double as n, count(*) filter (where falls)::double as falls from (select id < lag(id) over () as falls from ${parquetSource(paths)})`));
    expect(rows).toEqual([{ n: 20_004, falls: 0 }]);
  });

  it('that changes nothing is the same release', async () => {
    const { added } = await addPart('select * from everything where id < 50');
    expect(added).toMatchObject({ kind: 'same', counts: { added: 0, removed: 0, changed: 0, unchanged: 20_000 } });
  });

  it('is written whole where the columns changed or an edge is kept from readers', () => {
    const paths = former.manifest.files.map(({ key }) => key);
    expect(canTakePart({ contract, previous: { release: former, paths } })).toBe(true);
    expect(canTakePart({ contract: { ...contract, columns: contract.columns.slice(0, 5) }, previous: { release: former, paths } })).toBe(false);
    const hidden = { ...former, manifest: { ...former.manifest, files: former.manifest.files.map((file) => ({ ...file, minKey: null })) } };
    expect(canTakePart({ contract, previous: { release: hidden, paths } })).toBe(false);
  });
});
