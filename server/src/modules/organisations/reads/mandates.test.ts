import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { findPerson, listMandates, listRepresentations } from './mandates.ts';

let test: TestDatabase;
let person = '';
const run = (text: string, values: unknown[] = []) => test.db.tx(async (tx) => (await tx.query(text, values)).rows);

beforeAll(async () => {
  test = await testDatabase([{ name: 'organisations', migrations: new URL('../migrations/', import.meta.url) }]);
  [{ id: person }] = await run("insert into organisations.person (given_th, family_th, created_by) values ('สมศรี', 'ใจดี', 'test') returning id") as [{ id: string }];
  await run("insert into organisations.unit (agency_id, code, name_th, name_en, since) values ('rid', 'it', 'ศูนย์สารสนเทศ', 'IT centre', '2020-01-01')");
  await run("insert into organisations.post (unit_id, title_th, title_en, responsible, roles, since) select id, 'ผู้อำนวยการ', 'Director', true, '{steward}', '2020-01-01' from organisations.unit");
});
afterAll(() => test.close());

const appoint = (kind: string, since: string, until: string | null) => run(`insert into organisations.appointment (post_id, person_id, kind, since, until, document_no, document_on, created_by)
  select id, $1, $2, (now() at time zone 'Asia/Bangkok')::date + $3::int, (now() at time zone 'Asia/Bangkok')::date + $4::int, 'ที่ 1/2569', '2026-01-01', 'test' from organisations.post`, [person, kind, since, until]);

describe('the mandates of a person', () => {
  it('are those valid today in Bangkok', async () => {
    expect(await test.db.read((tx) => findPerson(tx, person))).toMatchObject({ givenTh: 'สมศรี', email: null });
    await appoint('acting', '-9', '-1');
    await appoint('acting', '1', '9');
    expect(await test.db.read((tx) => listMandates(tx, person))).toEqual([]);
    await appoint('holder', '-9', null);
    await run("insert into organisations.delegation (from_post_id, to_person_id, powers, since, until, document_no, document_on, created_by) select id, $1, '{linkage.decide-run}', '2020-01-01', '2099-01-01', 'ที่ 2/2569', '2020-01-01', 'test' from organisations.post", [person]);
    expect(await test.db.read((tx) => listMandates(tx, person))).toMatchObject([
      { source: 'appointment', kind: 'holder', agencyId: 'rid', roles: ['steward'], powers: [], until: null },
      { source: 'delegation', kind: 'delegate', roles: [], powers: ['linkage.decide-run'], until: '2099-01-01' },
    ]);
    expect(await test.db.read((tx) => listRepresentations(tx, person))).toEqual([]);
  });

  it('cannot overlap as holders of one post, nor act without an end, nor leave the unit without anybody', async () => {
    await expect(appoint('holder', '0', null)).rejects.toMatchObject({ constraint: 'one_holder_a_post' });
    await expect(appoint('acting', '0', null)).rejects.toMatchObject({ constraint: 'acting_has_an_end' });
    await expect(run("update organisations.appointment set ended_at = now(), ended_by = 'test' where kind = 'holder'")).rejects.toMatchObject({ constraint: 'unit_has_a_responsible_person' });
  });
});
