import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { findAgency, listAgencies } from './list-agencies.ts';

const modules = [{ name: 'organisations', migrations: new URL('../migrations/', import.meta.url) }];
const definitions = new URL('../../../../../definitions/agencies.yaml', import.meta.url);

describe('the register of agencies', () => {
  let test: TestDatabase;
  beforeAll(async () => { test = await testDatabase(modules); });
  afterAll(() => test.close());

  it('holds exactly the agencies of definitions/agencies.yaml', async () => {
    const { agencies } = parse(readFileSync(definitions, 'utf8')) as { agencies: { id: string }[] };
    const kept = await test.db.read(listAgencies);
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
    expect(agencies).toHaveLength(22);
    expect(kept.toSorted(byId)).toEqual(agencies.toSorted(byId));
  });

  it('orders names as a Thai dictionary does, vowels written first notwithstanding', async () => {
    const names = (await test.db.read(listAgencies)).map((agency) => agency.nameTh);
    expect(names).toEqual(names.toSorted(new Intl.Collator('th').compare));
    expect(names[0]).toBe('กรมการข้าว');
  });

  it('finds an agency by id and answers null for an unknown one', async () => {
    expect(await test.db.read((tx) => findAgency(tx, 'rid'))).toMatchObject({ abbrTh: 'ชป.', domain: 'rid.go.th' });
    expect(await test.db.read((tx) => findAgency(tx, 'nobody'))).toBeNull();
  });
});
