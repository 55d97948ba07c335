import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildEService } from '../../sample/e-service/service.ts';
import { waitUntil } from '../../server/src/app/testing/instance.ts';
import { addPerson, addUnit } from './testing/officers.ts';
import { addPasskey, askFrom, choose, confirmed, go, look, press, signIn, takeUp } from './testing/people.ts';
import { expectAccessible, settled, startVisit, type Visit } from './testing/visit.ts';

const service = 'ศูนย์บริการเกษตรพิรุณราช';
let visit: Visit;
let boss: Page;
let manee: Page;
let home: string;
/** The service's machine: it has an address before the service has its secret. */
const machine = createServer();
const name = 'มานี ทดสอบระบบ';

beforeAll(async () => {
  visit = await startVisit();
  boss = await visit.open('/th/account');
  await addPasskey(boss, visit);
  manee = await visit.openAsVisitor('/th/sign-in');
  await new Promise<void>((resolve) => { machine.listen(0, 'localhost', resolve); });
  home = `http://localhost:${(machine.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await visit.close();
  machine.closeAllConnections();
  machine.close();
});

/** Whether the service still knows the person of this browser. */
const knownAtService = async (page: Page): Promise<boolean> => (await page.request.get(`${home}/me`)).ok();

describe('an outside e-service', () => {
  it('is registered in the wizard, and told its secret once', async () => {
    await go(boss, visit, '/th/services/new');
    await press(boss, 'บันทึกเป็นร่าง');
    await boss.getByText('ใส่ที่อยู่เต็มที่ขึ้นต้นด้วย https:// อย่างน้อยหนึ่งบรรทัด').waitFor();
    await look(boss, 'new service');
    await go(boss, visit, '/th/services/new');
    await boss.getByRole('textbox', { name: 'รหัสบริการ' }).fill('new');
    await choose(boss, 'หน่วยงาน', 'กรมชลประทาน');
    for (const [label, text] of [['ชื่อภาษาไทย', service], ['ชื่อภาษาอังกฤษ', 'Phirunrat agriculture service centre'], ['หน้าแรกของบริการ', home], ['ที่อยู่กลับหลังลงชื่อเข้าใช้', `${home}/callback`], ['ที่อยู่กลับหลังออกจากระบบ', `${home}/`], ['ที่อยู่รับแจ้งออกจากระบบ', `${home}/backchannel-logout`], ['เครือข่ายภายในที่ให้ติดต่อบริการ', '127.0.0.0/8\n::1/128']] as const) await boss.getByRole('textbox', { name: label }).fill(text);
    await press(boss, 'บันทึกเป็นร่าง');
    await confirmed(boss, boss.getByRole('alert').getByText('สงวนไว้'));
    await boss.getByRole('textbox', { name: 'รหัสบริการ' }).fill('pirunrat');
    await press(boss, 'บันทึกเป็นร่าง');
    await confirmed(boss, boss.getByText('รหัสลับของบริการ'));
    const clientSecret = await boss.locator('code.secret-text').innerText();
    const eService = buildEService({ issuer: `${visit.address}/oidc`, testIssuer: `${visit.address}/self-test/pirunrat`, clientId: 'pirunrat', clientSecret, baseUrl: home });
    machine.on('request', (request, response) => eService.emit('request', request, response));
    await boss.getByRole('button', { name: /เก็บ/ }).click();
    await boss.waitForURL(/services\/pirunrat$/);
    await settled(boss);
    await press(boss, 'เปิดแซนด์บ็อกซ์');
    await boss.getByRole('button', { name: 'เริ่มทดสอบ' }).waitFor();
    await go(boss, visit, '/th/services/pirunrat');
    await look(boss, 'service in the sandbox');
  });

  it('is tried by the self-test, while an officer is given an account and a code', async () => {
    await boss.getByRole('textbox', { name: 'ที่อยู่เริ่มลงชื่อเข้าใช้' }).fill(`${home}/sign-in`);
    await boss.getByRole('textbox', { name: 'หน้าที่เห็นได้เมื่อเข้าใช้แล้ว' }).fill(`${home}/me`);
    await press(boss, 'เริ่มทดสอบ');
    await boss.getByText('การทดสอบที่').first().waitFor();
    await go(boss, visit, '/th/accounts');
    const personId = await addPerson(boss, 'มานี');
    await press(boss, 'เปิดบัญชี');
    await boss.getByRole('alertdialog').getByRole('combobox').fill('มานี');
    await boss.getByRole('option', { name: /มานี/ }).click();
    await boss.getByRole('textbox', { name: 'ชื่อผู้ใช้' }).fill('manee');
    await boss.getByRole('alertdialog').locator('button[type=submit]').click();
    await confirmed(boss, boss.getByRole('button', { name: 'ออกรหัสเชิญ' }));
    await press(boss, 'ออกรหัสเชิญ');
    await confirmed(boss, boss.getByText('รหัสเข้าใช้สะพานครั้งแรก'));
    await takeUp(manee, await boss.locator('.secret-text').first().innerText());
    await addUnit(boss, 'rid', 'TRY', { head: 'headrid', officers: [{ userName: 'manee', personId }] });
  });

  it('passes, is approved and goes live', async () => {
    const approve = boss.getByRole('button', { name: 'อนุมัติ', exact: true });
    await vi.waitFor(async () => { await go(boss, visit, '/th/services/pirunrat'); await approve.waitFor({ timeout: 5000 }); }, { timeout: 200_000, interval: 500 });
    expect(await boss.getByRole('status').filter({ hasText: 'การทดสอบที่' }).innerText()).toMatch(/ผ่าน (\d+) จาก \1 ข้อ/);
    await approve.click();
    await confirmed(boss, boss.getByRole('button', { name: 'เปิดใช้', exact: true }));
    await press(boss, 'เปิดใช้');
    await boss.getByText('ทุกคนที่มีสิทธิ์เข้าบริการนี้ได้ด้วยบัญชีกลาง').waitFor();
    await look(boss, 'service that is live');
  });

  it('lets the officer in once she agreed, and stands among her services', async () => {
    await manee.goto(home);
    await manee.getByRole('link', { name: /ลงชื่อเข้าใช้/ }).click();
    await manee.getByRole('heading', { name: 'ยินยอมให้ใช้ข้อมูล' }).waitFor();
    await settled(manee);
    await look(manee, 'consent');
    await press(manee, 'ยินยอมและไปต่อ');
    await manee.getByRole('heading', { name: 'สวัสดี มานี ทดสอบระบบ' }).waitFor();
    await go(manee, visit, '/th/my');
    await manee.getByRole('heading', { name: service }).waitFor();
    await manee.getByRole('rowheader', { name: service }).waitFor();
    await look(manee, 'launcher');
  });

  it('is told when she signs out everywhere', async () => {
    expect(await knownAtService(manee)).toBe(true);
    await go(manee, visit, '/th/account/sessions');
    await manee.getByText(service).first().waitFor();
    await press(manee, 'ออกจากระบบทุกเครื่อง');
    await manee.getByRole('alertdialog').getByRole('button', { name: 'ออกจากระบบทุกเครื่อง' }).click();
    await manee.waitForURL(/sign-in|signed-out/);
    await waitUntil(async () => !await knownAtService(manee), 'the service to hear of the sign-out');
    await go(boss, visit, '/th/services/pirunrat');
    await boss.locator('#receipts').getByText('ผู้ใช้ออกจากทุกเครื่อง').waitFor();
    await boss.locator('#receipts').getByText('รับแจ้งแล้ว').waitFor();
  });
});

describe('a suspension', () => {
  it('ends the open tab, the token and the sign-in at the service at once', async () => {
    await go(manee, visit, '/th/sign-in?to=%2Fth%2Fdatasets');
    await signIn(manee, 'manee');
    await manee.waitForURL(`${visit.address}/th/datasets`);
    await manee.goto(`${home}/sign-in`);
    await manee.getByRole('heading', { name: 'สวัสดี มานี ทดสอบระบบ' }).waitFor();
    await go(manee, visit, '/th/datasets');
    const { token } = (await askFrom(manee, 'POST', '/me/api-tokens', { name: 'รายงาน', scopes: ['*'], days: 2 })).body;
    const byToken = async () => (await fetch(`${visit.address}/api/v1/datasets`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect([await byToken(), await knownAtService(manee)]).toEqual([200, true]);

    await go(boss, visit, '/th/accounts');
    await boss.getByRole('link', { name: name }).click();
    await press(boss, 'ระงับบัญชี');
    await boss.getByRole('alertdialog').locator('button[type=submit]').click();
    await boss.getByRole('alertdialog').getByRole('textbox').fill('ย้ายออกจากกรมตั้งแต่เมื่อวาน');
    await expectAccessible(boss, 'suspend');
    await boss.getByRole('alertdialog').locator('button[type=submit]').click();
    await confirmed(boss, boss.getByText(/ระงับแล้ว จบไป 1 เซสชัน/));
    expect(await byToken()).toBe(401);
    await manee.getByRole('link', { name: 'บริการของฉัน' }).first().click();
    await manee.waitForURL(/\/th\/sign-in/);
    await waitUntil(async () => !await knownAtService(manee), 'the service to hear of the suspension');
    await signIn(manee, 'manee');
    await manee.getByRole('alert').waitFor();
    await look(boss, 'a suspended account');
    await go(boss, visit, '/th/services/pirunrat');
    await boss.locator('#receipts').getByText('บัญชีถูกระงับ').waitFor();
  });
});
