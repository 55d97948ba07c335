import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { press } from './testing/people.ts';
import { expectFit, expectThaiForEars, leave, startVisit, type Visit } from './testing/visit.ts';

const otherWitness = 'w.example/ledger/witness+64e65be5+BHYVTxxZR+J1V1xnPqcZ+8xCkEjVqNJ0+6sJGBHlJ6fC';
let visit: Visit;
beforeAll(async () => { visit = await startVisit(); });
afterAll(() => visit.close());

describe('the evidence ledger', () => {
  it('shows how it stands, takes whom we witness, and proves the entry of it in the browser', async () => {
    const keys = await visit.ask('GET', '/ledger') as { logVkey: string };
    const page = await visit.open('/th/ledger');
    await page.getByRole('heading', { level: 1, name: 'บัญชีหลักฐาน' }).waitFor();
    await page.getByText('ยังไม่มีพยาน').first().waitFor();
    await press(page, 'เพิ่มพยาน');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel('กุญแจพยาน').fill(otherWitness);
    await dialog.getByLabel('ที่อยู่ของพยาน').fill('https://w.example/ledger/witness');
    await dialog.getByRole('button', { name: 'เพิ่มพยาน' }).click();
    await dialog.getByText('อ่านกุญแจผู้ตรวจลายเซ็นไม่ได้').waitFor();
    await expectFit(page, 'a witness being added');
    await dialog.getByRole('button', { name: 'ไม่ทำตอนนี้' }).click();
    await press(page, 'รับเป็นพยาน');
    await dialog.getByLabel('กุญแจบัญชี').fill(keys.logVkey);
    await dialog.getByRole('button', { name: 'รับเป็นพยาน' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expectThaiForEars(page, 'ledger');
    await expectFit(page, 'ledger');
    await page.getByRole('table', { name: 'รายการ' }).getByRole('link', { name: /รับเป็นพยาน/ }).click();
    await page.getByText('พิสูจน์ได้ครบทุกข้อ').waitFor();
    expect(await page.getByRole('table', { name: 'ตรวจในเบราว์เซอร์นี้' }).getByText('ถูกต้อง', { exact: true }).count()).toBe(4);
    await expectThaiForEars(page, 'entry');
    await expectFit(page, 'entry');
    await leave(page);
  });

  it('says the same in English, with every checkpoint behind its figure', async () => {
    const page = await visit.open('/en/ledger?kind=ledger.witnessed-log-added');
    await page.getByRole('link', { name: /Ledger witnessed/ }).click();
    await page.getByText('Everything holds').waitFor();
    await expectFit(page, 'entry in English');
    await page.goto(page.url().replace(/\/ledger\/.*/, '/ledger/checkpoints'));
    await page.getByRole('table', { name: 'Checkpoints' }).waitFor();
    await expectFit(page, 'checkpoints');
    await leave(page);
  });
});
