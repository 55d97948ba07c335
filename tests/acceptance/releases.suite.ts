import { beforeAll, describe, expect, it } from 'vitest';
import iconv from 'iconv-lite';
import { ask, download, get, send } from './testing/api.ts';
import { expectProblem } from './testing/expect.ts';
import { csv, type Farmer, farmers, names, newDataset } from './testing/farmers.ts';
import { sendFile } from './testing/runs.ts';

const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
const COUNT = 230;
const first = farmers(COUNT);
const second = first.slice(5).map((row, i): Farmer => (i < 3 ? [row[0], 'เปลี่ยนชื่อ', row[2], row[3], row[4]] : row)).concat([['F09999', 'คนใหม่, "ผู้มา"', 'สงขลา', '9.99', '09/09/2567']]);
const isoOf = (be: string) => be.replace(/(..)\/(..)\/(....)/, (_all, day, month, year) => `${Number(year) - 543}-${month}-${day}`);
const truth = (rows: readonly Farmer[]) => rows.map(([code, name, province, area, on]) => ({ code, name, province, area_rai: area, registered_on: isoOf(on) }));

async function allRows(path: string): Promise<any[]> {
  const all: any[] = [];
  for (let cursor = ''; ;) {
    const page = await get(`${path}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    all.push(...page.items);
    if (page.nextCursor === null) return all;
    cursor = page.nextCursor;
  }
}

describe('the releases of a dataset', () => {
  let slug = '';
  beforeAll(async () => {
    slug = await newDataset();
    for (const rows of [first, second]) expect((await sendFile(slug, 'farmers.csv', csv(rows))).state).toBe('published');
  }, 60_000);

  it('are numbered, and the last one is current', async () => {
    const { items } = await get(`/datasets/${slug}/releases`);
    expect(items.map(({ number, state, rowCount, counts }: any) => [number, state, rowCount, counts.added, counts.removed, counts.changed])).toEqual([[2, 'current', 226, 1, 5, 3], [1, 'superseded', 230, 230, 0, 0]]);
    expect((await get(`/datasets/${slug}`)).currentRelease).toMatchObject({ number: 2, rowCount: 226 });
  });

  it('carry profile, difference and lineage', async () => {
    const release = await get(`/datasets/${slug}/releases/current`);
    const profile = Object.fromEntries(release.profile.map((each: any) => [each.column, each]));
    expect([profile.code.distinct, profile.code.nulls, profile.province.distinct, profile.registered_on.min]).toEqual([226, 0, 4, '2024-09-09']);
    expect(release.diff.samples.length).toBeGreaterThan(0);
    expect(release.lineage).toMatchObject({ source: 'farmers.csv', contractVersion: 1, runId: release.runId, rawSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(release.lineage.files.reduce((sum: number, file: any) => sum + file.rows, 0)).toBe(226);
  });

  it.each(['sort=code', 'sort=-code', 'sort=province', 'sort=-area_rai', 'limit=7', 'sort=registered_on&limit=33'])('give every row exactly once when paged with %s', async (query) => {
    const rows = await allRows(`/datasets/${slug}/releases/2/rows?${query.includes('limit') ? query : `${query}&limit=50`}`);
    expect(rows).toHaveLength(226);
    expect(new Set(rows.map(({ code }) => code))).toEqual(new Set(second.map(([code]) => code)));
    const [, descending, by] = /sort=(-?)(\w+)/.exec(query) ?? [];
    if (!by) return;
    const values = rows.map((row) => (by === 'area_rai' ? Number(row[by]) : row[by]));
    const ordered = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    if (by !== 'province') expect(values).toEqual(descending ? ordered.reverse() : ordered);
  });

  it('are filtered by every operator', async () => {
    const count = async (...filters: string[]) => (await allRows(`/datasets/${slug}/releases/1/rows?limit=500&${filters.map((each) => `filter=${encodeURIComponent(each)}`).join('&')}`)).length;
    const where = (keep: (row: Farmer) => boolean) => first.filter(keep).length;
    expect(await count('province:eq:สงขลา')).toBe(where(([, , province]) => province === 'สงขลา'));
    expect(await count('province:ne:สงขลา')).toBe(where(([, , province]) => province !== 'สงขลา'));
    expect(await count('area_rai:lt:10')).toBe(where(([, , , area]) => Number(area) < 10));
    expect(await count('area_rai:gte:10', 'area_rai:lte:20')).toBe(where(([, , , area]) => Number(area) >= 10 && Number(area) <= 20));
    expect(await count('registered_on:gt:2025-01-20')).toBe(where(([, , , , on]) => isoOf(on) > '2025-01-20'));
    expect(await count('name:contains:ที่ 22')).toBe(where(([, name]) => name.includes('ที่ 22')));
    expect([await count('name:isnull:'), await count('name:notnull:')]).toEqual([0, 230]);
  });

  it('refuse a filter on a column that is not there, with its place', async () => {
    const reply = await ask('GET', `/datasets/${slug}/releases/1/rows?filter=nothing:eq:1`);
    expect([reply.status, reply.body.code]).toEqual([expect.any(Number), expect.stringMatching(/^(lake|kernel)\./)]);
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.status).toBeLessThan(500);
    expectProblem(reply.body, reply.body.code);
    expect(JSON.stringify(reply.body)).toContain('nothing');
  });

  it('are read as people saw them on a day', async () => {
    expect((await get(`/datasets/${slug}/rows?asOf=${today()}&limit=1`)).release).toBe(2);
    const before = await ask('GET', `/datasets/${slug}/rows?asOf=2020-01-01`);
    expect([before.status, before.body.code]).toEqual([404, expect.stringMatching(/^lake\./)]);
    expectProblem(before.body, before.body.code);
  });

  it('tell the changes between any two, both ways', async () => {
    const there = await allRows(`/datasets/${slug}/changes?from=1&to=2&limit=4`);
    const codes = (op: string) => there.filter((each) => each.op === op).map(({ key }) => key.code).sort();
    expect([codes('added'), codes('removed'), codes('changed')]).toEqual([['F09999'], first.slice(0, 5).map(([code]) => code), second.slice(0, 3).map(([code]) => code)]);
    expect(there.find(({ op }) => op === 'changed')).toMatchObject({ before: { name: 'เกษตรกรที่ 6' }, after: { name: 'เปลี่ยนชื่อ' } });
    const back = await get(`/datasets/${slug}/changes?from=2&to=1&limit=500`);
    expect(back.items.filter(({ op }: any) => op === 'added')).toHaveLength(5);
  });

  it('are downloaded as CSV that Excel opens, in UTF-8 with a mark and in Windows-874', async () => {
    const { bytes, headers } = await download(`/datasets/${slug}/releases/2/download?format=csv`);
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect(headers.get('content-disposition')).toMatch(/attachment.*\.csv/);
    const old = iconv.decode((await download(`/datasets/${slug}/releases/2/download?format=csv-874`)).bytes, 'windows-874');
    const text = bytes.subarray(3).toString();
    expect(old).toBe(text);
    expect(text.trimEnd().split(/\r?\n/)).toHaveLength(227);
    expect(text).toContain('"คนใหม่, ""ผู้มา"""');
  });

  it('are downloaded as NDJSON, row for row', async () => {
    const { bytes } = await download(`/datasets/${slug}/releases/2/download?format=ndjson`);
    const rows = bytes.toString().trimEnd().split('\n').map((line) => JSON.parse(line));
    expect(rows.map((row) => ({ ...row, area_rai: Number(row.area_rai) })).sort((a, b) => (a.code < b.code ? -1 : 1))).toEqual(truth(second).map((row) => ({ ...row, area_rai: Number(row.area_rai) })).sort((a, b) => (a.code < b.code ? -1 : 1)));
    expect(Object.keys(rows[0])).toEqual(names);
  });

  it('are downloaded as Parquet and XLSX that link again into an equal release', async () => {
    const hash = (await get(`/datasets/${slug}/releases/2`)).contentHash;
    for (const [format, magic] of [['parquet', 'PAR1'], ['xlsx', 'PK\x03\x04']] as const) {
      const { bytes } = await download(`/datasets/${slug}/releases/2/download?format=${format}`);
      expect(bytes.subarray(0, 4).toString('latin1')).toBe(magic);
      if (format !== 'parquet') continue;
      const again = await newDataset({ source: { format, calendar: 'ce' }, columns: (await contractColumns(slug)).map((column: any) => ({ ...column, physicalName: column.name })) });
      expect((await sendFile(again, `again.${format}`, bytes)).state).toBe('published');
      expect((await get(`/datasets/${again}/releases/1`)).contentHash).toBe(hash);
    }
  });
});

async function contractColumns(slug: string): Promise<any[]> {
  return JSON.parse((await get(`/datasets/${slug}/contracts/1`)).yaml).schema[0].properties;
}

describe('a bad release', () => {
  it('is withdrawn with a reason: the former one is current, the bad one is not given out, and nothing is lost', async () => {
    const slug = await newDataset();
    await sendFile(slug, 'farmers.csv', csv(farmers(40)));
    await sendFile(slug, 'farmers.csv', csv(farmers(42)));
    const silent = await ask('POST', `/datasets/${slug}/releases/2/withdraw`, { reason: '' });
    expect(silent.status).toBe(400);
    expect(await send('POST', `/datasets/${slug}/releases/2/withdraw`, { reason: 'จังหวัดผิดทั้งไฟล์' })).toEqual({ current: 1 });
    const { items } = await get(`/datasets/${slug}/releases`);
    expect(items.map(({ number, state }: any) => [number, state])).toEqual([[2, 'withdrawn'], [1, 'current']]);
    expect(items[0].withdrawn).toMatchObject({ reason: 'จังหวัดผิดทั้งไฟล์', by: expect.any(String) });
    const reading = await ask('GET', `/datasets/${slug}/releases/2/rows`);
    expectProblem(reading.body, reading.body.code);
    expect(reading.status).toBeGreaterThanOrEqual(400);
    expect((await get(`/datasets/${slug}/releases/current/rows?limit=1`)).release).toBe(1);
  });

  it('can be gone back from; the next release takes the next number', async () => {
    const slug = await newDataset();
    for (const count of [40, 42, 43]) await sendFile(slug, 'farmers.csv', csv(farmers(count)));
    expect(await send('POST', `/datasets/${slug}/rollback`, { to: 1, reason: 'ใช้รุ่นที่ประชุมรับรอง' })).toEqual({ current: 1 });
    expect((await get(`/datasets/${slug}/releases/current`)).number).toBe(1);
    expect((await sendFile(slug, 'farmers.csv', csv(farmers(44)))).release).toEqual({ number: 4 });
    expect((await get(`/datasets/${slug}`)).currentRelease.number).toBe(4);
  });
});
