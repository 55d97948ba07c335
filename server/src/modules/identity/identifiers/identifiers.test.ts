import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDigit, groupCitizenId } from '@saphan/contracts/thai-id';
import { openSecret } from '#kernel/secrets.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { createPerson } from '#modules/organisations/index.ts';
import { openAskers } from '#modules/organisations/testing/house.ts';
import { importRoutes } from '../import/routes.ts';
import type { IdentityPorts } from '../ports.ts';
import { nextRef, subjectRef } from '../subject-ref.ts';
import { rekeyIdentifiers } from './rekey.ts';
import { identifierRoutes } from './routes.ts';

const ports = { masterKey: Buffer.alloc(32, 9), vault: true } as IdentityPorts;
let test: TestDatabase;
let api: Awaited<ReturnType<typeof openAskers>>;
const used: string[] = [];
const at = (name: string) => ({ name, migrations: new URL(`../../${name}/migrations/`, import.meta.url) });
const run = (text: string, values: unknown[] = []) => test.db.tx(async (tx) => (await tx.query(text, values)).rows);
const operator = principalOf('operator');

/** An invented number with a right check digit. */
function number(n: number): string {
  const twelve = `9${String(n).padStart(11, '0')}`;
  const digits = `${twelve}${checkDigit(twelve)}`;
  used.push(digits);
  return digits;
}
const person = async (givenTh: string) => (await test.db.tx((tx) => createPerson(tx, operator, { givenTh, familyTh: 'ทดสอบ' }))).id;
const record = (personId: string, text: string, who = 'operator') => api.ask(who, 'POST', `/people/${personId}/identifiers`, { number: text });

beforeAll(async () => {
  test = await testDatabase([at('organisations'), at('ledger'), at('identity')]);
  api = await openAskers(test, [...identifierRoutes(ports), ...importRoutes(ports)], {
    operator, rid: principalOf('agency-admin'), auditor: principalOf('auditor'), weak: principalOf('operator', { aal: 1, bestAal: 1 }), token: principalOf('operator', { scopes: ['*'] }),
  });
});
afterAll(async () => { await api.close(); await test.close(); });

describe('a citizen id', () => {
  it('is noted once, with or without hyphens, and never shown', async () => {
    const somchai = await person('สมชาย');
    const own = number(1);
    const first = await record(somchai, groupCitizenId(own));
    expect(first).toMatchObject({ status: 200, body: { items: [{ kind: 'th-pid', ial: 10, issuer: 'desk', sealed: true }] } });
    const audits = await run('select count(*)::int as n from kernel.audit');
    expect((await record(somchai, own)).body).toEqual(first.body);
    expect(await run('select count(*)::int as n from kernel.audit')).toEqual(audits);
    expect((await api.ask('auditor', 'GET', `/people/${somchai}/identifiers`)).body).toEqual(first.body);
  });

  it('of one person is refused to another, and a person has one', async () => {
    const [anan, busaba] = [await person('อนันต์'), await person('บุษบา')];
    const own = number(2);
    await record(anan, own);
    expect(await record(busaba, own)).toMatchObject({ status: 409, body: { code: 'identity.citizen-id-taken' } });
    expect(await record(anan, number(3))).toMatchObject({ status: 409, body: { code: 'identity.citizen-id-other' } });
    expect(await api.ask('operator', 'DELETE', `/people/${anan}/identifiers/th-pid`)).toMatchObject({ status: 204 });
    expect(await api.ask('operator', 'DELETE', `/people/${anan}/identifiers/th-pid`)).toMatchObject({ status: 404, body: { code: 'identity.identifier-unknown' } });
    expect(await record(busaba, own)).toMatchObject({ status: 200 });
    const two = await Promise.all([record(await person('ก'), number(4)), record(await person('ข'), used.at(-1) as string)]);
    expect(two.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('must have 13 digits and the right last one; the refusal does not repeat it', async () => {
    const chalee = await person('ชาลี');
    const right = number(5);
    for (const wrong of ['', '123', right.slice(0, 12), `${right.slice(0, 12)}${(Number(right[12]) + 1) % 10}`, '0000000000000', `${right}1`, 'เก้าหนึ่งสอง']) {
      const refused = await record(chalee, wrong);
      expect([wrong, refused.status, refused.body.code]).toEqual([wrong, 422, 'identity.citizen-id-refused']);
      if (wrong.length > 3) expect(JSON.stringify(refused.body)).not.toContain(wrong);
    }
  });

  it('is recorded by an administrator who just proved who they are twice over', async () => {
    const id = await person('ดารา');
    for (const [who, status] of [['auditor', 403], ['weak', 401], ['token', 403], ['nobody', 401]] as const) expect([who, (await record(id, number(6), who)).status]).toEqual([who, status]);
    await run(`with u as (insert into organisations.unit (agency_id, code, name_th, name_en, since) values ('doae', 'X', 'กอง', 'unit', '2020-01-01') returning id),
      p as (insert into organisations.post (unit_id, title_th, title_en, since) select id, 'นัก', 'officer', '2020-01-01' from u returning id)
      insert into organisations.appointment (post_id, person_id, kind, since, document_no, document_on, created_by) select id, $1, 'holder', '2020-01-01', 'ที่ 1', '2020-01-01', 'test' from p`, [id]);
    expect(await record(id, number(7), 'rid')).toMatchObject({ status: 404, body: { code: 'organisations.person-unknown' } });
  });
});

describe('citizen ids of a file of accounts', () => {
  const send = (path: string, text: string) => api.ask('operator', 'POST', `/account-imports${path}`, Buffer.from(text), { 'content-type': 'application/octet-stream' });
  const take = async (text: string) => send(`/confirm?agency=rid&plan=${(await send('?agency=rid', text)).body.plan}`, text);
  const HEAD = 'ชื่อผู้ใช้,ชื่อ,นามสกุล,เลขประจำตัวประชาชน';

  it('are kept with the accounts, found the second time, and added where there was none', async () => {
    const file = `${HEAD}\nfile-1,ก,ข,${groupCitizenId(number(11))}\nfile-2,ค,ง,\n`;
    expect(await take(file)).toMatchObject({ status: 200, body: { create: 2 } });
    expect(await take(file)).toMatchObject({ status: 200, body: { same: 2 } });
    const fuller = file.replace('ง,', `ง,${number(12)}`);
    expect((await send('?agency=rid', fuller)).body).toMatchObject({ same: 1, change: 1, items: [{ line: 3, fields: ['citizen_id'] }] });
    expect(await take(fuller)).toMatchObject({ status: 200, body: { change: 1, same: 1 } });
    expect(await take(fuller)).toMatchObject({ status: 200, body: { same: 2 } });
    expect(await run("select count(*)::int as n from identity.identifier i join identity.account a on a.person_id = i.person_id where a.source = 'import:rid'")).toEqual([{ n: 2 }]);
  });

  it('that are wrong, doubled, another person’s or another than known are refused by line', async () => {
    const known = number(13);
    await record(await person('อยู่ก่อน'), known);
    const fresh = number(14);
    const shown = await send('?agency=rid', `${HEAD}\nfile-1,ก,ข,${number(15)}\nfile-3,ก,ข,1234567890123\nfile-4,ก,ข,${known}\nfile-5,ก,ข,${fresh}\nfile-6,ก,ข,${fresh}\n`);
    expect(shown.body.problems.map(({ line, column, code }: { line: number; column: string; code: string }) => `${line} ${column} ${code}`)).toEqual(['2 citizen_id other', '3 citizen_id citizen-id', '4 citizen_id taken', '6 citizen_id twice']);
    for (const digits of used) expect(JSON.stringify(shown.body)).not.toContain(digits);
  });
});

describe('the key of references', () => {
  it('goes on to later versions, each made of the one before', async () => {
    const own = number(21);
    const [one, three] = [subjectRef(ports.masterKey, 'th-pid', own, 1), subjectRef(ports.masterKey, 'th-pid', groupCitizenId(own), 3)];
    expect(nextRef(ports.masterKey, one, 1, 3)).toEqual(three);
    expect(nextRef(ports.masterKey, one, 1, 1)).toEqual(one);
    expect(new Set([one, three, subjectRef(Buffer.alloc(32, 8), 'th-pid', own, 1), subjectRef(ports.masterKey, 'th-passport', own, 1), subjectRef(ports.masterKey, 'th-pid', own, 2)].map((ref) => ref.toString('hex'))).size).toBe(5);
  });

  it('is raised in batches, repeatably, and everybody is found by the new one', async () => {
    const [{ n }] = await run('select count(*)::int as n from identity.identifier');
    await run("insert into identity.identifier (person_id, kind, key_version, ref, ial, issuer, verified_at) select uuidv7(), 'th-pid', 1, sha256(g::text::bytea), 10, 'test', now() from generate_series(1, 1100) g");
    const signal = new AbortController().signal;
    expect(await rekeyIdentifiers(test.db, ports.masterKey, 2, signal)).toBe(n + 1_100);
    expect(await rekeyIdentifiers(test.db, ports.masterKey, 2, signal)).toBe(0);
    expect(await run('select person_id from identity.identifier where key_version = 2 and ref = $1', [subjectRef(ports.masterKey, 'th-pid', used[0] as string, 2)])).toHaveLength(1);
    expect(await run('select 1 from identity.identifier where key_version < 2')).toEqual([]);
  });
});

it('lies in no column of the database, neither in clear nor as a bare hash', async () => {
  const columns = await run(`select table_schema, table_name, column_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_type = 'BASE TABLE' and table_schema in ('kernel', 'organisations', 'identity') order by 1, 2, 3`) as { table_schema: string; table_name: string; column_name: string }[];
  expect(columns.length).toBeGreaterThan(100);
  const hashes = (digits: string) => ['sha256', 'sha1', 'md5'].map((name) => createHash(name).update(digits).digest('hex'));
  const forbidden = used.flatMap((digits) => [digits, groupCitizenId(digits), ...hashes(digits), Buffer.from(digits).toString('base64').slice(0, 16), Buffer.from(digits).toString('hex')]);
  const found: string[] = [];
  let looked = 0;
  for (const { table_schema, table_name, column_name } of columns) {
    const rows = await run(`select distinct t."${column_name}"::text as text from ${table_schema}.${table_name} t where t."${column_name}" is not null`) as { text: string }[];
    looked += rows.length;
    const all = rows.map(({ text }) => text).join('\n');
    if (forbidden.some((text) => all.includes(text))) found.push(`${table_schema}.${table_name}.${column_name}`);
  }
  expect(looked).toBeGreaterThan(1_000);
  expect(found).toEqual([]);
  const [{ vault }] = await run('select vault from identity.identifier where vault is not null limit 1') as [{ vault: string }];
  expect(used).toContain(openSecret(ports.masterKey, 'identity/vault/th-pid', vault));
});
