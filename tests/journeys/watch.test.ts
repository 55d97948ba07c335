import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { press } from './testing/people.ts';
import { linkPlots, messyPlots, sendFile } from './testing/seed.ts';
import { expectAccessible, expectFit, leave, startVisit, type Visit } from './testing/visit.ts';

const slug = 'doae-plots';
let visit: Visit;

/** The same plots, most of them gone: the run is held. */
async function sendFew(): Promise<void> {
  const content = messyPlots(30);
  const rawId = await sendFile(visit, 'few.csv', content);
  const run = await visit.ask('POST', `/datasets/${slug}/runs`, { rawId });
  await vi.waitUntil(async () => (await visit.ask('GET', `/runs/${run.id}`)).state === 'held', { timeout: 60_000, interval: 200 });
}

beforeAll(async () => {
  visit = await startVisit();
  await linkPlots(visit, slug);
  await sendFew();
  await vi.waitUntil(async () => (await visit.ask('GET', `/datasets/${slug}/incidents`)).items.length > 0, { timeout: 60_000, interval: 200 });
});
afterAll(() => visit?.close());

it('shows what happened and what to do, on a page', async () => {
  const page = await visit.open('/th/incidents');
  await page.getByText('รอบถูกพักไว้').first().waitFor();
  await page.getByText('ทำอะไรต่อ').waitFor();
  await expectFit(page, 'incidents');
  await leave(page);
});

it('says so in English, and with the dataset', async () => {
  const page = await visit.open('/en/incidents');
  await page.getByText('A run is held').first().waitFor();
  await expectAccessible(page, 'incidents in English');
  await page.getByRole('link', { name: 'Sample plots' }).click();
  await page.getByRole('heading', { name: 'Incidents' }).waitFor();
  await page.getByText('A run is held').first().waitFor();
  await leave(page);
});

it('draws quality over time, with the figures as a table', async () => {
  const page = await visit.open(`/th/datasets/${slug}/quality`);
  await page.locator('svg.chart').first().waitFor();
  await page.locator('summary').first().click();
  await expectFit(page, 'quality over time');
  await leave(page);
});

it('adds a rule by name, tries it on the release, and agrees it as the next version', async () => {
  const page = await visit.open(`/th/datasets/${slug}`);
  await page.getByRole('link', { name: 'แก้กติกาและเกณฑ์' }).click();
  await press(page, 'เพิ่มกติกา');
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: /คอลัมน์/ }).click();
  await page.getByRole('option', { name: /พื้นที่/ }).click();
  await dialog.getByRole('textbox', { name: 'ไม่เกิน' }).fill('20');
  await dialog.getByText(/พื้นที่ \(ไร่\) ไม่เกิน 20/).waitFor();
  await press(page, 'ลองกับรุ่นปัจจุบัน');
  await dialog.getByText(/รุ่น 1 ไม่ผ่าน \d+ จาก 118 แถว/).waitFor();
  await expectFit(page, 'a rule tried');
  await press(page, 'ใช้กติกานี้');
  await expectAccessible(page, 'rules and limits');
  await press(page, 'ออกข้อกำหนดฉบับ 2');
  await page.getByText('ออกข้อกำหนดฉบับ 2 แล้ว').first().waitFor();
  const { contract, yaml } = await visit.ask('GET', `/datasets/${slug}/contracts/2`);
  expect([contract.rules[0].use, yaml.includes('rule: between')]).toEqual([{ rule: 'between', column: contract.rules[0].use.column, max: 20 }, true]);
  await leave(page);
});

it('is closed with a note and stands among what is over', async () => {
  const page = await visit.open('/th/incidents');
  await page.getByRole('button', { name: 'ปิดเรื่อง' }).click();
  await page.getByRole('textbox').fill('แปลงเลิกปลูกจริง ตรวจกับจังหวัดแล้ว');
  await page.getByRole('button', { name: 'ปิดเรื่อง', exact: true }).last().click();
  await page.getByText('ไม่มีเรื่องที่ต้องดู').waitFor();
  await page.getByText('จบแล้ว', { exact: true }).click();
  await page.getByText(/แปลงเลิกปลูกจริง/).waitFor();
  await leave(page);
});
