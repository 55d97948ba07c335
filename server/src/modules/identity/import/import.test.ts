import { buffer } from 'node:stream/consumers';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { principalOf } from '#kernel/testing/principals.ts';
import { writeXlsx } from '#kernel/xlsx/write-xlsx.ts';
import { openAskers } from '#modules/organisations/testing/house.ts';
import { importRoutes } from './routes.ts';

let test: TestDatabase;
let api: Awaited<ReturnType<typeof openAskers>>;
const at = (name: string) => ({ name, migrations: new URL(`../../${name}/migrations/`, import.meta.url) });
const run = (text: string, values: unknown[] = []) => test.db.tx(async (tx) => (await tx.query(text, values)).rows);
const bytes = (content: string | Buffer) => typeof content === 'string' ? Buffer.from(content) : content;
const send = (path: string, content: string | Buffer, who = 'rid') => api.ask(who, 'POST', `/account-imports${path}`, bytes(content), { 'content-type': 'application/octet-stream' });
const preview = async (content: string | Buffer, agency = 'rid', who = 'rid') => send(`?agency=${agency}`, content, who);
const confirm = async (content: string | Buffer, plan: string, agency = 'rid', who = 'rid') => send(`/confirm?agency=${agency}&plan=${plan}`, content, who);
async function take(content: string | Buffer): Promise<{ status: number; body: any }> {
  return confirm(content, (await preview(content)).body.plan);
}
const problems = async (content: string | Buffer) => {
  const { status, body } = await preview(content);
  return status === 200 ? body.problems.map(({ line, column, code }: { line: number; column: string; code: string }) => `${line} ${column} ${code}`) : [body.code, ...(body.errors ?? []).map(({ line, column, code }: Record<string, string>) => [line, column, code].filter(Boolean).join(' '))];
};
const HEAD = 'ชื่อผู้ใช้,ชื่อ,นามสกุล,อีเมล,รหัสบุคลากร';
const sheet = (rows: string, more: Record<string, string> = {}) => zip({
  'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="ซ่อน" state="hidden" r:id="r0"/><sheet name="a" r:id="r1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="r0" Target="worksheets/hidden.xml"/><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`, ...more,
});
async function zip(parts: Record<string, string>): Promise<Buffer> {
  const made = new ZipFile();
  for (const [name, content] of Object.entries(parts)) made.addBuffer(Buffer.from(content), name);
  made.end();
  return buffer(made.outputStream);
}

beforeAll(async () => {
  test = await testDatabase([at('organisations'), at('ledger'), at('identity')]);
  api = await openAskers(test, importRoutes({ masterKey: Buffer.alloc(32, 3), vault: true }), {
    rid: principalOf('agency-admin', { name: 'rid-admin' }), doae: principalOf('agency-admin', { name: 'doae-admin', agencies: ['doae'] }), operator: principalOf('operator'),
    weak: principalOf('agency-admin', { aal: 1, bestAal: 1 }), token: principalOf('agency-admin', { scopes: ['*'] }), reader: principalOf('reader'),
  });
});
afterAll(async () => { await api.close(); await test.close(); });

describe('a file of accounts', () => {
  it('is previewed, confirmed once, and changes nothing the second time', async () => {
    const file = `${HEAD}\r\nSomchai,สมชาย,ใจดี,somchai@example.go.th,001\r\nmalee,"มาลี","สวย, งาม",,\r\n`;
    const shown = await preview(file);
    expect(shown).toMatchObject({ status: 200, body: { rows: 2, create: 2, change: 0, same: 0, problemCount: 0, items: [{ line: 2, userName: 'somchai', name: 'สมชาย ใจดี', outcome: 'create' }, { line: 3, userName: 'malee', name: 'มาลี สวย, งาม' }] } });
    expect(await run('select 1 from identity.account')).toEqual([]);
    expect(await confirm(file, shown.body.plan)).toMatchObject({ status: 200, body: { rows: 2, create: 2, change: 0, same: 0 } });
    expect(await run("select a.user_name, a.state, a.external_id, a.source, a.owner_agency_id, p.given_th, p.email from identity.account a join organisations.person p on p.id = a.person_id order by a.user_name")).toEqual([
      { user_name: 'malee', state: 'invited', external_id: null, source: 'import:rid', owner_agency_id: 'rid', given_th: 'มาลี', email: null },
      { user_name: 'somchai', state: 'invited', external_id: '001', source: 'import:rid', owner_agency_id: 'rid', given_th: 'สมชาย', email: 'somchai@example.go.th' },
    ]);
    expect(await run("select count(*)::int as n from kernel.audit where action = 'identity.account-created' and actor = 'rid-admin'")).toEqual([{ n: 2 }]);
    expect(await confirm(file, shown.body.plan)).toMatchObject({ status: 409, body: { code: 'identity.import-changed' } });
    const before = await run('select max(id) as id from kernel.outbox');
    expect(await take(file)).toMatchObject({ status: 200, body: { rows: 2, create: 0, change: 0, same: 2 } });
    expect(await run('select max(id) as id from kernel.outbox')).toEqual(before);
  });

  it('mends what differs, and leaves what it does not say', async () => {
    expect(await take('user_name,given_name,family_name\nsomchai,สมชาย,เปลี่ยนแล้ว\n')).toMatchObject({ status: 200, body: { change: 1 } });
    expect(await run("select p.family_th, p.email, a.external_id, a.display_name from identity.account a join organisations.person p on p.id = a.person_id where a.user_name = 'somchai'")).toEqual([{ family_th: 'เปลี่ยนแล้ว', email: 'somchai@example.go.th', external_id: '001', display_name: 'สมชาย เปลี่ยนแล้ว' }]);
  });

  it('gives the roles that an administrator of the agency may give, once, and takes none', async () => {
    const file = (first: string) => `user_name,given_name,family_name,บทบาท\nroled-1,ก,ข,${first}\nroled-2,ค,ง,reader\nroled-3,จ,ฉ,\n`;
    expect(await take(file('บริกรข้อมูล'))).toMatchObject({ status: 200, body: { create: 3 } });
    const held = () => run("select a.user_name, g.role, g.agency_id, g.granted_by from identity.role_grant_v1 v join identity.role_grant g on g.id = v.id join identity.account a on a.id = g.account_id order by 1, 2");
    const first = [{ user_name: 'roled-1', role: 'steward', agency_id: 'rid', granted_by: 'rid-admin' }, { user_name: 'roled-2', role: 'reader', agency_id: 'rid', granted_by: 'rid-admin' }];
    expect(await held()).toEqual(first);
    expect(await take(file('บริกรข้อมูล'))).toMatchObject({ body: { same: 3 } });
    expect(await take(file(''))).toMatchObject({ body: { same: 3 } });
    expect(await take(file('ผู้อ่าน'))).toMatchObject({ body: { change: 1, same: 2 } });
    expect(await held()).toEqual([{ ...first[0], role: 'reader' }, ...first]);
    expect(await run("select count(*)::int as n from kernel.audit where action = 'identity.role-granted'")).toEqual([{ n: 3 }]);
    expect(await problems(file('operator'))).toEqual(['2 role role']);
    const [{ id }] = await run("select id from identity.account where user_name = 'roled-3'") as [{ id: string }];
    const own = await openAskers(test, importRoutes({ masterKey: Buffer.alloc(32, 3), vault: true }), { oneself: principalOf('agency-admin', { accountId: id }) });
    const wanted = bytes('user_name,given_name,family_name,role\nroled-3,จ,ฉ,steward\n');
    const asBytes = { 'content-type': 'application/octet-stream' };
    const { body: { plan } } = await own.ask('oneself', 'POST', '/account-imports?agency=rid', wanted, asBytes);
    expect(await own.ask('oneself', 'POST', `/account-imports/confirm?agency=rid&plan=${plan}`, wanted, asBytes)).toMatchObject({ status: 403, body: { code: 'identity.not-to-oneself' } });
    await own.close();
  });

  it.each([
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)], ['Windows-874', (text: string) => iconv.encode(text, 'win874')],
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')], ['UTF-16, high byte first', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['semicolons', (text: string) => Buffer.from(text.replaceAll(',', ';'))], ['tabs', (text: string) => Buffer.from(text.replaceAll(',', '\t'))],
  ])('is read in %s', async (_how, encode) => {
    expect((await preview(encode(`${HEAD}\nencoded,น้ำทิพย์,ฏ่าฎ,x@example.go.th,9\n`))).body).toMatchObject({ create: 1, items: [{ line: 2, name: 'น้ำทิพย์ ฏ่าฎ' }] });
  });

  it('is read from a workbook: strings of both kinds, numbers as they are meant, the first visible sheet', async () => {
    const columns = HEAD.split(',').map((title) => ({ title }));
    const written = await buffer(writeXlsx([{ name: 'a', columns, rows: [['booked', 'บุญ', 'มี', 'b@example.go.th', '77']] }]));
    expect((await preview(written)).body).toMatchObject({ create: 1, items: [{ line: 2, userName: 'booked', name: 'บุญ มี' }] });
    const cells = (line: number, ...values: string[]) => `<row r="${line}">${values.map((value, each) => value.startsWith('<') ? value : `<c r="${'ABCDE'[each]}${line}" t="inlineStr"><is><t>${value}</t></is></c>`).join('')}</row>`;
    const strings = { 'xl/sharedStrings.xml': '<sst><si><r><t>ส่วน</t></r><r><t>รวม</t></r><rPh><t>อ่าน</t></rPh></si></sst>' };
    const rows = cells(1, 'user_name', 'given_name', 'family_name', 'external_id') + cells(4, 'numbered', '<c r="B4" t="s"><v>0</v></c>', 'มี', '<c r="D4"><v>1.1017002307E12</v></c>');
    const shown = await preview(await sheet(rows, strings));
    expect(shown.body).toMatchObject({ create: 1, items: [{ line: 4, name: 'ส่วนรวม มี' }] });
  });
});

describe('wrong files', () => {
  it.each<[string, string, string[]]>([
    ['formulas', `${HEAD}\nx1,=1+1,ข,,\nx2,ก,+ข,,\nx3,ก,ข,@a,\nx4,ก,ข,-,\nx5,"\t=x",ข,,`, ['2 given_name formula', '3 family_name formula', '4 email formula', '5 email formula', '6 given_name formula']],
    ['missing values', `${HEAD}\n,ก,ข,,\nx2,,ข,,\nx3,ก\n`, ['2 user_name missing', '3 given_name missing', '4 family_name missing']],
    ['names and addresses', `${HEAD}\nสมชาย,ก,ข,,\nаdmin,ก,ข,,\nx3,ก,ข,no address,\n`, ['2 user_name user-name', '3 user_name user-name', '4 email email']],
    ['doubles', `${HEAD}\nx1,ก,ข,,7\nX1,ก,ข,,8\nx3,ก,ข,,7\n`, ['3 user_name twice', '4 external_id twice']],
    ['too long a cell', `${HEAD}\nx1,${'ก'.repeat(201)},ข,,\n`, ['2 given_name too-long']],
    ['cells beyond the header', `${HEAD}\nx1,ก,ข,,7,8\n`, ['2 user_name cells-beyond']],
    ['a line within quotes', `${HEAD}\nx1,"ก\nก",ข,,\n,ก,ข,,`, ['4 user_name missing']],
    ['a number of another account', `${HEAD}\nother,ก,ข,,001\n`, ['2 external_id taken']],
    ['a header without columns', 'user_name,โทร\nx,1\n', ['identity.import-header', '1 given_name column-missing', '1 family_name column-missing', '1 โทร column-unknown']],
    ['a header twice', `${HEAD},email\n`, ['identity.import-header', '1 email column-twice']],
    ['nothing', '', ['identity.import-header', '1 user_name column-missing', '1 given_name column-missing', '1 family_name column-missing']],
    ['an open quote', `${HEAD}\nx1,ก,ข,,\nx2,"ก,ข,,\n`, ['identity.import-unreadable', '3']],
    ['letters after a quote', `${HEAD}\nx1,"ก"ข,ข,,\n`, ['identity.import-unreadable', '2']],
  ])('with %s are refused by line and column', async (_what, content, found) => expect(await problems(content)).toEqual(found));

  it('that name an account of somebody else, or a closed one, are refused', async () => {
    await run("insert into identity.account (kind, user_name, display_name, state_changed_by, created_by) values ('service', 'house-robot', 'x', 'test', 'test')");
    await take(`${HEAD}\ncloser,ก,ข,,\n`);
    await run("update identity.account set state = 'closed' where user_name = 'closer'");
    expect(await problems(`${HEAD}\nhouse-robot,ก,ข,,\ncloser,ก,ข,,\n`)).toEqual(['2 user_name taken', '3 user_name taken']);
  });

  it('are not confirmed, not even their good rows', async () => {
    const file = `${HEAD}\ngood,ก,ข,,\nbad,=ก,ข,,\n`;
    const refused = await take(file);
    expect(refused).toMatchObject({ status: 422, body: { code: 'identity.import-has-problems', errors: [{ line: 3, column: 'given_name', code: 'formula', th: expect.stringMatching(/[ก-๙]/), en: expect.any(String) }] } });
    expect(await run("select 1 from identity.account where user_name = 'good'")).toEqual([]);
  });

  it('with formulas, entities or nothing inside are refused as workbooks too', async () => {
    const header = `<row r="1">${['user_name', 'given_name', 'family_name'].map((name, each) => `<c r="${'ABC'[each]}1" t="inlineStr"><is><t>${name}</t></is></c>`).join('')}</row>`;
    expect(await problems(await sheet(`${header}<row r="2"><c r="A2" t="str"><v>x1</v></c><c r="B2" t="str"><f>CONCAT("ก")</f><v>ก</v></c><c r="C2" t="str"><v>ข</v></c></row>`))).toEqual(['2 given_name formula']);
    const laughs = await sheet('', { 'xl/worksheets/sheet1.xml': '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><worksheet><sheetData/></worksheet>' }).catch(() => null);
    expect(laughs && await problems(laughs)).toEqual(['identity.import-unreadable']);
    expect(await problems(await zip({ 'xl/workbook.xml': '<workbook/>' }))).toEqual(['identity.import-unreadable']);
    expect(await problems(Buffer.from('PK\x03\x04 is no archive'))).toEqual(['identity.import-unreadable']);
    const bomb = await zip({ 'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet r:id="r1"/></sheets></workbook>', 'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>', 'xl/worksheets/sheet1.xml': ' '.repeat(65 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await problems(bomb)).toEqual(['identity.import-too-large']);
    expect(await problems(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41]))).toEqual(['identity.import-unreadable']);
    expect(await problems(Buffer.from([0x61, 0xdb, 0x0a]))).toEqual(['identity.import-unreadable']);
  });
});

describe('who may import', () => {
  it('is an administrator of that agency who just proved who they are twice over', async () => {
    const file = `${HEAD}\nreached,ก,ข,,\n`;
    expect(await preview(file, 'rid', 'doae')).toMatchObject({ status: 422, body: { code: 'identity.agency-unknown' } });
    expect(await preview(file, 'no-such', 'operator')).toMatchObject({ status: 422, body: { code: 'identity.agency-unknown' } });
    expect(await preview(file, 'rid', 'reader')).toMatchObject({ status: 403 });
    const { body: { plan } } = await preview(file);
    expect(await confirm(file, plan, 'rid', 'doae')).toMatchObject({ status: 422, body: { code: 'identity.agency-unknown' } });
    expect(await confirm(file, plan, 'rid', 'weak')).toMatchObject({ status: 401, body: { code: 'kernel.step-up-needed' } });
    expect(await confirm(file, plan, 'rid', 'token')).toMatchObject({ status: 403, body: { code: 'kernel.scope-missing' } });
    expect(await confirm(file, plan, 'doae', 'operator')).toMatchObject({ status: 409, body: { code: 'identity.import-changed' } });
    expect(await confirm(file, plan, 'rid', 'operator')).toMatchObject({ status: 200 });
  });
});

it('takes 10,000 rows in one transaction, and no more', async () => {
  const file = (count: number) => `${HEAD}\n${Array.from({ length: count }, (_, each) => `officer-${each},ชื่อ${each},นามสกุล,o${each}@example.go.th,N${each}`).join('\n')}`;
  expect(await take(file(10_000))).toMatchObject({ status: 200, body: { create: 10_000 } });
  expect((await preview(file(10_000))).body).toMatchObject({ same: 10_000, items: [] });
  expect(await problems(file(10_001))).toEqual(['identity.import-too-large']);
  expect(await problems(Buffer.alloc(5 * 1024 * 1024 + 1, 'a'))).toEqual(['identity.import-too-large']);
});
