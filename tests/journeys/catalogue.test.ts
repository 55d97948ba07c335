import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goodPackage, openSmallCkan, type SmallCkan } from '../../server/src/modules/harvest/testing/small-ckan.ts';
import { addPerson, addUnit, slipOf, type Officer } from './testing/officers.ts';
import { addPasskey, choose, confirmed, go, made, press, signInByPasskey, takeUp } from './testing/people.ts';
import { expectAccessible, expectNoSidewaysScroll, settled, startVisit, type Visit } from './testing/visit.ts';
import { shiftedWorkbook } from './testing/workbooks.ts';

const record = '/datasets/rid-canals/record';
let visit: Visit;
let boss: Page;
let manee: Page;
let wichai: Page;
let ckan: SmallCkan;

/** Thirteen of the fourteen items but for whom to ask. */
const metadata = {
  data_type: '1', objective: ['11'], update_frequency_unit: 'M', update_frequency_interval: 1, geo_coverage: '06', data_source: 'สำรวจคลองส่งน้ำ', data_format: ['2'], data_category: '1', data_classification: '01', license_id: 'cc-by',
};

beforeAll(async () => {
  ckan = await openSmallCkan();
  visit = await startVisit({ SAPHAN_ALLOW_PRIVATE_HOSTS: '127.0.0.1' });
  boss = await visit.open('/th/account');
  await signInByPasskey(boss, visit, await addPasskey(boss, visit));
  const stewards = await addUnit(boss, 'rid', 'CAN', { head: 'headrid', officers: [{ userName: 'manee' }] });
  const personId = await addPerson(boss, 'วิชัย');
  const secretary: Officer = { name: 'วิชัย ทดสอบระบบ', accountId: (await made(boss, 'POST', '/accounts', { personId, userName: 'wichai' })).id };
  await made(boss, 'POST', `/accounts/${secretary.accountId}/roles`, { role: 'secretariat' });
  manee = await visit.openAsVisitor('/th/sign-in');
  wichai = await visit.openAsVisitor('/th/sign-in');
  await takeUp(manee, await slipOf(boss, stewards['manee'] as Officer));
  await takeUp(wichai, await slipOf(boss, secretary), true);
});
afterAll(async () => {
  await visit?.close();
  await ckan?.close();
});

/** A page in both languages, at a desk and on a phone, by axe and by its width. */
async function expectFits(page: Page, path: string, screen: string): Promise<void> {
  for (const lang of ['en', 'th']) {
    await go(page, visit, `/${lang}${path}`);
    await expectAccessible(page, `${screen} ${lang}`);
    await page.setViewportSize({ width: 375, height: 800 });
    await expectNoSidewaysScroll(page, `${screen} ${lang} at 375`);
    await expectAccessible(page, `${screen} ${lang} at 375`);
    await page.setViewportSize({ width: 1440, height: 900 });
  }
}

/** The dialog that is open; what the page just said in a corner is none. */
const dialogOf = (page: Page) => page.getByRole('alertdialog').and(page.locator(':not(.toast)'));

/** Takes a step of a record in the dialog that says what it does. */
async function step(page: Page, name: string, outcome: string): Promise<void> {
  await press(page, name);
  await dialogOf(page).locator('button[type=submit]').click();
  await confirmed(page, page.getByText(outcome).first());
  await dialogOf(page).waitFor({ state: 'detached' });
}

describe('a record', () => {
  it('is filled in by its steward, who always sees how many of the 14 are there and what is missing', async () => {
    await made(manee, 'POST', '/datasets', { slug: 'rid-canals', agencyId: 'rid', titleTh: 'คลองส่งน้ำ', titleEn: 'Canals', descriptionTh: 'คลองส่งน้ำของกรม ความยาวและปริมาณที่ส่งได้', dueOn: '2099-12-31', level: 0 });
    await made(manee, 'PATCH', '/catalogue/records/rid-canals', { audience: 'open', tags: ['น้ำ', 'คลอง'], metadata });
    await go(manee, visit, `/th${record}`);
    const foot = manee.locator('.record-foot');
    await foot.getByText('12 จาก 14').waitFor();
    await manee.getByRole('button', { name: 'ส่งตรวจ' }).and(manee.locator('[aria-disabled=true]')).waitFor();
    const missing = manee.getByRole('complementary', { name: 'ขั้นตอน' }).getByRole('link');
    await missing.filter({ hasText: 'ชื่อผู้ติดต่อ' }).waitFor();
    await missing.filter({ hasText: 'อีเมลผู้ติดต่อ' }).waitFor();
    await expectFits(manee, record, 'record form');
    await manee.getByRole('textbox', { name: /^ชื่อผู้ติดต่อ/ }).fill('ฝ่ายคลองส่งน้ำ');
    await manee.getByRole('textbox', { name: /^อีเมลผู้ติดต่อ/ }).fill('canal.rid.go.th');
    await press(manee, 'บันทึกร่าง');
    await manee.getByText('ยังไม่ได้บันทึก มีช่องที่ต้องแก้').waitFor();
    await manee.getByRole('textbox', { name: /^อีเมลผู้ติดต่อ/ }).fill('canal@rid.go.th');
    await foot.getByText('14 จาก 14').waitFor();
    await press(manee, 'บันทึกร่าง');
    await manee.getByText('บันทึกทะเบียนแล้ว').first().waitFor();
    await manee.getByText('กรอกครบตามมาตรฐานแล้ว').waitFor();
    await step(manee, 'ส่งตรวจ', 'ส่งทะเบียนให้ตรวจแล้ว');
    await manee.getByText('ทะเบียนอยู่กับผู้ตรวจ').waitFor();
  });

  it('waits in the inbox of the secretariat, which comments on a field and sends it back with a reason', async () => {
    await go(wichai, visit, '/th/catalogue/inbox');
    await wichai.getByRole('row').filter({ hasText: 'คลองส่งน้ำ' }).getByText('14 จาก 14').waitFor();
    await expectFits(wichai, '/catalogue/inbox', 'inbox of the secretariat');
    await wichai.getByRole('link', { name: 'คลองส่งน้ำ' }).click();
    await wichai.getByRole('heading', { level: 1, name: 'คลองส่งน้ำ' }).waitFor();
    await wichai.getByRole('link', { name: /^ข้อคิดเห็น/ }).click();
    await wichai.getByRole('textbox', { name: 'เขียนข้อคิดเห็น' }).fill('บอกปีที่สำรวจด้วย');
    await choose(wichai, 'เกี่ยวกับช่อง', 'แหล่งที่มา');
    await press(wichai, 'ส่ง');
    await wichai.getByText('บอกปีที่สำรวจด้วย').and(wichai.locator('p')).waitFor();
    await press(wichai, 'ขั้นตอน');
    await wichai.getByRole('menuitem', { name: 'ส่งคืน' }).click();
    await dialogOf(wichai).getByRole('textbox').fill('แหล่งที่มายังไม่บอกปีที่สำรวจ');
    await dialogOf(wichai).locator('button[type=submit]').click();
    await confirmed(wichai, wichai.getByText('ส่งคืนเจ้าของแล้ว').first());
    await expectFits(wichai, `${record}?view=comments`, 'comments');
  });

  it('comes back to its steward with the reason, is mended, and goes on to publication by other hands', async () => {
    await go(manee, visit, '/th/catalogue/inbox');
    const row = manee.getByRole('row').filter({ hasText: 'คลองส่งน้ำ' });
    await row.getByText('แหล่งที่มายังไม่บอกปีที่สำรวจ').waitFor();
    await row.getByText('ถูกส่งคืน').waitFor();
    await expectFits(manee, '/catalogue/inbox', 'inbox of a steward');
    await go(manee, visit, `/th${record}?view=comments`);
    const settle = manee.getByRole('button', { name: 'แก้แล้ว', exact: true });
    for (const left of [1, 0]) {
      await settle.nth(left).waitFor();
      await settle.first().click();
      await settle.nth(left).waitFor({ state: 'detached' });
    }
    await manee.getByText('แก้แล้ว โดย').nth(1).waitFor();
    await go(manee, visit, `/th${record}`);
    await manee.getByRole('textbox', { name: /^แหล่งที่มา/ }).fill('สำรวจคลองส่งน้ำ พ.ศ. 2568');
    await press(manee, 'บันทึกร่าง');
    await manee.getByText('บันทึกทะเบียนแล้ว').first().waitFor();
    await step(manee, 'ส่งตรวจ', 'ส่งทะเบียนให้ตรวจแล้ว');
    await go(wichai, visit, `/th${record}`);
    for (const [name, outcome] of [['ผ่านการตรวจ', 'บันทึกว่าตรวจแล้ว'], ['อนุมัติ', 'อนุมัติแล้ว'], ['เผยแพร่', 'เผยแพร่แล้ว']] as const) await step(wichai, name, outcome);
    await wichai.locator('.badge').filter({ hasText: 'เผยแพร่แล้ว' }).first().waitFor();
    const visitor = await visit.openAsVisitor('/th/data/rid-canals');
    await visitor.getByRole('heading', { level: 1, name: 'คลองส่งน้ำ' }).waitFor();
    await visitor.context().close();
  });

  it('tells its history version by version, field by field', async () => {
    await go(manee, visit, `/th${record}?view=history`);
    for (const what of ['เผยแพร่', 'อนุมัติ', 'ผ่านการตรวจ', 'ส่งคืน', 'ส่งตรวจ']) await manee.locator('.record-history b').filter({ hasText: new RegExp(`^${what}$`) }).first().waitFor();
    await manee.locator('.record-changes ins').filter({ hasText: 'พ.ศ. 2568' }).waitFor();
    await expectFits(manee, `${record}?view=history`, 'history');
  });
});

describe('quality', () => {
  it('says of a record which points are lost, why, and what to do next', async () => {
    await go(manee, visit, `/th${record}?view=quality`);
    const losses = manee.getByRole('table', { name: 'คะแนนที่หาย และวิธีได้คืน' });
    await losses.getByRole('columnheader', { name: 'ทำต่อ' }).waitFor();
    expect(await losses.getByRole('row').count()).toBeGreaterThan(1);
    for (const cell of await losses.locator('tbody tr td:nth-of-type(2)').allInnerTexts()) expect(cell).toMatch(/[ก-๙]/);
    await expectFits(manee, `${record}?view=quality`, 'quality of a record');
  });

  it('is told of the whole ministry, with what costs most', async () => {
    await go(wichai, visit, '/th/catalogue/quality');
    await wichai.getByRole('heading', { name: 'สิ่งที่เสียคะแนนมากที่สุด' }).waitFor();
    await wichai.getByRole('link', { name: 'คลองส่งน้ำ' }).first().waitFor();
    await expectFits(wichai, '/catalogue/quality', 'quality of the ministry');
  });
});

describe('another catalogue', () => {
  it('is set up and harvested, and its log names what came and what was refused, with the reason', async () => {
    ckan.packages = [goodPackage(1), goodPackage(2, { title: 'ปริมาณฝนรายวัน' }), goodPackage(3, { title: 'ของกรมอื่น', organization: { id: 'o9', name: 'unknown-org', title: 'กรมที่ไม่รู้จัก' } })];
    await go(wichai, visit, '/th/catalogue/harvest');
    await press(wichai, 'เพิ่มแหล่ง');
    const dialog = dialogOf(wichai);
    await dialog.locator('button[type=submit]').click();
    await dialog.getByText('ใส่ที่อยู่เต็มที่ขึ้นต้นด้วย').waitFor();
    await dialog.getByRole('textbox', { name: 'ที่อยู่ของทะเบียน' }).fill(ckan.url);
    await dialog.getByRole('textbox', { name: 'ชื่อแหล่ง' }).fill('ทะเบียนเดิมของกรม');
    await dialog.getByRole('textbox', { name: 'จับคู่องค์กร' }).fill('rid=rid');
    await dialog.locator('button[type=submit]').click();
    await confirmed(wichai, wichai.getByRole('link', { name: 'ทะเบียนเดิมของกรม' }));
    await expectFits(wichai, '/catalogue/harvest', 'harvest');
    await wichai.getByRole('link', { name: 'ทะเบียนเดิมของกรม' }).click();
    await wichai.getByRole('heading', { level: 1, name: 'ทะเบียนเดิมของกรม' }).waitFor();
    await press(wichai, 'รวบรวมเดี๋ยวนี้');
    await confirmed(wichai, wichai.getByText('เสร็จ', { exact: true }).first());
    const refused = wichai.getByRole('row').filter({ hasText: 'ของกรมอื่น' });
    await refused.getByText('ไม่รับ').waitFor();
    await refused.getByText(/unknown-org/).first().waitFor();
    await wichai.getByRole('link', { name: 'ปริมาณฝนรายวัน' }).waitFor();
    await expectFits(wichai, new URL(wichai.url()).pathname.replace(/^\/th/, ''), 'a source');
  });

  it("in the government's workbook is refused where its columns are shifted, naming the place, and nothing is kept", async () => {
    await go(manee, visit, '/th/catalogue/harvest');
    await manee.locator('input[type=file]').setInputFiles({ name: 'ทะเบียน.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: await shiftedWorkbook() });
    await manee.getByText(/มีที่ต้องแก้ \d+ แห่ง ยังไม่มีอะไรถูกบันทึก/).waitFor();
    await manee.getByRole('rowheader', { name: 'Temp2_Meta_Stat แถว 4 คอลัมน์ B' }).waitFor();
    expect(await manee.getByRole('button', { name: 'นำเข้าทั้งหมด' }).count()).toBe(0);
    await settled(manee);
    await expectAccessible(manee, 'a workbook with shifted columns');
    await manee.setViewportSize({ width: 375, height: 800 });
    await expectNoSidewaysScroll(manee, 'a workbook with shifted columns at 375');
    await manee.setViewportSize({ width: 1440, height: 900 });
    await press(manee, 'เลือกไฟล์อื่น');
    await manee.getByRole('button', { name: 'เลือกสมุดงานที่กรอกแล้ว' }).last().waitFor();
  });
});
