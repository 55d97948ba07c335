import { readFileSync } from 'node:fs';
import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUnit, slipOf, type Officer } from './testing/officers.ts';
import { addPasskey, choose, go, made, press, signInByPasskey, takeUp } from './testing/people.ts';
import { messyPlots, sendFile } from './testing/seed.ts';
import { expectFit, expectThaiForEars, leave, startVisit, type Visit } from './testing/visit.ts';

let visit: Visit;
let asker: Page;
let answerer: Page;
let boss: Page;
const wanted = addDays(todayInBangkok(new Date()), 120);

beforeAll(async () => {
  visit = await startVisit();
  boss = await visit.open('/th/account');
  await signInByPasskey(boss, visit, await addPasskey(boss, visit));
  const irrigation = await addUnit(boss, 'rid', 'ASK', { head: 'headrid', officers: [] });
  const extension = await addUnit(boss, 'doae', 'GIVE', { head: 'headdoae', officers: [] });
  await visit.ask('POST', '/datasets', { slug: 'doae-plots', agencyId: 'doae', titleTh: 'แปลงปลูกรายแปลง', titleEn: 'Plots' });
  const draft = await visit.ask('POST', '/drafts', { rawId: await sendFile(visit, 'plots.csv', messyPlots(20)), dataset: 'doae-plots' });
  await visit.ask('POST', '/datasets/doae-plots/contracts', { yaml: draft.contractYaml });
  [asker, answerer] = [await visit.openAsVisitor('/th/sign-in'), await visit.openAsVisitor('/th/sign-in')];
  await takeUp(asker, await slipOf(boss, irrigation['headrid'] as Officer));
  await takeUp(answerer, await slipOf(boss, extension['headdoae'] as Officer));
});
afterAll(() => visit.close(), 60_000);

describe('agencies ask each other for data', () => {
  it('one writes what it needs; what is missing is named, and the draft is kept', async () => {
    await go(asker, visit, '/th/requests');
    await asker.getByRole('heading', { name: 'ไม่มีคำขอ' }).waitFor();
    await asker.getByRole('link', { name: 'ขอเชื่อมโยงข้อมูล' }).click();
    await choose(asker, 'ชุดข้อมูลในบัญชี', 'แปลงปลูกรายแปลง');
    await asker.getByText('เป็นของกรมส่งเสริมการเกษตร').waitFor();
    await asker.getByRole('group', { name: 'คอลัมน์ตามข้อกำหนด' }).getByRole('checkbox').first().check();
    await asker.getByRole('textbox', { name: 'วัตถุประสงค์' }).fill('สั้นไป');
    await expectFit(asker, 'a request being written');
    await press(asker, 'บันทึกและส่ง');
    await asker.getByRole('alert').getByText(/อย่างน้อย 20/).waitFor();
    await asker.getByRole('textbox', { name: 'วัตถุประสงค์' }).fill('วางแผนส่งน้ำให้ตรงพื้นที่ปลูก #eval("x") <b>');
    for (const basis of [/มาตรา 13/, /มาตรา 24 \(4\)/]) await asker.getByRole('checkbox', { name: basis }).check();
    await asker.getByRole('button', { name: /ความถี่/ }).click();
    await asker.getByRole('option', { name: 'ทุกเดือน' }).click();
    await asker.getByRole('textbox', { name: 'เก็บรักษานานเท่าใดและทำลายอย่างไร' }).fill('2 ปี แล้วลบ');
    await asker.getByRole('textbox', { name: 'ผู้ติดต่อ' }).fill('กองจัดสรรน้ำ');
    await press(asker, 'บันทึกร่าง');
    await asker.getByText('ร่างยังไม่ได้ส่ง').waitFor();
    const { id, version, ...draft } = await made(asker, 'GET', '/linkage-requests/1');
    await made(asker, 'PUT', `/linkage-requests/${id}`, { seen: version, dataset: 'doae-plots', purpose: draft.purpose, legalBases: draft.legalBases, columns: draft.columns.map(({ name }: { name: string }) => name), frequency: draft.frequency, wantedOn: wanted, retention: draft.retention, contact: draft.contact });
    await asker.reload();
    await press(asker, 'ส่งคำขอ');
    await asker.getByRole('alertdialog').getByRole('button', { name: 'ส่งคำขอ' }).click();
    await asker.getByText('รอคำตอบของผู้ให้ข้อมูล').waitFor();
    await asker.getByText('#eval("x") <b>').waitFor();
  });

  it('the other asks back, is answered, and grants it', async () => {
    await go(answerer, visit, '/th/requests?box=to-answer');
    await answerer.getByRole('link', { name: 'แปลงปลูกรายแปลง' }).click();
    await press(answerer, 'ถามกลับ');
    await answerer.getByRole('alertdialog').getByRole('textbox', { name: 'ข้อความ' }).fill('ใช้ทุกจังหวัดหรือไม่');
    await answerer.getByRole('alertdialog').getByRole('button', { name: 'ถามกลับ' }).click();
    await answerer.getByText('ผู้ให้ข้อมูลถามกลับ').waitFor();
    await asker.reload();
    await press(asker, 'ตอบคำถาม');
    await asker.getByRole('alertdialog').getByRole('textbox', { name: 'ข้อความ' }).fill('เฉพาะลุ่มเจ้าพระยา');
    await asker.getByRole('alertdialog').getByRole('button', { name: 'ตอบคำถาม' }).click();
    await asker.getByText('รอคำตอบของผู้ให้ข้อมูล').waitFor();
    await answerer.reload();
    await press(answerer, 'ตอบคำขอ');
    const dialog = answerer.getByRole('alertdialog');
    await dialog.getByText('รับทั้งหมด').click();
    await expectFit(answerer, 'a request being answered');
    await dialog.getByRole('button', { name: 'ตอบคำขอ' }).click();
    await dialog.getByText('ยังไม่ได้บอกว่าให้ได้ตั้งแต่วันใด').waitFor();
    await dialog.getByRole('button', { name: 'ไม่ทำตอนนี้' }).click();
    const { version } = await made(answerer, 'GET', '/linkage-requests/1');
    await made(answerer, 'POST', '/linkage-requests/1/answer', { seen: version, verdict: 'accepted', fromOn: addDays(wanted, -30), conditions: 'ใช้ภายในกรม' });
    await asker.reload();
    await asker.getByText('ผู้ให้ข้อมูลรับแล้ว').waitFor();
    await expectThaiForEars(asker, 'an answered request');
    await expectFit(asker, 'a request that is answered');
  });

  it('the secretariat sees who needs what from whom, who waits, and any past day', async () => {
    const page = boss;
    await go(page, visit, '/en/requests/matrix');
    await page.locator('.need-matrix').getByRole('link').first().waitFor();
    await expectFit(page, 'the matrix of requests');
    await page.locator('.need-matrix').getByRole('link').first().click();
    await page.getByText('Royal Irrigation Department asks').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download XLSX' }).click()]);
    expect(readFileSync(await download.path()).subarray(0, 2).toString()).toBe('PK');
    await page.getByRole('link', { name: 'Who waits for whom' }).click();
    await page.getByRole('heading', { name: 'Chains of waiting' }).waitFor();
    await expectFit(page, 'who waits for whom');
    await go(page, visit, `/en/requests?asOf=${addDays(todayInBangkok(new Date()), -1)}`);
    await page.getByRole('heading', { name: 'No requests' }).waitFor();
    await leave(page);
  });
});
