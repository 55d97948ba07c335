import { readFileSync } from 'node:fs';
import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { press } from './testing/people.ts';
import { expectFit, expectThaiForEars, leave, startVisit, type Visit } from './testing/visit.ts';

const dams = 'rid-small-dams';
let visit: Visit;

beforeAll(async () => {
  visit = await startVisit();
  for (const [slug, titleTh, days] of [[dams, 'เขื่อนขนาดเล็ก', 3], ['rid-old-canals', 'คลองเดิม', 60]] as const) {
    await visit.ask('POST', '/datasets', { slug, agencyId: 'rid', titleTh, titleEn: slug, dueOn: addDays(todayInBangkok(new Date()), days) });
  }
});
afterAll(() => visit.close());

describe('the secretariat keeps the action plan', () => {
  it('sets it up with a strategy, a project and its datasets, and is told of a year of the wrong era', async () => {
    const page = await visit.open('/th/action-plans');
    await page.getByText('ยังไม่มีแผนปฏิบัติการ').waitFor();
    await press(page, 'ตั้งแผนปฏิบัติการ');
    const dialog = page.getByRole('alertdialog');
    for (const [label, text] of [['ชื่อย่อ', 'digital'], ['ชื่อภาษาไทย', 'แผนดิจิทัล'], ['ชื่อภาษาอังกฤษ', 'Digital plan'], ['ปีงบประมาณแรก (พ.ศ.)', '2023'], ['ปีงบประมาณสุดท้าย (พ.ศ.)', '๒๕๗๒']] as const) await dialog.getByLabel(label, { exact: true }).fill(text);
    await dialog.getByRole('button', { name: 'ตั้งแผนปฏิบัติการ' }).click();
    await dialog.getByText(/หมายถึง 2566 หรือไม่/).waitFor();
    await dialog.getByLabel('ปีงบประมาณแรก (พ.ศ.)').fill('2566');
    await dialog.getByRole('button', { name: 'ตั้งแผนปฏิบัติการ' }).click();
    await page.getByRole('heading', { level: 1, name: 'แผนดิจิทัล' }).waitFor();
    await press(page, 'เพิ่มยุทธศาสตร์');
    await dialog.getByLabel('ชื่อภาษาไทย').fill('ข้อมูลเป็นหนึ่ง');
    await dialog.getByLabel('ชื่อภาษาอังกฤษ').fill('One data');
    await dialog.getByRole('button', { name: 'เพิ่มยุทธศาสตร์' }).click();
    await page.getByRole('heading', { name: 'ยุทธศาสตร์ที่ 1 ข้อมูลเป็นหนึ่ง' }).waitFor();
    await press(page, 'เพิ่มโครงการ');
    await dialog.getByLabel('ชื่อภาษาไทย').fill('น้ำเพื่อการเกษตร #eval("x") <b>');
    await dialog.getByLabel('ชื่อภาษาอังกฤษ').fill('Water');
    await dialog.getByRole('combobox', { name: 'หน่วยงาน' }).fill('ชลประทาน');
    await page.getByRole('option', { name: 'กรมชลประทาน' }).click();
    await press(page, 'เพิ่มปี');
    await dialog.getByLabel('บาท', { exact: true }).fill('12,500,000.50');
    await expectFit(page, 'a project being written');
    await dialog.getByRole('button', { name: 'เพิ่มโครงการ' }).click();
    await page.getByRole('link', { name: /น้ำเพื่อการเกษตร #eval/ }).click();
    await press(page, 'เพิ่มชุดข้อมูล');
    for (const title of ['เขื่อนขนาดเล็ก', 'คลองเดิม']) await dialog.getByLabel(title).check();
    await dialog.getByRole('button', { name: 'เพิ่มชุดข้อมูล' }).click();
    const items = page.getByRole('table', { name: 'ชุดข้อมูลในโครงการ 2 ชุด' });
    await items.getByText('ใกล้กำหนด').waitFor();
    await expectThaiForEars(page, 'project');
    await expectFit(page, 'project');
    await leave(page);
  });

  it('sees a due date that slipped, and tells of two who change one plan who was first', async () => {
    await visit.ask('PUT', `/datasets/${dams}/plan`, { dueOn: addDays(todayInBangkok(new Date()), 33), reason: 'ขอเลื่อน' });
    const page = await visit.open('/en/action-plans/digital/projects/1');
    await page.getByText('30 days later').waitFor();
    await expectFit(page, 'project in English');
    const [first, second] = [await visit.open('/th/action-plans/digital'), await visit.open('/th/action-plans/digital')];
    for (const tab of [first, second]) {
      await press(tab, 'แก้ไขแผน');
      await tab.getByRole('alertdialog').getByLabel('เหตุผล').fill('แก้ชื่อ');
    }
    const save = (tab: typeof first) => tab.getByRole('alertdialog').getByRole('button', { name: 'แก้ไขแผน' }).click();
    await save(first);
    await first.getByRole('alertdialog').and(first.locator(':not(.toast)')).waitFor({ state: 'detached' });
    await save(second);
    await second.getByText('มีผู้แก้ไขส่วนนี้ไปแล้วระหว่างที่ท่านแก้ไข').waitFor();
    expect(await second.getByLabel('เหตุผล').inputValue()).toBe('แก้ชื่อ');
    for (const tab of [page, first, second]) await leave(tab);
  });

  it('takes the report of the day as a file from the board', async () => {
    const page = await visit.open('/th/board');
    await press(page, 'รายงานเป็นไฟล์');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /PDF/ }).click()]);
    expect(readFileSync(await download.path()).subarray(0, 5).toString()).toBe('%PDF-');
    await leave(page);
  });
});

describe('the board says who is late and why', () => {
  it('in one sentence whose figures open the lists they count, with slips, reasons and milestones', async () => {
    await visit.ask('POST', '/datasets', { slug: 'dof-late-ports', agencyId: 'dof', titleTh: 'ท่าเรือที่ช้า', titleEn: 'Late ports', dueOn: addDays(todayInBangkok(new Date()), -30) });
    const page = await visit.open('/th/board');
    await expectFit(page, 'board with slips');
    const slips = page.getByRole('region', { name: /ช้ากว่ากำหนดแรก 2/ });
    await slips.getByText('ช้า 30 วัน').first().waitFor();
    await slips.getByText('ดูเป็นตาราง').click();
    await slips.getByText(/ขอเลื่อน \(/).waitFor();
    await page.getByRole('link', { name: /^1.ชุด$/ }).first().click();
    await page.getByText('ทั้งหมด 1').waitFor();
    await page.getByRole('link', { name: 'ท่าเรือที่ช้า' }).click();
    const milestones = page.getByRole('table', { name: 'หมุดหมาย' });
    await milestones.getByRole('row', { name: /มีต้นทาง.*เร็วที่สุด/ }).waitFor();
    await leave(page);
  });

  it('of one agency alone, where the link of a reminder leads, and on paper without the frame of the page', async () => {
    const page = await visit.open('/en/board?agency=dof');
    await page.getByText('Only: Department of Fisheries').waitFor();
    await page.getByText('Reminders to the agency').click();
    await page.getByText('Never reminded').waitFor();
    await expectFit(page, 'board of one agency in English');
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 632, height: 900 });
    expect(await page.evaluate("[document.documentElement.scrollWidth <= 640, document.querySelector('nav').getClientRects().length === 0, document.querySelector('.only-print').textContent.includes('As of')]")).toEqual([true, true, true]);
    expect((await page.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-');
    await leave(page);
  });

  it('and a figure of the action plan opens its datasets', async () => {
    const page = await visit.open('/th/action-plans/digital');
    await page.getByRole('link', { name: '0 จาก 2 ชุด' }).click();
    await page.getByRole('table', { name: 'ชุดข้อมูลในโครงการ 2 ชุด' }).waitFor();
    await expectFit(page, 'datasets of the plan');
    await leave(page);
  });
});

describe('notices', () => {
  it('are read, chosen and sent to another system, whose secret is told once', async () => {
    const page = await visit.open('/th/notices');
    await expectFit(page, 'notices');
    await page.getByRole('link', { name: 'ส่งไปยังระบบอื่น' }).click();
    await press(page, 'เพิ่มระบบรับ');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel('ชื่อ', { exact: true }).fill('ระบบกลาง');
    await dialog.getByLabel('ที่อยู่ที่รับ').fill('http://10.1.2.3/hook');
    await dialog.getByRole('button', { name: 'บันทึก' }).click();
    await dialog.getByText(/เครือข่ายภายใน/).first().waitFor();
    await dialog.getByLabel('ที่อยู่ที่รับ').fill('https://saraban.invalid/hook');
    await dialog.getByRole('button', { name: 'บันทึก' }).click();
    await page.getByText(/^whsec_/).waitFor();
    await press(page, 'ลองส่ง ระบบกลาง');
    await page.getByRole('alert').filter({ hasText: /ไม่/ }).waitFor();
    await expectFit(page, 'webhooks');
    await leave(page);
    const settings = await visit.open('/en/notices/settings');
    await expectFit(settings, 'notice settings in English');
    await leave(settings);
  });
});
