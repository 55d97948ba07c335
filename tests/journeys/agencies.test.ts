import { todayInBangkok } from '@saphan/contracts/dates';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPasskey, confirmed, go, press } from './testing/people.ts';
import { expectFit, expectThaiForEars, leave, startVisit, type Visit } from './testing/visit.ts';

let visit: Visit;

beforeAll(async () => {
  visit = await startVisit();
  await visit.ask('POST', '/datasets', { slug: 'mulberry', agencyId: 'qsds', titleTh: 'แปลงหม่อน', titleEn: 'Mulberry plots', dueOn: '2099-12-31' });
  const { id } = await visit.ask('POST', '/portal/requests', { title: 'ราคาไหม', need: 'เทียบราคา', agencyId: 'qsds' });
  const { dueOn } = await visit.ask('GET', `/portal/requests/${id}`);
  await visit.ask('POST', '/calendar/days', { day: dueOn, nameTh: 'วันหยุดพิเศษ', nameEn: 'Special holiday', source: 'มติ ครม.' });
});
afterAll(() => visit.close());

describe('the secretariat keeps the register of agencies', () => {
  it('renames one by a document; it is found by its former name and keeps both with their days', async () => {
    const page = await visit.open('/th/agencies');
    await page.getByRole('link', { name: 'กรมการข้าว', exact: true }).click();
    await press(page, 'เปลี่ยนชื่อ');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel('ชื่อภาษาไทย').fill('กรมข้าวไทย');
    await dialog.getByRole('button', { name: 'เปลี่ยนชื่อ' }).click();
    await dialog.getByText('ช่องนี้ต้องมีค่า').first().waitFor();
    await dialog.getByLabel('เหตุผล').fill('พระราชกฤษฎีกาเปลี่ยนชื่อ');
    await dialog.getByLabel('กฎหมายหรือหนังสือ').fill('ราชกิจจานุเบกษา เล่ม 143');
    await dialog.getByRole('button', { name: 'เปลี่ยนชื่อ' }).click();
    await page.getByRole('heading', { level: 1, name: 'กรมข้าวไทย' }).waitFor();
    await page.getByRole('table', { name: 'ชื่อตามช่วงเวลา' }).getByText('กรมการข้าว').waitFor();
    await expectFit(page, 'an agency');
    await expectThaiForEars(page, 'agency');
    await page.goto(`${visit.address}/th/agencies`);
    await page.getByLabel('ค้นชื่อ ชื่อเดิม หรือตัวย่อ').fill('กรมการข้าว');
    await page.keyboard.press('Enter');
    await page.getByText('เดิมชื่อ กรมการข้าว').waitFor();
    expect(page.url()).toContain('q=');
    await expectFit(page, 'the register of agencies');
    await leave(page);
  });

  it('sees which agencies nobody coordinates, in both languages', async () => {
    const page = await visit.open('/en/agencies?show=vacant');
    await page.getByRole('table', { name: 'Agencies without a data coordinator' }).getByText('Never had one').first().waitFor();
    await expectFit(page, 'agencies without a coordinator');
    await leave(page);
  });
});

it('shows which deadlines a day off moved, from which day to which, by whom and why', async () => {
  const page = await visit.open('/th/calendar');
  await page.getByRole('link', { name: 'กำหนดเวลาที่เลื่อน' }).click();
  await page.getByRole('table', { name: 'การเปลี่ยนปฏิทินที่เลื่อนกำหนดเวลา' }).getByRole('link', { name: 'วันหยุดพิเศษ', exact: true }).click();
  const moved = page.getByRole('table', { name: 'กำหนดเวลาที่เลื่อน' });
  await expectFit(page, 'deadlines that moved');
  await moved.getByRole('link', { name: 'คำขอข้อมูลจากประชาชน' }).click();
  await page.getByRole('heading', { name: 'กำหนดเวลา', exact: true }).waitFor();
  await page.getByText(/วันหยุดพิเศษ \(/).waitFor();
  await page.goto(`${visit.address}/en/calendar/changes`);
  await page.getByRole('link', { name: '1 deadline Special holiday' }).waitFor();
  await expectFit(page, 'changes of the calendar');
  await leave(page);
});

// Last: the proof by passkey begins another session than the one that tabs are opened with.
it('merges one after a look at what that moves; its datasets are the successor’s', async () => {
  const page = await visit.open('/th/account');
  await addPasskey(page, visit);
  await go(page, visit, '/th/agencies/qsds');
  await press(page, 'รวมเข้ากับหน่วยงานอื่น');
  const dialog = page.getByRole('alertdialog');
  await dialog.getByText('เลือกหน่วยงานที่รับ แล้วจะเห็นว่าสิ่งใดย้ายบ้าง').waitFor();
  await dialog.getByRole('combobox', { name: 'หน่วยงานที่รับ' }).fill('ส่งเสริมการเกษตร');
  await page.getByRole('option', { name: 'กรมส่งเสริมการเกษตร' }).click();
  await dialog.getByRole('table', { name: 'สิ่งที่จะเกิดขึ้น' }).getByText('แปลงหม่อน').waitFor();
  await dialog.getByLabel('เหตุผล').fill('พระราชบัญญัติโอนกิจการ');
  await dialog.getByLabel('กฎหมายหรือหนังสือ').fill('ราชกิจจานุเบกษา เล่ม 144');
  await expectFit(page, 'merging an agency');
  await dialog.getByRole('button', { name: 'รวมเข้ากับหน่วยงานอื่น' }).click();
  await confirmed(page, page.getByRole('link', { name: 'รวมเข้ากับ กรมส่งเสริมการเกษตร' }));
  await expect.poll(async () => (await visit.ask('GET', '/datasets?agency=doae')).items.map(({ slug }: { slug: string }) => slug), { timeout: 30_000 }).toContain('mulberry');
  expect((await visit.ask('GET', '/agencies/qsds')).agency).toMatchObject({ endedOn: todayInBangkok(new Date()), successorId: 'doae' });
  await leave(page);
});
