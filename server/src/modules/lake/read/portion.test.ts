import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Decision } from '#kernel/decider.ts';
import type { Release } from '../release.ts';
import { keylessContract, stageFarmers } from '../testing/farmers.ts';
import { lakeBench, type LakeBench } from '../testing/lake-bench.ts';
import { exportRelease, type ExportFormat } from './export-release.ts';
import { portionOf, recordWithin } from './portion.ts';
import { readChanges } from './read-changes.ts';
import { readRows, type RowsAsked } from './read-rows.ts';

const COUNT = 3_000;
let lake: LakeBench;
let before: Release;
let after: Release;
beforeAll(async () => {
  lake = await lakeBench();
  await stageFarmers(lake.engine, COUNT);
  before = await lake.release(1);
  await lake.engine.run('update stage set crop = 5 where id in (1, 2, 24, 100)');
  await lake.engine.run('update stage set area_rai = 1 where id in (3, 25)');
  await lake.engine.run('delete from stage where id in (12, 13)');
  after = await lake.release(2, before);
});
afterAll(() => lake.close());

/** An agreement gives two columns of the farmers who grow crop 0 or 1. */
const crops = { sql: 't."crop" in (cast_to_type($1::varchar, t."crop"), cast_to_type($2::varchar, t."crop"))', values: ['0', '1'], columns: ['crop', 'crop'] };
const decision = (over: Partial<Decision> = {}): Decision => ({ allowed: true, reasons: [], policyVersion: 't', columns: ['id', 'area_rai', 'citizen_id'], rows: crops, ...over });
const rows = (asked: Partial<RowsAsked> = {}, given = decision(), of = before) => readRows(lake.ports, portionOf(of, given), { filter: [], sort: null, cursor: null, limit: 1000, ...asked });
const byHand = Array.from({ length: COUNT }, (_, id) => id).filter((id) => id % 12 < 2);

describe('what is given of a release', () => {
  it('is the columns and rows of the decision, in pages that lose none', async () => {
    const seen: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page = await rows({ limit: 77, cursor });
      expect(page.columns.map(({ name }) => name)).toEqual(['id', 'citizen_id', 'area_rai']);
      expect(page.masked).toEqual(['citizen_id']);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(byHand);
    expect((await rows({ sort: '-id', filter: ['id:lt:30'] })).items.map(({ id }) => id)).toEqual([25, 24, 13, 12, 1, 0]);
    expect(Object.keys((await rows({ limit: 1 })).items[0] ?? {})).toEqual(['id', 'citizen_id', 'area_rai']);
  });

  it.each<[string, Partial<RowsAsked>, string]>([
    ['searched', { filter: ['crop:eq:7'] }, 'lake.filter-refused'], ['searched for being empty', { filter: ['amphoe:isnull'] }, 'lake.filter-refused'], ['sorted', { sort: 'crop' }, 'lake.sort-refused'],
  ])('leaves columns that cannot be %s by', async (_how, asked, code) => { await expect(rows(asked)).rejects.toMatchObject({ code }); });

  it.each<ExportFormat>(['csv', 'parquet', 'ndjson', 'xlsx'])('is the same as a file: %s', async (format) => {
    const file = await exportRelease(lake.ports, portionOf(before, decision()), format);
    const chunks: Buffer[] = [];
    for await (const chunk of file.open()) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    if (format === 'csv' || format === 'ndjson') {
      const lines = bytes.toString('utf8').replace('\ufeff', '').trimEnd().split('\n');
      expect(lines.length).toBe(byHand.length + (format === 'csv' ? 1 : 0));
      expect(lines[0]).toBe(format === 'csv' ? 'id,citizen_id,area_rai' : '{"id":0,"citizen_id":"•••• 0000","area_rai":0.0}');
    }
    expect(bytes.includes('amphoe')).toBe(false);
  });

  it('tells only of changes inside it: a row that leaves the rows is gone, one that enters is new', async () => {
    const given = { before: portionOf(before, decision()), after: portionOf(after, decision()) };
    const { items } = await readChanges(lake.ports, given, { cursor: null, limit: 100 });
    expect(items.map(({ op, key }) => `${op} ${key['id']}`)).toEqual(['removed 1', 'removed 12', 'removed 13', 'removed 24', 'changed 25']);
    expect(Object.keys(items[4]?.after ?? {})).toEqual(['id', 'citizen_id', 'area_rai']);
  });

  it('compares releases without a key, and without the key among its columns, by what it holds', async () => {
    await stageFarmers(lake.engine, 50);
    const old = await lake.release(3, null, keylessContract());
    await lake.engine.run('update stage set area_rai = 999 where id in (5, 13)');
    const now = await lake.release(4, old, keylessContract());
    const { items } = await readChanges(lake.ports, { before: portionOf(old, decision()), after: portionOf(now, decision()) }, { cursor: null, limit: 100 });
    expect(items.map(({ op, before: was, after: is }) => [op, (was ?? is)?.['id']])).toEqual([['added', 13], ['removed', 13]]);
    const keyed = await readChanges(lake.ports, { before: portionOf(before, decision({ columns: ['area_rai'] })), after: portionOf(after, decision({ columns: ['area_rai'] })) }, { cursor: null, limit: 100 });
    expect(keyed.items.every(({ key, before: was, after: is }) => Object.keys(key).length === 0 && Object.keys(was ?? is ?? {}).join() === 'area_rai')).toBe(true);
  });

  it('tells no figure of what was left out', () => {
    const columnsOnly = recordWithin(portionOf(after, decision({ rows: null })));
    expect(columnsOnly.profile.map(({ column }) => column)).toEqual(['id', 'citizen_id', 'area_rai']);
    expect(columnsOnly.diff.samples.length).toBeGreaterThan(0);
    expect(JSON.stringify([columnsOnly.diff.samples, columnsOnly.profile])).not.toMatch(/crop|amphoe|phone/);
    expect(recordWithin(portionOf(after, decision()))).toMatchObject({ profile: [], diff: { samples: [] } });
    expect(recordWithin(portionOf(after, decision({ columns: ['area_rai'], rows: null }))).diff.samples.every(({ key }) => Object.keys(key).length === 0)).toBe(true);
  });

  it.each<[string, Decision | null]>([['no decision', null], ['a decision that names no column', decision({ columns: [], rows: null })]])('is nothing with %s', (_what, given) => {
    expect(portionOf(before, given).release.columns).toEqual([]);
  });

  it.each<[string, { sql: string; values: string[]; columns: string[] }]>([
    ['a column that is gone', { sql: 't."gone" = cast_to_type($1::varchar, t."gone")', values: ['1'], columns: ['gone'] }],
    ['a value of another type', { sql: 't."crop" = cast_to_type($1::varchar, t."crop")', values: ['ข้าว'], columns: ['crop'] }],
  ])('is refused when the rows are told by %s', async (_what, limit) => {
    await expect((async () => rows({}, decision({ rows: limit })))()).rejects.toMatchObject({ code: 'lake.portion-unreadable' });
  });
});
