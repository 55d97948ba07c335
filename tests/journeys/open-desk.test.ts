import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { choose, go, look, press } from './testing/people.ts';
import { leave, settled, startVisit, type Visit } from './testing/visit.ts';

const today = todayInBangkok(new Date());
let visit: Visit;

beforeAll(async () => {
  visit = await startVisit();
  await visit.ask('POST', '/datasets', { slug: 'rid-dams', agencyId: 'rid', titleTh: 'น้ำในเขื่อนรายวัน', titleEn: 'Daily dam levels', level: 0 });
});
afterAll(() => visit?.close());

/** The dialog that is open; what was announced before it is an alert dialog too. */
const inDialog = (page: Page) => page.locator('section[role="alertdialog"]');
const send = async (page: Page, name: string) => { await inDialog(page).getByRole('button', { name, exact: true }).click(); await inDialog(page).waitFor({ state: 'detached' }); };

describe('the open data desk', () => {
  it('hides what is spam with a reason, shows and merges requests, and decides on showcases', async () => {
    const ask = (title: string) => fetch(`${visit.address}/api/v1/portal/requests`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ title, need: 'ทดสอบ' }) }).then(async (answer) => ((await answer.json()) as { id: string }).id);
    const [spam, twin] = [await ask('ซื้อของถูกที่นี่'), await ask('ราคาปุ๋ยรายเดือน ทุกจังหวัด')];
    await ask('ราคาปุ๋ยรายเดือน');
    const page = await visit.open('/th/open-data/moderation');
    await look(page, 'moderation');
    await page.getByRole('button', { name: 'ไม่แสดง ซื้อของถูกที่นี่' }).click();
    await inDialog(page).getByRole('textbox', { name: 'คำอธิบายถึงผู้เขียน' }).fill('โฆษณา');
    await send(page, 'ไม่แสดง');
    await page.getByRole('button', { name: 'แสดง ราคาปุ๋ยรายเดือน', exact: true }).click();
    await page.getByRole('button', { name: 'แสดง ราคาปุ๋ยรายเดือน', exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'รวมกับคำขออื่น ราคาปุ๋ยรายเดือน ทุกจังหวัด' }).click();
    await choose(page, 'คำขอที่อยู่ต่อ', 'ราคาปุ๋ยรายเดือน');
    await send(page, 'รวมกับคำขออื่น');
    const visitor = await visit.openAsVisitor(`/th/data/requests/${spam}`);
    await visitor.getByText('โฆษณาหรือสแปม: โฆษณา').waitFor();
    await go(visitor, visit, `/th/data/requests/${twin}`);
    await visitor.getByRole('link', { name: 'เปิดคำขอที่อยู่ต่อ' }).click();
    await visitor.getByRole('heading', { level: 1, name: 'ราคาปุ๋ยรายเดือน', exact: true }).waitFor();
    await leave(visitor);
    await go(page, visit, '/en/open-data/moderation?show=showcases');
    await page.getByRole('heading', { name: 'Nothing in this group' }).waitFor();
    await look(page, 'showcases in English');
    await leave(page);
  });

  it('makes a survey, closes it, and turns its result into a plan that moves with a reason', async () => {
    const page = await visit.open('/th/open-data/surveys');
    await press(page, 'ทำแบบสำรวจ');
    await inDialog(page).getByRole('textbox', { name: 'ชื่อภาษาไทย' }).fill('อยากได้ข้อมูลใด');
    await inDialog(page).getByRole('textbox', { name: 'ชื่อภาษาอังกฤษ' }).fill('Which data');
    await inDialog(page).getByRole('textbox', { name: 'ตัวเลือก' }).fill('rid | น้ำท่ารายวัน');
    await inDialog(page).getByRole('button', { name: 'ทำแบบสำรวจ' }).click();
    await inDialog(page).getByText('บรรทัด 1 ต้องมีรหัสหน่วยงาน').waitFor();
    await inDialog(page).getByRole('button', { name: 'ไม่ทำตอนนี้' }).click();
    const { id } = await visit.ask('POST', '/portal/surveys', { titleTh: 'อยากได้ข้อมูลใด', titleEn: 'Which data', opensOn: addDays(today, 5), closesOn: addDays(today, 9), options: [{ titleTh: 'น้ำท่ารายวัน', titleEn: 'Daily runoff', agencyId: 'rid' }, { titleTh: 'ดินเค็ม', titleEn: 'Saline soil', agencyId: 'ldd' }] });
    await go(page, visit, `/th/open-data/surveys/${id}`);
    await press(page, 'เปิดรับวันนี้');
    await send(page, 'เปิดรับวันนี้');
    await page.getByText('เห็นคะแนนเมื่อปิดรับ').waitFor();
    await press(page, 'ปิดรับเดี๋ยวนี้');
    await send(page, 'ปิดรับเดี๋ยวนี้');
    await page.getByRole('heading', { name: 'คะแนนตามหน่วยงาน' }).waitFor();
    await look(page, 'survey');
    await page.getByRole('checkbox', { name: /น้ำท่ารายวัน/ }).check();
    await press(page, 'ทำเป็นแผนเปิดข้อมูล');
    await page.getByText('อยู่ในแผนแล้ว').waitFor();
    await go(page, visit, '/th/open-data/plan');
    await page.getByRole('button', { name: 'เลื่อนหรือย้าย น้ำท่ารายวัน' }).click();
    await inDialog(page).getByRole('textbox', { name: 'เหตุผล' }).fill('รอเครื่องวัดใหม่');
    await send(page, 'เลื่อนหรือย้าย');
    await page.getByText('รอเครื่องวัดใหม่').waitFor();
    await look(page, 'plan');
    const visitor = await visit.openAsVisitor('/th/data/plan');
    await visitor.getByText('รอเครื่องวัดใหม่').waitFor();
    await leave(visitor);
    await leave(page);
  });

  it('adds a topic with a rule, and the public sees it', async () => {
    const page = await visit.open('/th/open-data/topics');
    await look(page, 'topics');
    await press(page, 'เพิ่มหมวด');
    for (const [name, text] of [['ชื่อภาษาไทย', 'น้ำ'], ['ชื่อภาษาอังกฤษ', 'Water'], ['ชื่อในที่อยู่', 'water'], ['คำในชื่อชุดข้อมูล', 'เขื่อน']] as const) await inDialog(page).getByRole('textbox', { name }).fill(text);
    await inDialog(page).getByText('กฎนี้พาเข้ามา 1 ชุด').waitFor();
    await send(page, 'บันทึก');
    await page.getByRole('link', { name: 'น้ำ', exact: true }).click();
    await page.getByRole('link', { name: 'น้ำในเขื่อนรายวัน' }).waitFor();
    await settled(page);
    await look(page, 'topic');
    const visitor = await visit.openAsVisitor('/en/data/topics');
    await visitor.getByRole('link', { name: 'Water', exact: true }).waitFor();
    await look(visitor, 'public topics');
    await leave(visitor);
    await leave(page);
  });

  it('tries a word, adds it, changes and retires it', async () => {
    const page = await visit.open('/th/open-data/words');
    await look(page, 'words');
    const form = page.getByRole('form', { name: 'ลองก่อนเพิ่ม' });
    for (const [name, text] of [['สิ่งที่คนจะพิมพ์', 'พนังรายวัน'], ['คำ', 'พนัง'], ['หมายถึง', 'เขื่อน']] as const) await form.getByRole('textbox', { name, exact: true }).fill(text);
    await form.getByRole('button', { name: 'ลอง' }).click();
    await page.getByText('เมื่อมีคำนี้').waitFor();
    await press(page, 'เพิ่มคำ');
    await inDialog(page).getByRole('textbox', { name: 'คำ', exact: true }).fill('พนัง');
    await inDialog(page).getByRole('textbox', { name: 'หมายถึง' }).fill('เขื่อน');
    await send(page, 'เพิ่มคำ');
    await page.getByRole('button', { name: 'แก้ พนัง' }).click();
    await inDialog(page).getByRole('textbox', { name: 'คำ', exact: true }).fill('พนังดิน');
    await send(page, 'บันทึก');
    await page.getByRole('button', { name: 'เลิกใช้ พนังดิน' }).click();
    await send(page, 'เลิกใช้');
    await page.getByRole('button', { name: 'เลิกใช้ พนังดิน' }).waitFor({ state: 'detached' });
    await go(page, visit, '/en/open-data/words?q=rid');
    await look(page, 'words in English');
    await leave(page);
  });
});
