import { readFileSync } from 'node:fs';
import { todayInBangkok } from '@saphan/contracts/dates';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { press } from './testing/people.ts';
import { expectFit, expectThaiForEars, leave, startVisit, type Visit } from './testing/visit.ts';

const today = todayInBangkok(new Date());
const evil = '#eval("x") <b>';
let visit: Visit;
let first: number;

beforeAll(async () => { visit = await startVisit(); });
afterAll(() => visit.close(), 60_000);

describe('the secretariat keeps meetings', () => {
  it('sets up a committee and calls a meeting, which gets its number', async () => {
    const page = await visit.open('/th/meetings');
    await page.getByText('ยังไม่มีคณะกรรมการ').waitFor();
    await press(page, 'ตั้งคณะกรรมการ');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel('ชื่อภาษาไทย').fill('คณะกรรมการข้อมูล');
    await dialog.getByLabel('ชื่อภาษาอังกฤษ').fill('Data committee');
    await dialog.getByLabel('ชื่อ', { exact: true }).nth(0).fill('นายประธาน ใจดี');
    await dialog.getByLabel('ชื่อ', { exact: true }).nth(1).fill(`นายเลขา ${evil}`);
    await expectFit(page, 'a committee being set up');
    await dialog.getByRole('button', { name: 'ตั้งคณะกรรมการ' }).click();
    await press(page, 'นัดประชุม คณะกรรมการข้อมูล');
    await dialog.getByLabel('สถานที่').fill('ห้องประชุม 134');
    await dialog.getByRole('button', { name: 'นัดประชุม' }).click();
    await page.getByRole('heading', { level: 1, name: /คณะกรรมการข้อมูล ครั้งที่ 1\// }).waitFor();
    await page.getByRole('button', { name: 'ปิดการประชุม' }).and(page.locator('[aria-disabled="true"]')).waitFor();
    await press(page, 'แก้ไขระเบียบวาระ');
    await press(page, 'เพิ่มเรื่อง');
    await dialog.getByLabel('เรื่อง', { exact: true }).fill(`เรื่องน้ำ ${evil}`);
    await dialog.getByRole('button', { name: 'แก้ไขระเบียบวาระ' }).click();
    await page.getByText(`เรื่องน้ำ ${evil}`).waitFor();
    await expectThaiForEars(page, 'meeting');
    await expectFit(page, 'meeting');
    await leave(page);
  });

  it('writes down who came and the minutes, assigns a task, closes, circulates, and prints the papers', async () => {
    const committee = (await visit.ask('GET', '/meetings')).committees[0].id;
    const said = { heldOn: today, beginsAt: '09:30', place: 'ห้องประชุม 134' };
    ({ id: first } = await visit.ask('POST', `/committees/${committee}/meetings`, said));
    const page = await visit.open(`/th/meetings/${first}`);
    await press(page, 'บันทึกผู้มาประชุม');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'บันทึกผู้มาประชุม' }).click();
    await page.getByText('มาประชุม 2 จาก 2 คน').waitFor();
    await press(page, 'จดรายงานการประชุม');
    await dialog.getByLabel('ข้อความมติ').last().fill('ให้กรมชลประทานส่งแผน');
    await dialog.getByRole('button', { name: /มติที่ประชุม/ }).last().click();
    await page.getByRole('option', { name: 'มอบหมาย' }).click();
    await expectFit(page, 'minutes being written');
    await dialog.getByRole('button', { name: 'จดรายงานการประชุม' }).click();
    await press(page, 'มอบหมายงาน 4.1');
    await dialog.getByRole('combobox', { name: 'หน่วยงาน' }).fill('ชลประทาน');
    await page.getByRole('option', { name: 'กรมชลประทาน' }).click();
    await dialog.getByRole('button', { name: 'มอบหมายงาน' }).click();
    await page.locator('#task-1').waitFor();
    await press(page, 'ปิดการประชุม');
    await page.getByText('ประชุมแล้ว').first().waitFor();
    await press(page, 'เวียนรายงาน');
    await page.getByText('เวียนแล้ว').first().waitFor();
    await press(page, 'พิมพ์');
    const link = page.getByRole('link', { name: /เปิดไฟล์ PDF\/A/ });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(readFileSync(await download.path()).subarray(0, 5).toString()).toBe('%PDF-');
    await expectFit(page, 'a meeting that was held');
    await leave(page);
  });

  it('tells of two who write the agenda of one meeting who was first', async () => {
    const coming = (await visit.ask('GET', '/meetings')).meetings.find(({ state }: { state: string }) => state === 'coming').id;
    const tabs = [await visit.open(`/th/meetings/${coming}`), await visit.open(`/th/meetings/${coming}`)] as const;
    for (const tab of tabs) await press(tab, 'แก้ไขระเบียบวาระ');
    const save = (tab: (typeof tabs)[number]) => tab.getByRole('alertdialog').getByRole('button', { name: 'แก้ไขระเบียบวาระ' }).click();
    await save(tabs[0]);
    await tabs[0].getByRole('alertdialog').and(tabs[0].locator(':not(.toast)')).waitFor({ state: 'detached' });
    await save(tabs[1]);
    await tabs[1].getByText('มีผู้แก้ไขส่วนนี้ไปแล้วระหว่างที่ท่านแก้ไข').waitFor();
    for (const tab of tabs) await leave(tab);
  });

  it('sees the tasks of agencies, reports and closes one; every number opens its list', async () => {
    const page = await visit.open('/en/tasks');
    await page.getByRole('table', { name: 'By agency' }).getByRole('link', { name: '1' }).first().click();
    await page.getByRole('heading', { name: '1 task' }).waitFor();
    await press(page, 'Report ให้กรมชลประทานส่งแผน');
    const dialog = page.locator('section[role=alertdialog]'); // what was saved is told in another
    await dialog.getByLabel('Progress or result').fill('Sent');
    await dialog.getByLabel(/It is done/).check();
    await dialog.getByRole('button', { name: 'Report' }).click();
    await page.getByRole('table', { name: 'Tasks of resolutions' }).getByText('Said to be done').waitFor();
    await expectFit(page, 'tasks in English');
    await press(page, 'Close the task ให้กรมชลประทานส่งแผน');
    await dialog.getByLabel('Reason').fill('Seen');
    await dialog.getByRole('button', { name: 'Close the task' }).click();
    await dialog.waitFor({ state: 'detached' });
    await leave(page);
    const list = await visit.open('/en/meetings');
    await list.getByRole('link', { name: 'Data committee No. 1' }).first().waitFor();
    await expectFit(list, 'meetings in English');
    await leave(list);
  });
});
