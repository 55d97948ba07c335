import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HubClient } from '../../server/src/app/edge/hub/hub-client.ts';
import { readAgencyKey } from '../../server/src/app/edge/keys/agency-key.ts';
import { farmDocument } from '../../server/src/modules/registry/testing/farm-document.ts';
import { press } from './testing/people.ts';
import { expectFit, expectThaiForEars, leave, startVisit, type Visit } from './testing/visit.ts';

const folder = mkdtempSync(join(tmpdir(), 'saphan-services-'));
const keyFile = join(folder, 'farms-private-key.pem');
let visit: Visit;
beforeAll(async () => { visit = await startVisit({ SAPHAN_ALLOW_PRIVATE_HOSTS: '127.0.0.1' }); });
afterAll(async () => { await visit?.close(); rmSync(folder, { recursive: true }); });

/** Asks for work once, as an edge that holds the system's key does. */
async function askAsEdge(): Promise<void> {
  const hub = new HubClient({ hub: visit.address, system: 'TH/GOV/rid/farms', key: readAgencyKey(keyFile), now: () => new Date() });
  await hub.ask('POST', '/edge/next', { body: Buffer.from(JSON.stringify({ instance: 'edge-of-irrigation', version: '0.1.0', services: [], direct: null, waitMs: 0 })) });
  await hub.close();
}

describe('an agency offers a data service', () => {
  it('registers a system, makes its key in the browser, and keeps the private half', async () => {
    const page = await visit.open('/th/exchange/systems');
    await page.getByText('ยังไม่มีระบบ').waitFor();
    await press(page, 'ลงทะเบียนระบบ');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('combobox', { name: 'หน่วยงาน' }).fill('ชลประทาน');
    await page.getByRole('option', { name: 'กรมชลประทาน' }).click();
    for (const [label, text] of [['รหัสระบบ', 'farms'], ['ชื่อภาษาไทย', 'ระบบแปลง'], ['ชื่อภาษาอังกฤษ', 'Farm system']] as const) await dialog.getByLabel(label, { exact: true }).fill(text);
    await dialog.getByRole('button', { name: 'ลงทะเบียนระบบ' }).click();
    await page.getByRole('heading', { level: 1, name: 'ระบบแปลง' }).waitFor();
    await press(page, 'เพิ่มกุญแจ');
    await dialog.getByRole('button', { name: 'สร้างคู่กุญแจ' }).click();
    const [kept] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'ดาวน์โหลดกุญแจส่วนตัว' }).click()]);
    expect(kept.suggestedFilename()).toBe('farms-private-key.pem');
    await expectFit(page, 'a key being added');
    await dialog.getByRole('button', { name: 'เพิ่มกุญแจ' }).click();
    await page.getByRole('table', { name: 'กุญแจ', exact: true }).getByText('ใช้ได้', { exact: true }).waitFor();
    await page.getByRole('region', { name: 'ปลายทางของหน่วยงาน' }).getByText('ยังไม่มี').first().waitFor();
    await kept.saveAs(keyFile);
    chmodSync(keyFile, 0o600);
    await askAsEdge();
    await page.reload();
    await page.getByRole('region', { name: 'ปลายทางของหน่วยงาน' }).getByText('เชื่อมต่ออยู่').waitFor();
    await press(page, 'สร้างข้อมูลรับรอง');
    await page.getByRole('region', { name: 'ข้อมูลรับรองสำหรับโทเคน' }).getByText('rid_farms', { exact: true }).waitFor();
    await expectThaiForEars(page, 'system');
    await expectFit(page, 'system');
    await leave(page);
  });

  it('imports its API, is told what to mend at its place, and tries it in the sandbox', async () => {
    const page = await visit.open('/th/exchange/services/new');
    const document = page.getByLabel('เอกสาร OpenAPI 3.1 (JSON หรือ YAML)');
    await document.fill(JSON.stringify(farmDocument({ openapi: '2.0' })));
    await press(page, 'ตรวจเอกสาร');
    await page.getByText('/openapi').waitFor();
    await document.fill(JSON.stringify(farmDocument()));
    await press(page, 'ตรวจเอกสาร');
    await page.getByText('ใช้ได้ มี 3 คำสั่ง (OpenAPI 3.1.0)').waitFor();
    await page.getByLabel('ชื่อย่อ', { exact: true }).fill('rid-farms');
    await page.getByLabel('ที่อยู่ของ API ต้นทาง').fill('http://127.0.0.1:9/api');
    await expectFit(page, 'a service being offered');
    await press(page, 'สร้างร่างบริการ');
    await page.getByRole('heading', { level: 1, name: 'ทะเบียนแปลงเกษตร' }).waitFor();
    const part = page.getByRole('article', { name: 'รายการแปลงของจังหวัด' });
    await part.getByText('ลองเรียก').first().click();
    await part.getByRole('button', { name: /ลองเรียก/ }).click();
    await part.getByText('สถานะ 200').waitFor();
    await expectThaiForEars(page, 'service');
    await expectFit(page, 'service');
    await leave(page);
    const list = await visit.open('/en/exchange/services?kind=live');
    await list.getByRole('link', { name: 'Farm register' }).waitFor();
    await expectFit(list, 'services in English');
    await leave(list);
  });
});
