import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPasskey, confirmed, go, press } from './testing/people.ts';
import { expectFit, expectThaiForEars, leave, startVisit, type Visit } from './testing/visit.ts';

let visit: Visit;
let receiver: Server;
let hook = '';
/** An administrator with a passkey. */
let keeper: Page;

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
