import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { farmersColumns, keylessContract, stageFarmers } from '../testing/farmers.ts';
import { lakeBench, type LakeBench } from '../testing/lake-bench.ts';
import { writeRelease } from '../write/write-release.ts';
import type { Release } from '../release.ts';
import { whole } from './portion.ts';
import { readRows, type RowsAsked } from './read-rows.ts';

const COUNT = 3000;
let lake: LakeBench;
let release: Release;
beforeAll(async () => {
  lake = await lakeBench();
  await stageFarmers(lake.engine, COUNT, 'hash(i)');
  const whole = await lake.release(1);
  // The same rows in several files: positions must hold across them.
  const { manifest } = await writeRelease(lake.engine, lake.objects, { table: 'stage', columns: farmersColumns, datasetId: 7, runId: 2, folder: lake.folder, rowSum: 0n, fileTextBytes: 200_000 });
  expect(manifest.files.length).toBeGreaterThan(2);
  release = { ...whole, manifest };
});
afterAll(() => lake.close());

async function readAll(asked: Partial<RowsAsked>, from = release): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let cursor: string | null = null;
  do {
    const page = await readRows(lake.ports, whole(from), { filter: [], sort: null, limit: 700, ...asked, cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

describe('pages of rows', () => {
  it('visit every row once, in key order', async () => {
    const ids = (await readAll({})).map((row) => row['id']);
    expect(ids).toEqual(Array.from({ length: COUNT }, (_, i) => i));
  });

  it('end without a cursor when the last page is full', async () => {
    const page = await readRows(lake.ports, whole(release), { filter: ['id:gte:2990'], sort: null, cursor: null, limit: 10 });
    expect(page.items.length).toBe(10);
    expect(page.nextCursor).toBeNull();
  });

  it.each([
    ['amphoe', false], ['amphoe', true], ['irrigated', false], ['registered_on', true], ['area_rai', false], ['updated_at', true],
  ])('visit every row once sorted by %s (descending %s), empty values last', async (name, descending) => {
    const rows = await readAll({ sort: `${descending ? '-' : ''}${name}`, limit: 450 });
    expect(new Set(rows.map((row) => row['id'])).size).toBe(COUNT);
    expect(rows.length).toBe(COUNT);
    const values = rows.map((row) => row[name]);
    const firstEmpty = values.indexOf(null);
    if (firstEmpty >= 0) expect(values.slice(firstEmpty).every((value) => value === null)).toBe(true);
  });

  it.each([
    ['amphoe:isnull', (row: any) => row.amphoe === null], ['amphoe:notnull', (row: any) => row.amphoe !== null], ['crop:eq:3', (row: any) => row.crop === 3],
    ['area_rai:lt:1.5', (row: any) => Number(row.area_rai) < 1.5], ['name_th:contains:หมู่ 5', (row: any) => row.name_th.includes('หมู่ 5')],
    ['registered_on:gte:2022-01-01', (row: any) => row.registered_on >= '2022-01-01'], ['irrigated:ne:true', (row: any) => row.irrigated !== true],
  ])('keep to the filter %s', async (filter, holds) => {
    const all = await readAll({});
    const ids = (rows: Record<string, unknown>[]) => rows.map((row) => row['id']);
    const expected = all.filter(holds);
    expect(expected.length).toBeGreaterThan(0);
    expect(ids(await readAll({ filter: [filter], limit: 97 }))).toEqual(ids(expected));
    expect(ids(await readAll({ filter: [filter], sort: '-crop', limit: 500 })).toSorted((a: any, b: any) => a - b)).toEqual(ids(expected));
  });

  it('visit every row of a release without a key', async () => {
    const keyless = await lake.release(3, null, keylessContract());
    expect(new Set((await readAll({}, keyless)).map((row) => row['id'])).size).toBe(COUNT);
  });

  it('show dates, times and exact numbers as text and mask personal data', async () => {
    const page = await readRows(lake.ports, whole(release), { filter: [], sort: null, cursor: null, limit: 1 });
    expect(page.items[0]).toEqual({
      id: 0, name_th: 'เกษตรกร 0 หมู่ 0', citizen_id: '•••• 0000', tambon: '100000', area_rai: '0.00', irrigated: null, registered_on: '2020-01-01',
      updated_at: '2024-01-01T00:00:00Z', crop: 0, amphoe: null, phone: '0•••',
    });
    expect(page.masked).toEqual(['citizen_id', 'phone']);
    expect(page.columns.map((column) => column.name)).not.toContain('citizen_id_masked');
  });
});

describe('questions that are refused', () => {
  const ask = (asked: Partial<RowsAsked>) => readRows(lake.ports, whole(release), { filter: [], sort: null, cursor: null, limit: 5, ...asked });
  it.each(['nothing:eq:1', 'crop:like:1', 'crop:eq:many', 'crop:contains:1', 'crop', 'crop:eq', 'phone:eq:0800000000', 'citizen_id:eq:x', 'citizen_id_masked:eq:x', `id"; drop table stage; --:eq:1`])(
    'name the filter %s', async (filter) => {
      await expect(ask({ filter: ['id:gte:0', filter] })).rejects.toMatchObject({ code: 'lake.filter-refused', fields: { errors: [{ pointer: '/querystring/filter/1' }] } });
    });

  it('name the column that cannot be sorted by', async () => {
    for (const sort of ['phone', '-citizen_id', 'nothing']) await expect(ask({ sort })).rejects.toMatchObject({ code: 'lake.sort-refused' });
  });

  it('tell a cursor of another question', async () => {
    const { nextCursor } = await ask({});
    for (const asked of [{ cursor: nextCursor, sort: 'crop' }, { cursor: nextCursor, filter: ['crop:eq:1'] }, { cursor: 'x' }, { cursor: Buffer.from('null').toString('base64url') }]) {
      await expect(ask(asked)).rejects.toMatchObject({ code: 'lake.cursor-refused' });
    }
  });
});
