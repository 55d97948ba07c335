import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '#kernel/problem.ts';
import { farm, farmColumns, farms, farmsSql, type Farm } from '../testing/farms.ts';
import { hostingHouse, idKey, type Asked, type HostingHouse, type Told } from '../testing/hosting-house.ts';
import { comparison, cut, fieldsOf, givenRows, grants } from '../testing/reference.ts';

const all: readonly Farm[] = farms(90);
const RUNS = { numRuns: 60 };
let house: HostingHouse;
const services = { rows: 0, lookup: 0, predicate: 0, aggregate: 0, bulk: 0 };
beforeAll(async () => {
  house = await hostingHouse();
  const dataset = await house.dataset('rid-farms');
  services.rows = await house.offer(dataset, 'rows', farmColumns);
  services.lookup = await house.offer(dataset, 'lookup', farmColumns, { key: ['id'] });
  services.predicate = await house.offer(dataset, 'predicate', farmColumns, { key: ['id'], conditions: [{ name: 'large', titleTh: 'ใหญ่', titleEn: 'large', all: [{ column: 'area_rai', op: 'gt', values: ['20'] }] }] });
  services.aggregate = await house.offer(dataset, 'aggregate', farmColumns, { groups: ['province', 'crop', 'irrigated'], least: 3 });
  services.bulk = await house.offer(dataset, 'bulk', farmColumns);
  await house.release(dataset, farmColumns, farmsSql(all, idKey));
  await house.settle();
});
afterAll(() => house?.close());

/** An answer, or the code of the refusal. */
const told = async (service: number, query: string, more: Asked): Promise<Told | string> => house.ask(service, query, more).catch((error: unknown) => { if (error instanceof Problem) return error.code; throw error; });

describe('no answer holds what the grant does not give', () => {
  it('of rows, whatever is asked', async () => {
    await fc.assert(fc.asyncProperty(grants, fc.array(comparison, { maxLength: 3 }), fc.array(fc.constantFrom(...farmColumns.map(({ name }) => name)), { maxLength: 3 }), async (grant, asked, picked) => {
      const select = [...new Set(picked)];
      const answer = await told(services.rows, [...asked.map(({ query }) => query), ...select.length > 0 ? [`select=${select.join(',')}`] : []].join('&'), { grant, headers: { prefer: 'count=exact' } });
      const fields = fieldsOf(grant);
      if (fields.length === 0 || [...select, ...asked.map(({ column }) => column)].some((name) => !fields.includes(name))) { expect(answer).toBe('hosting.field-not-granted'); return; }
      if (asked.some(({ column }) => column === 'phone')) { expect(answer).toBe('hosting.parameter-refused'); return; }
      const expected = givenRows(all, grant).filter((each) => asked.every(({ holds }) => holds(each)));
      expect((answer as Told).json).toEqual(expected.map((each) => cut(each, select.length > 0 ? select : fields)));
      expect((answer as Told).headers['content-range']).toBe(`${expected.length === 0 ? '*' : `0-${expected.length - 1}`}/${expected.length}`);
    }), RUNS);
  });

  it('of a record, and of a condition', async () => {
    await fc.assert(fc.asyncProperty(grants, fc.integer({ min: 1, max: 95 }), async (grant, key) => {
      const given = givenRows(all, grant).find(({ id }) => id === key);
      const record = await told(services.lookup, '', { grant, body: { key } });
      if (fieldsOf(grant).length === 0) expect(record).toBe('hosting.field-not-granted');
      else if (!given) expect(record).toBe('hosting.record-not-found');
      else expect((record as Told).json).toEqual(cut(given, fieldsOf(grant)));
      const answer = await told(services.predicate, '', { grant: { ...grant, fields: null }, body: { key, condition: 'large' } });
      expect((answer as Told).text).toBe(JSON.stringify({ answer: given !== undefined && Number(farm(key).area_rai ?? 0) > 20 }));
    }), { numRuns: 200 });
  });

  it('of figures: each that is told is that of the given rows', async () => {
    await fc.assert(fc.asyncProperty(grants, fc.uniqueArray(fc.constantFrom('province', 'crop', 'irrigated'), { maxLength: 2 }), async (grant, groups) => {
      const answer = await told(services.aggregate, `group_by=${groups.join(',')}&measure=count,sum.area_rai`, { grant });
      const needed = [...groups, 'area_rai'];
      if (needed.some((name) => !fieldsOf(grant).includes(name))) { expect(answer).toBe('hosting.field-not-granted'); return; }
      const given = givenRows(all, grant);
      for (const row of (answer as Told).json.rows as Record<string, unknown>[]) {
        const of = given.filter((each) => groups.every((name) => cut(each, [name])[name] === row[name]));
        if (row['count'] === null) { expect(row['suppressed']).toBe(true); continue; }
        expect([row['count'], of.length >= 3]).toEqual([of.length, true]);
        if (row['sum_area_rai'] !== null) expect(row['sum_area_rai']).toBeCloseTo(of.reduce((sum, each) => sum + Number(each.area_rai ?? 0), 0), 6);
      }
    }), RUNS);
  });

  it('of files', async () => {
    await fc.assert(fc.asyncProperty(grants, async (grant) => {
      const manifest = await told(services.bulk, 'format=csv', { grant });
      const fields = fieldsOf(grant);
      if (fields.length === 0) { expect(manifest).toBe('hosting.field-not-granted'); return; }
      const { files: [file], release } = (manifest as Told).json;
      const { text } = await house.ask(services.bulk, '', { grant, operationId: 'downloadBulkFile', path: { release: String(release), file: file.name } });
      const given = givenRows(all, grant);
      expect([text.split('\n')[0], file.rows]).toEqual([fields.join(','), given.length]);
      if (fields.includes('id')) expect(text.trim().split('\n').slice(1).map((line) => Number(line.split(',')[fields.indexOf('id')]))).toEqual(given.map(({ id }) => id));
    }), { numRuns: 25 });
  });
});
