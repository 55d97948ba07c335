import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildEService } from '../../sample/e-service/service.ts';
import { addPerson, slipOf } from './testing/officers.ts';
import { addPasskey, askFrom, choose, confirmed, go, made, press, takeUp } from './testing/people.ts';
import { expectAccessible, expectNoSidewaysScroll, leave, settled, startVisitOfAll, type Visit } from './testing/visit.ts';

const service = 'ทะเบียนเกษตรกร';
const machine = createServer();
let visit: Visit;
let boss: Page;
let home: string;

beforeAll(async () => {
  visit = await startVisitOfAll({ SAPHAN_SAMPLE: 'on' });
  boss = await visit.open('/th/account');
  await addPasskey(boss, visit);
  await new Promise<void>((resolve) => { machine.listen(0, 'localhost', resolve); });
  home = `http://localhost:${(machine.address() as AddressInfo).port}`;
  await beginTest();
});
afterAll(async () => {
  await visit.close();
  machine.closeAllConnections();
  machine.close();
});

/** Registers a service that wants people proved at IAL 2.3, and lets the self-test run while the citizens walk about. */
async function beginTest(): Promise<void> {
  await go(boss, visit, '/th/services');
  await boss.getByRole('link', { name: 'ลงทะเบียนบริการ' }).or(boss.getByRole('button', { name: 'ลงทะเบียนบริการ' })).first().click();
  await boss.getByRole('textbox', { name: 'รหัสบริการ' }).fill('farmers');
  await choose(boss, 'หน่วยงาน', 'กรมส่งเสริมการเกษตร');
  for (const [label, text] of [['ชื่อภาษาไทย', service], ['ชื่อภาษาอังกฤษ', 'Register of farmers'], ['หน้าแรกของบริการ', home], ['ที่อยู่กลับหลังลงชื่อเข้าใช้', `${home}/callback`], ['ที่อยู่รับแจ้งออกจากระบบ', `${home}/backchannel-logout`], ['เครือข่ายภายในที่ให้ติดต่อบริการ', '127.0.0.0/8\n::1/128']] as const) await boss.getByRole('textbox', { name: label }).fill(text);
  await boss.getByRole('button', { name: /ความเข้มของการพิสูจน์ตัวตน/ }).click();
  await boss.getByRole('option', { name: 'IAL 2.3' }).click();
  await press(boss, 'บันทึกเป็นร่าง');
  await confirmed(boss, boss.getByText('รหัสลับของบริการ'));
  const eService = buildEService({ issuer: `${visit.address}/oidc`, testIssuer: `${visit.address}/self-test/farmers`, clientId: 'farmers', clientSecret: await boss.locator('code.secret-text').innerText(), baseUrl: home });
  machine.on('request', (request, response) => eService.emit('request', request, response));
  await made(boss, 'POST', '/clients/farmers/submit');
  await made(boss, 'POST', '/clients/farmers/self-tests', { loginUrl: `${home}/sign-in`, checkUrl: `${home}/me` });
}

/** On the simulator's page: says as whom to come back. */
async function comeBackAs(page: Page, name: string): Promise<void> {
  await page.waitForURL(/\/thaid-simulator\//);
  await page.getByRole('link', { name: new RegExp(name) }).click();
}
const thaid = (page: Page) => page.getByRole('link', { name: /^ใช้ .*ThaiD/ });
const ialOf = async (page: Page): Promise<number> => (await askFrom(page, 'GET', '/session')).body.who.ial;

describe('a citizen', () => {
  it('signs in through ThaiD, comes to the open datasets, and is offered no page of officers', async () => {
    const page = await visit.openAsVisitor('/th/sign-in');
    await thaid(page).click();
    await page.waitForURL(/\/thaid-simulator\//);
    await expectAccessible(page, 'simulator');
    await page.setViewportSize({ width: 375, height: 800 });
    await expectNoSidewaysScroll(page, 'simulator');
    await comeBackAs(page, 'สมศรี');
    await page.waitForURL(`${visit.address}/th/datasets`);
    await settled(page);
    await expectAccessible(page, 'datasets of a citizen');
    await expectNoSidewaysScroll(page, 'datasets of a citizen');
    await page.setViewportSize({ width: 1440, height: 900 });
    const offered = await page.getByRole('navigation').getByRole('link').evaluateAll((links: { getAttribute(name: string): string | null }[]) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(offered).toContain('/th/my');
    for (const path of ['/accounts', '/people', '/services', '/reviews', '/security', '/runs', '/sources', '/board', '/link']) expect(offered.filter((href) => href.startsWith(`/th${path}`)), path).toEqual([]);
    expect((await askFrom(page, 'GET', '/accounts')).status).toBe(403);
    await leave(page);
  });

  it('who says no at ThaiD is told so, and nobody is signed in', async () => {
    const page = await visit.openAsVisitor('/th/sign-in');
    await thaid(page).click();
    await comeBackAs(page, 'ไม่ยินยอม กลับ');
    await page.getByRole('alert').getByText('ยกเลิกการยืนยันตัวตนแล้ว').waitFor();
    expect((await askFrom(page, 'GET', '/session')).body.who).toBeNull();
    await leave(page);
  });
});

describe('a service that wants proved identities', () => {
  it('goes live once the self-test found nothing', async () => {
    await go(boss, visit, '/th/services/farmers');
    await boss.getByRole('button', { name: 'อนุมัติ', exact: true }).click({ timeout: 200_000 });
    await confirmed(boss, boss.getByRole('button', { name: 'เปิดใช้', exact: true }));
    await press(boss, 'เปิดใช้');
    await boss.getByText('ทุกคนที่มีสิทธิ์เข้าบริการนี้ได้ด้วยบัญชีกลาง').waitFor();
  });

  it('lets a citizen through ThaiD in at once', async () => {
    const page = await visit.openAsVisitor('/th/sign-in');
    await page.goto(`${home}/sign-in`);
    await settled(page);
    await thaid(page).click();
    await comeBackAs(page, 'ประเสริฐ');
    await press(page, 'ยินยอมและไปต่อ');
    await page.getByRole('heading', { name: 'สวัสดี ประเสริฐ จำลอง' }).waitFor();
    await leave(page);
  });

  it('sends whoever came by a password to ThaiD, and takes them back proved', async () => {
    const page = await visit.openAsVisitor('/th/sign-in');
    const account = await made(boss, 'POST', '/accounts', { personId: await addPerson(boss, 'อับดุลเลาะห์'), userName: 'abdulloh' });
    await takeUp(page, await slipOf(boss, { name: 'อับดุลเลาะห์', accountId: account.id }));
    expect(await ialOf(page)).toBeLessThan(23);
    await page.goto(`${home}/sign-in`);
    await settled(page);
    await page.getByText('บริการนี้ต้องการการพิสูจน์ตัวตนกับทะเบียนราษฎร').waitFor();
    await expectAccessible(page, 'step up to ThaiD');
    await page.getByRole('button', { name: /^ยืนยันผ่าน .*ThaiD/ }).click();
    await comeBackAs(page, 'อับดุลเลาะห์');
    await page.waitForURL(/link-needed/);
    await settled(page);
    await expectAccessible(page, 'link needed');
    await press(page, 'ใช่ ผูกกับบัญชีนี้');
    await press(page, 'ยินยอมและไปต่อ');
    await page.getByRole('heading', { name: /สวัสดี อับดุลเลาะห์/ }).waitFor();
    await go(page, visit, '/th/my');
    expect(await ialOf(page)).toBe(23);
    await leave(page);
  });

  it('keeps out whoever ThaiD proved less than it needs, also after they came back from ThaiD', async () => {
    const page = await visit.openAsVisitor('/th/sign-in');
    await page.goto(`${home}/sign-in`);
    await settled(page);
    await thaid(page).click();
    await comeBackAs(page, 'มาลี');
    const needed = page.getByText('บริการนี้ต้องการการพิสูจน์ตัวตนกับทะเบียนราษฎร');
    await needed.waitFor();
    expect(await ialOf(page)).toBe(21);
    await page.getByRole('button', { name: /^ยืนยันผ่าน .*ThaiD/ }).click();
    await comeBackAs(page, 'มาลี');
    await needed.waitFor();
    expect([await ialOf(page), new URL(page.url()).origin]).toEqual([21, visit.address]);
    await expectAccessible(page, 'not proved enough');
    await leave(page);
  });
});

describe('an outside identity', () => {
  it('whose number nobody proved opens no account by itself', async () => {
    const page = await visit.openAsVisitor('/th/sign-in');
    await thaid(page).click();
    await comeBackAs(page, 'นารี');
    await page.waitForURL(/link-needed|sign-in/);
    await settled(page);
    await expectAccessible(page, 'nobody’s identity');
    expect((await askFrom(page, 'GET', '/session')).body.who).toBeNull();
    await leave(page);
  });

  it('is linked to an account on its page, and unlinked again', async () => {
    await go(boss, visit, '/th/account');
    await press(boss, 'ผูกกับ ThaiD');
    const proof = boss.getByRole('dialog').getByRole('button', { name: 'ใช้พาสคีย์' });
    await proof.or(boss.getByText('จำลอง ไม่ใช่ระบบ')).first().waitFor();
    if (await proof.isVisible()) await proof.click();
    await comeBackAs(boss, 'นารี');
    await boss.waitForURL(/link-needed/);
    await settled(boss);
    await press(boss, 'ใช่ ผูกกับบัญชีนี้');
    await confirmed(boss, boss.getByRole('button', { name: 'เลิกผูก ThaiD' }));
    expect((await askFrom(boss, 'GET', '/me/upstream-links')).body.items).toMatchObject([{ upstreamId: 'thaid', ial: 11 }]);
    await expectAccessible(boss, 'account with a link');
    await press(boss, 'เลิกผูก ThaiD');
    await boss.getByRole('alertdialog').getByRole('button', { name: 'เลิกผูก' }).click();
    await confirmed(boss, boss.getByRole('button', { name: 'ผูกกับ ThaiD' }));
    expect((await askFrom(boss, 'GET', '/me/upstream-links')).body.items).toEqual([]);
  });
});
