import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/src/kernel/db.ts';
import { makeStatements } from '../../server/src/modules/exchange/statements/make-statements.ts';
import { addExchange, addParties } from '../../server/src/modules/exchange/testing/traded.ts';
import { addUnit, slipOf, type Officer } from './testing/officers.ts';
import { addPasskey, confirmed, go, press, takeUp } from './testing/people.ts';
import { expectFit, expectThaiForEars, leave, startVisit, type Visit } from './testing/visit.ts';

let visit: Visit;
let receiver: Server;
let hook = '';
/** An administrator with a passkey. */
let keeper: Page;

const day = addDays(todayInBangkok(new Date()), -1);
const run = (text: string, values: unknown[] = []): Promise<any[]> => (visit.db as Database).tx(async (tx) => (await tx.query(text, values)).rows);

/** An id of a moment of yesterday (UUIDv7). */
function idOf(hour: number): string {
  const ms = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00+07:00`).toString(16).padStart(12, '0');
  const rest = randomBytes(9).toString('hex');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6)}`;
}

beforeAll(async () => {
  receiver = createServer((request, reply) => { request.resume(); reply.writeHead(204).end(); }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  visit = await startVisit({ SAPHAN_ALLOW_PRIVATE_HOSTS: '127.0.0.1/32' });
});
afterAll(async () => { await visit?.close(); receiver?.close(); });

describe('what goes through the exchange', () => {
  it('is seen live, by agreement and one by one, and each list says what it will hold', async () => {
    const page = await visit.open('/th/exchange/traffic');
    await page.getByText('ยังไม่มีการแลกเปลี่ยน').waitFor();
    await page.getByText('ไม่มีการแลกเปลี่ยนในช่วงนี้').waitFor();
    await expectThaiForEars(page, 'traffic');
    await expectFit(page, 'traffic');
    await go(page, visit, '/en/exchange/traffic?minutes=15');
    await expectFit(page, 'traffic in English');
    await page.getByRole('link', { name: 'All exchanges' }).click();
    await page.getByRole('heading', { level: 1, name: 'Exchanges' }).waitFor();
    await expectFit(page, 'exchanges');
    await go(page, visit, '/th/exchange/exchanges?via=unmatched');
    await page.getByText('โดยตรงที่มีหลักฐานฝ่ายเดียว').first().waitFor();
    await expectFit(page, 'direct exchanges of one side');
    await go(page, visit, '/th/exchange/edges?show=away');
    await page.getByText('ไม่มีปลายทางตามที่เลือก').waitFor();
    await expectThaiForEars(page, 'edges');
    await go(page, visit, '/en/exchange/edges');
    await page.getByRole('heading', { level: 1, name: 'Edges' }).waitFor();
    await expectFit(page, 'edges');
    await leave(page);
  });

  it('is told to a system that an administrator adds, tries and looks after', async () => {
    const page = keeper = await visit.open('/th/account');
    await addPasskey(page, visit);
    await go(page, visit, '/th/exchange/subscriptions');
    await press(page, 'เพิ่มระบบรับ');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel('ชื่อ', { exact: true }).fill('ระบบสารบรรณ');
    await dialog.getByLabel('ที่อยู่ที่รับ').fill(hook);
    await expectFit(page, 'a subscription being written');
    await dialog.getByRole('button', { name: 'บันทึก' }).click();
    await confirmed(page, page.getByText('กุญแจลงลายมือชื่อของ ระบบสารบรรณ'));
    await expectFit(page, 'subscriptions with a secret');
    await page.getByRole('button', { name: 'ลองส่ง ระบบสารบรรณ' }).click();
    await page.getByText('ตอบกลับ 204').waitFor();
    await page.getByRole('link', { name: 'ประวัติ ระบบสารบรรณ' }).click();
    await page.getByRole('heading', { level: 1, name: 'ประวัติการส่งถึง ระบบสารบรรณ' }).waitFor();
    await expectFit(page, 'deliveries of a subscription');
  });

  it('is listed with the reason where nobody took it for three days, and goes again when the receiver is back', async () => {
    const page = keeper;
    await run(`with e as (insert into events.event (type, subject, happened_at, data, key) values ('saphan.agreement.activated', 'agreement/SA-2569-0009', now() - interval '3 days', '{}', 'a-dead-letter') returning position)
      insert into events.delivery (subscription_id, position, attempts, ended_at, outcome, last_status, last_error) select s.id, e.position, 9, now(), 'dead', 503, 'The receiver answered 503' from e, events.subscription s`);
    await go(page, visit, '/th/exchange/subscriptions');
    await page.getByRole('link', { name: 'ส่งไม่ถึง 1' }).click();
    await page.getByText('HTTP 503').waitFor();
    await expectThaiForEars(page, 'a dead letter');
    await expectFit(page, 'a dead letter');
    await press(page, 'ปล่อยไป');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('จะไม่ส่งเหตุการณ์เหล่านี้อีก').waitFor();
    await expectFit(page, 'letting a dead letter go');
    await dialog.getByRole('button', { name: 'ไม่ทำตอนนี้' }).click();
    await press(page, 'ส่งที่ค้างอีกครั้ง');
    await page.getByRole('heading', { name: 'ไม่มีรายการ' }).waitFor();
    await page.getByRole('radio', { name: 'ส่งถึง' }).click();
    await page.getByText('agreement/SA-2569-0009').waitFor();
  });

  it('is summed up day by day: a party lays its own record beside the statement, disputes it, and countersigns it', async () => {
    const parties = await addParties(run);
    const ids = [8, 9, 10].map(idOf);
    for (const [at, id] of ids.entries()) await addExchange(run, parties, { id, at: `${day}T${String(at + 8).padStart(2, '0')}:00:00+07:00`, ...(at === 2 && { status: 403, origin: 'hub', problem: 'exchange.purpose-unknown' }) });
    await makeStatements(visit.db as Database, day, new Date());
    const boss = keeper;
    await go(boss, visit, '/th/exchange/statements?show=open');
    await boss.getByRole('row', { name: /doa\/subsidy/ }).getByRole('link').click();
    await boss.getByText('exchange.purpose-unknown', { exact: true }).waitFor();
    expect(await boss.getByRole('button', { name: 'ยืนยันหรือทักท้วง' }).getAttribute('aria-description')).toContain('ผู้ดูแลข้อมูล');
    const address = new URL(boss.url()).pathname;
    const [officer, slip] = [await visit.openAsVisitor('/th/sign-in'), await slipOf(boss, (await addUnit(boss, 'doa', 'SUB', { head: 'headdoa', officers: [] }))['headdoa'] as Officer)];
    await takeUp(officer, slip);
    await go(officer, visit, address);
    const record = (lines: string[]) => officer.locator('input[type=file]').setInputFiles({ name: 'calls.log', mimeType: 'text/plain', buffer: Buffer.from(lines.map((id) => `200 ${id}`).join('\n')) });
    await record([...ids.slice(1), idOf(11)]);
    await officer.getByText('มีเฉพาะในใบสรุป 1 ครั้ง').waitFor();
    await expectThaiForEars(officer, 'a statement');
    await expectFit(officer, 'a statement beside another record');
    const dialog = officer.getByRole('alertdialog');
    await press(officer, 'ยืนยันหรือทักท้วง');
    await dialog.getByRole('button', { name: 'บันทึกคำตอบ' }).click();
    await dialog.getByText('เช่น บันทึกของเรามี 41 ครั้ง').last().waitFor();
    await expectFit(officer, 'a statement being disputed');
    await dialog.getByLabel('ต่างกันอย่างไร').fill('ของเรามีอีกหนึ่งครั้งเวลา 11.00 น.');
    await dialog.getByRole('button', { name: 'บันทึกคำตอบ' }).click();
    await officer.getByRole('row', { name: /ของเรามีอีกหนึ่งครั้งเวลา 11.00 น./ }).waitFor();
    await record(ids);
    await officer.getByText('ตรงกันทั้ง 3 ครั้ง').waitFor();
    await press(officer, 'ยืนยันหรือทักท้วง');
    await dialog.getByRole('button', { name: 'บันทึกคำตอบ' }).click();
    await officer.getByText('รายการตรงกันทุกครั้ง').waitFor();
    await go(boss, visit, `${address.replace('/th/', '/en/')}`);
    await boss.getByText('the same list, each one').waitFor();
    await expectFit(boss, 'a statement in English');
    await leave(officer);
  });

  it('comes by older doors too, as long as an administrator keeps them open; a secret is shown once', async () => {
    await visit.ask('POST', '/exchange/systems', { agencyId: 'doae', code: 'older', nameTh: 'ระบบเดิม', nameEn: 'Older program', kind: 'consumer', minAssurance: 0 });
    // What X-Road's code says to whoever proves nothing: that the door is closed, or that they are nobody.
    const door = async () => (await fetch(`${visit.address}/r1/listClients`)).headers.get('x-road-error');
    expect(await door()).toContain('ServiceDisabled');
    const page = keeper;
    await go(page, visit, '/th/exchange/facades');
    const row = page.getByRole('row', { name: /X-Road REST/ });
    const dialog = page.getByRole('alertdialog');
    await row.getByRole('button', { name: 'เปิด X-Road REST (r1)' }).click();
    await dialog.getByRole('button', { name: 'เปิด', exact: true }).click();
    await dialog.getByText('อย่างน้อย 5 ตัวอักษร').last().waitFor();
    await expectFit(page, 'a door being opened');
    await dialog.getByLabel('เหตุผล').fill('ระหว่างย้ายโปรแกรม');
    await dialog.getByRole('button', { name: 'เปิด', exact: true }).click();
    await confirmed(page, row.getByText('เปิดอยู่'));
    await expect.poll(door).toContain('SslAuthenticationFailed');
    await press(page, 'ออกรหัสลับ');
    for (const [label, text] of [['ระบบ', 'TH/GOV/doae/older'], ['ใช้ทำอะไร', 'ตารางคำนวณเดิม']] as const) await dialog.getByLabel(label, { exact: true }).fill(text);
    await dialog.getByRole('button', { name: 'ออกรหัสลับ' }).click();
    await confirmed(page, page.getByText('รหัสลับร่วม เห็นครั้งเดียว'));
    const secret = await page.getByRole('alert').locator('.secret-text').last().innerText();
    expect(secret).toMatch(/^[A-Za-z0-9_-]{20,}$/);
    await expectThaiForEars(page, 'doors');
    await expectFit(page, 'doors with a secret');
    await go(page, visit, '/en/exchange/facades');
    await page.getByRole('row', { name: /TH\/GOV\/doae\/older/ }).waitFor();
    expect(await page.content()).not.toContain(secret);
    await expectFit(page, 'doors in English');
    await go(page, visit, '/th/exchange/facades');
    await row.getByRole('button', { name: 'ปิด X-Road REST (r1)' }).click();
    await dialog.getByLabel('เหตุผล').fill('ย้ายเสร็จแล้ว');
    await dialog.getByRole('button', { name: 'ปิด', exact: true }).click();
    await confirmed(page, row.getByText('ปิดอยู่'));
    await expect.poll(door).toContain('ServiceDisabled');
    await leave(page);
  });
});
