import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Decision } from '#kernel/decider.ts';
import { farmersColumns, stageFarmers } from '../testing/farmers.ts';
import { lakeBench, type LakeBench } from '../testing/lake-bench.ts';
import type { Release } from '../release.ts';
import { writeRelease } from '../write/write-release.ts';
import { withKeptReader } from './kept-reader.ts';
import { withReleaseRows } from './row-source.ts';
import { filesWithin } from './search-conditions.ts';
import { searchRows, type RowsFound, type RowsWanted } from './search-rows.ts';

const COUNT = 3000;
let lake: LakeBench;
let release: Release;
let cut: Release;
beforeAll(async () => {
  lake = await lakeBench();
  await stageFarmers(lake.engine, COUNT, 'hash(i)');
  release = await lake.release(1);
  const written = await writeRelease(lake.engine, lake.objects, { table: 'stage', columns: farmersColumns, datasetId: 7, runId: 99, folder: lake.folder, rowSum: 0n, fileTextBytes: 60_000 });
  cut = { ...release, manifest: written.manifest };
});
afterAll(() => lake.close());

const all: Decision = { columns: 'all', rows: null, allowed: true, reasons: [], policyVersion: '1' };
const search = (over: Partial<RowsWanted>, of = release, decision: Parameters<typeof withReleaseRows>[3] = all): Promise<RowsFound> => withKeptReader(lake.ports, 10_000, (engine) =>
  withReleaseRows(lake.ports, engine, of, decision, (source) => searchRows(engine, source, { conditions: [], words: [], fields: null, distinct: false, sort: [], offset: 0, limit: 100, count: true, ...over })));
const ids = ({ rows }: RowsFound) => rows.map(([id]) => Number(id));

describe('a search of rows', () => {
  it('pages in key order with numbers from 1 and the exact count', async () => {
    const found = await search({ offset: 1500, limit: 3 });
    expect(found.names.slice(0, 2)).toEqual(['_id', 'id']);
    expect(found.rows.map(([number, id]) => [Number(number), Number(id)])).toEqual([[1501, 1500], [1502, 1501], [1503, 1502]]);
    expect(found.total).toBe(COUNT);
    expect((await search({ offset: COUNT, limit: 10 })).rows).toEqual([]);
  });

  it('compares, also with several values, with none and with the number of the row', async () => {
    expect(ids(await search({ conditions: [{ column: 'id', op: 'gte', values: ['2998'] }] }))).toEqual([2999, 3000]);
    expect(ids(await search({ conditions: [{ column: '_id', op: 'in', values: ['1', '7'] }] }))).toEqual([1, 7]);
    const none = await search({ conditions: [{ column: 'amphoe', op: 'in', values: [null] }], limit: 1 });
    expect(none.total).toBe(300);
    expect((await search({ conditions: [{ column: 'crop', op: 'eq', values: [] }] })).total).toBe(0);
  });

  it('finds words in any column and ranks by how often', async () => {
    const found = await search({ words: [{ column: null, text: 'อำเภอ 17' }], limit: 2 });
    expect(found.names.at(-1)).toBe('rank');
    expect(Number(found.rows[0]?.at(-1))).toBeGreaterThanOrEqual(Number(found.rows[1]?.at(-1)));
    expect((await search({ words: [{ column: 'amphoe', text: 'หมู่' }] })).total).toBe(0);
  });

  it('gives chosen columns, distinct ones too, in an order', async () => {
    const found = await search({ fields: ['crop'], distinct: true, sort: [{ column: 'crop', descending: true }] });
    expect([found.names, found.total, found.rows.map(([crop]) => Number(crop))]).toEqual([['crop'], 12, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]]);
  });

  it('masks personal data and refuses to be asked for it', async () => {
    const found = await search({ fields: ['citizen_id', 'phone'], limit: 1 });
    expect(found.rows[0]).toEqual(['•••• 0000', '0•••']);
    for (const over of [{ conditions: [{ column: 'phone', op: 'eq', values: ['08'] }] }, { words: [{ column: 'citizen_id', text: 'a' }] }] as Partial<RowsWanted>[]) await expect(search(over)).rejects.toMatchObject({ code: 'lake.filter-refused' });
    await expect(search({ sort: [{ column: 'phone', descending: false }] })).rejects.toMatchObject({ code: 'lake.sort-refused' });
    await expect(search({ fields: ['phone'], distinct: true, sort: [{ column: 'phone', descending: false }] })).rejects.toMatchObject({ code: 'lake.sort-refused' });
    await expect(search({ conditions: [{ column: 'id', op: 'eq', values: ['ข้าว'] }] })).rejects.toMatchObject({ code: 'lake.filter-refused' });
  });

  it('gives only what the decision gives, and counts no more', async () => {
    const found = await search({}, release, { ...all, columns: ['id', 'crop'], rows: { sql: 't."crop" = $1::varchar::BIGINT', values: ['3'], columns: ['crop'] } });
    expect([found.names, found.total]).toEqual([['_id', 'id', 'crop'], COUNT / 12]);
  });

  it('reads only files whose edges can hold the key', async () => {
    expect(cut.manifest.files.length).toBeGreaterThan(3);
    await withKeptReader(lake.ports, 10_000, (engine) => withReleaseRows(lake.ports, engine, cut, all, async (source) => {
      expect(filesWithin(source, [{ column: 'id', op: 'eq', values: ['2000'] }])).toHaveLength(1);
      expect(filesWithin(source, [{ column: 'crop', op: 'eq', values: ['2'] }])).toHaveLength(source.files.length);
    }));
    expect(ids(await search({ conditions: [{ column: 'id', op: 'eq', values: ['2000'] }] }, cut))).toEqual([2001]);
    expect((await search({ conditions: [{ column: 'id', op: 'lt', values: ['20'] }] }, cut)).total).toBe(20);
  });

  it('gives the same rows in their own order, backwards and sorted, from one file or from many', async () => {
    const odd = { conditions: [{ column: 'crop', op: 'in' as const, values: ['3', '5'] }] };
    const [whole, parts] = [await search({ ...odd, limit: COUNT }), await search({ ...odd, limit: COUNT }, cut)];
    expect([ids(whole).length, ids(parts)]).toEqual([COUNT / 6, ids(whole)]);
    for (const of of [release, cut]) {
      for (const offset of [0, 7, 250, COUNT / 6 - 4, COUNT / 6, COUNT]) {
        const { rows, total } = await search({ ...odd, offset, limit: 10 }, of);
        expect([ids({ rows } as RowsFound), total]).toEqual([ids(whole).slice(offset, offset + 10), COUNT / 6]);
      }
      expect(ids(await search({ ...odd, offset: 250, limit: 10, count: false }, of))).toEqual(ids(whole).slice(250, 260));
      expect(ids(await search({ limit: 3, offset: 1, sort: [{ column: '_id', descending: true }] }, of))).toEqual([COUNT - 1, COUNT - 2, COUNT - 3]);
      expect(ids(await search({ limit: 5, offset: COUNT - 2, sort: [{ column: 'id', descending: true }] }, of))).toEqual([2, 1]);
      expect(ids(await search({ ...odd, limit: 3, sort: [{ column: '_id', descending: true }] }, of))).toEqual(ids(whole).toReversed().slice(0, 3));
      expect(ids(await search({ limit: 4, offset: 2, sort: [{ column: 'id', descending: false }, { column: 'crop', descending: true }] }, of))).toEqual([3, 4, 5, 6]);
      const byCrop = await search({ fields: ['crop', '_id'], limit: 300, offset: 100, sort: [{ column: 'crop', descending: true }] }, of);
      expect(byCrop.rows.map(([crop, id]) => [Number(crop), Number(id)])).toEqual(Array.from({ length: 300 }, (_, i) => i + 100).map((n) => { const crop = 11 - Math.floor(n / 250); return [crop, (n % 250) * 12 + crop + 1]; }));
      expect((await search({ ...odd, limit: 0 }, of)).total).toBe(COUNT / 6);
    }
  });

  it('is stopped when it takes too long', async () => {
    await expect(withKeptReader(lake.ports, 50, (engine) => engine.rows('select sum(a.range * b.range) from range(1000000) a, range(1000000) b'))).rejects.toMatchObject({ code: 'lake.interrupted' });
  });
});
