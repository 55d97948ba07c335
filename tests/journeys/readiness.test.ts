import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readXlsx } from '../../server/src/kernel/xlsx/read-xlsx.ts';
import { writeXlsx } from '../../server/src/kernel/xlsx/write-xlsx.ts';
import { addUnit, slipOf, type Officer } from './testing/officers.ts';
import { addPasskey, press, signInByPasskey, takeUp } from './testing/people.ts';
import { expectFit, expectThaiForEars, leave, settled, startVisit, type Visit } from './testing/visit.ts';

let visit: Visit;
let boss: Page;
let owner: Page;
const form = '/readiness/1/rid';

beforeAll(async () => {
  visit = await startVisit();
  for (const [slug, titleTh] of [['rid-small-dams', 'เขื่อนขนาดเล็ก'], ['rid-old-canals', 'คลองเดิม']] as const) await visit.ask('POST', '/datasets', { slug, agencyId: 'rid', titleTh, titleEn: slug, dueOn: addDays(todayInBangkok(new Date()), 90) });
  boss = await visit.open('/th/account');
  await signInByPasskey(boss, visit, await addPasskey(boss, visit));
  const officers = await addUnit(boss, 'rid', 'DAT', { head: 'headrid', officers: [] });
  owner = await visit.openAsVisitor('/th/sign-in');
  for (const page of [boss, owner]) page.context().setDefaultTimeout(40_000);
  await takeUp(owner, await slipOf(boss, officers['headrid'] as Officer));
});
afterAll(() => visit?.close());

const go = async (page: Page, path: string) => { await page.goto(visit.address + path); await settled(page); };
const choose = async (page: Page, label: string, option: string) => { await page.getByRole('button', { name: label }).click(); await page.getByRole('option', { name: option, exact: true }).click(); await page.getByText(/บันทึกล่าสุดโดย/).first().waitFor(); };

describe('a survey of databases', () => {
  it('is opened by the secretariat for chosen agencies', async () => {
    await go(boss, '/th/readiness');
    await boss.getByText('ยังไม่มีรอบสำรวจ').waitFor();
    await press(boss, 'เปิดรอบสำรวจ');
    const dialog = boss.getByRole('alertdialog');
    await dialog.getByLabel('ชื่อภาษาไทย').fill('สำรวจฐานข้อมูล 2570');
    await dialog.getByLabel('ชื่อภาษาอังกฤษ').fill('Survey 2027');
    await dialog.getByLabel('ทุกหน่วยงาน').uncheck();
    for (const name of ['กรมชลประทาน', 'กรมส่งเสริมการเกษตร']) await dialog.getByLabel(name, { exact: true }).check();
    await expectFit(boss, 'a survey being opened');
    await dialog.getByRole('button', { name: 'เปิดรอบสำรวจ' }).click();
    await boss.getByRole('heading', { level: 1, name: 'สำรวจฐานข้อมูล 2570' }).waitFor();
    await boss.getByText('ส่งแล้ว 0 จาก 2 หน่วยงาน').waitFor();
  });

  it('is answered field by field, saved as typed, with what is known confirmed', async () => {
    await go(owner, `/th${form}`);
    await press(owner, /เขื่อนขนาดเล็ก/);
    await press(owner, 'ยืนยันทุกค่าที่ระบบทราบ');
    await owner.getByLabel('ผู้ประสานงานและโทรศัพท์ *').waitFor();
    await choose(owner, 'สถานะความพร้อม *', 'ยังไม่เป็นดิจิทัล');
    await choose(owner, 'ข้อมูลส่วนบุคคล *', 'ไม่มีข้อมูลส่วนบุคคล');
    await owner.getByLabel('ผู้ประสานงานและโทรศัพท์ *').fill('สมชาย 02-000-0000 <b>');
    await owner.getByRole('button', { name: /เขื่อนขนาดเล็ก ครบ/ }).waitFor();
    await expectThaiForEars(owner, 'form');
    await expectFit(owner, 'form of an agency');
    await press(owner, 'เพิ่มความต้องการ');
    const dialog = owner.getByRole('alertdialog');
    await dialog.getByRole('combobox', { name: 'ของหน่วยงาน' }).fill('ส่งเสริมการเกษตร');
    await owner.getByRole('option', { name: 'กรมส่งเสริมการเกษตร' }).click();
    await dialog.getByLabel('ข้อมูลที่ต้องการ').fill('ทะเบียนเกษตรกร');
    await dialog.getByLabel('ใช้เพื่ออะไร').fill('ใช้วางแผนการส่งน้ำให้แปลงของเกษตรกร');
    await dialog.getByRole('button', { name: 'เพิ่มความต้องการ' }).click();
    await owner.getByRole('cell', { name: 'กรมส่งเสริมการเกษตร' }).waitFor();
    await press(owner, 'ส่งแบบตอบ');
    await dialog.getByRole('button', { name: 'ส่งแบบตอบ' }).click();
    await dialog.getByText(/คลองเดิม: เป็นข้อมูลของหน่วยงานท่าน/).waitFor();
    await dialog.getByRole('button', { name: 'ไม่ทำตอนนี้' }).click();
  });

  it('takes a filled workbook once its preview was seen', async () => {
    await go(owner, `/th${form}`);
    const [download] = await Promise.all([owner.waitForEvent('download'), owner.getByRole('link', { name: 'ดาวน์โหลดเป็น Excel' }).click()]);
    const refuse = (): never => { throw new Error('no workbook'); };
    const sheets = await readXlsx(await buffer(await download.createReadStream()), { mostBytes: 1e8, mostColumns: 100, unreadable: refuse, tooLarge: refuse });
    const list = sheets[0]?.rows ?? [];
    const head = list[0]?.cells ?? [];
    const canals = list.find(({ cells }) => cells.includes('คลองเดิม'))?.cells ?? [];
    for (const [heading, text] of [['ยืนยันค่าที่ระบบทราบ', 'ใช่'], ['สถานะความพร้อม', 'เชื่อมไม่ได้'], ['เพราะเหตุใด', 'เลิกใช้แล้ว'], ['ผู้ประสานงานและโทรศัพท์', 'สมหญิง'], ['ข้อมูลส่วนบุคคล', 'ไม่มีข้อมูลส่วนบุคคล'], ['เชื่อมได้ภายในวันที่', '']] as const) canals[head.indexOf(heading)] = text;
    const path = join(visit.dataDir, 'filled.xlsx');
    writeFileSync(path, await buffer(writeXlsx([{ name: 'รายการ', columns: head.map((title) => ({ title })), rows: list.slice(1).map(({ cells }) => Array.from(cells, (cell) => cell ?? '')) }])));
    await press(owner, 'ส่งไฟล์ที่กรอกแล้ว');
    const dialog = owner.getByRole('alertdialog');
    await dialog.getByLabel('ไฟล์ .xlsx ที่ดาวน์โหลดจากหน้านี้').setInputFiles(path);
    await dialog.getByRole('button', { name: 'ดูว่าจะเปลี่ยนอะไร' }).click();
    await dialog.getByRole('heading', { name: /จะเปลี่ยน \d คำตอบ/ }).waitFor();
    await expectFit(owner, 'preview of a workbook');
    await dialog.getByRole('button', { name: 'รับคำตอบ' }).click();
    await owner.getByRole('button', { name: /คลองเดิม ครบ/ }).waitFor();
    await press(owner, 'ส่งแบบตอบ');
    await dialog.getByRole('button', { name: 'ส่งแบบตอบ' }).click();
    await owner.getByText('ร่างคำขอที่ 1').waitFor();
    await owner.getByText('ส่งแบบตอบแล้ว', { exact: true }).first().waitFor();
  });

  it('shows the secretariat who answered what, opens the list behind a number, and gives a form back', async () => {
    await go(boss, '/en/readiness/1');
    await boss.getByText('1 of 2 agencies submitted').waitFor();
    await boss.getByRole('link', { name: '1 1, Total: Not yet digital' }).click();
    await boss.getByRole('heading', { name: 'The list behind: State of readiness – Not yet digital' }).waitFor();
    await expectFit(boss, 'survey with the list behind a number');
    await go(boss, `/th${form}`);
    await press(boss, 'ส่งกลับให้แก้');
    const dialog = boss.getByRole('alertdialog');
    await dialog.getByLabel('เหตุผล').fill('ระบุโทรศัพท์ผู้ประสานงาน');
    await dialog.getByRole('button', { name: 'ส่งกลับให้แก้' }).click();
    await boss.getByText('ระบุโทรศัพท์ผู้ประสานงาน').waitFor();
    await go(owner, '/en/readiness');
    await expectFit(owner, 'surveys of an agency in English');
    await owner.getByRole('link', { name: 'Form of your agency' }).click();
    await owner.getByText('Given back').first().waitFor();
    expect(await owner.getByRole('button', { name: 'Submit the form' }).isEnabled()).toBe(true);
    for (const page of [boss, owner]) await leave(page);
  });
});
