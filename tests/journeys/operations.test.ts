import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { waitUntil } from '../../server/src/app/testing/instance.ts';
import { press } from './testing/people.ts';
import { linkPlots } from './testing/seed.ts';
import { expectFit, expectThaiForEars, leave, startVisitOfAll, type Visit } from './testing/visit.ts';

const slug = 'doae-operated-plots';
let visit: Visit;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'saphan-operations-'));
  writeFileSync(join(folder, 'empty.csv'), '');
  visit = await startVisitOfAll({ SAPHAN_SOURCE_DIRS: folder });
  await linkPlots(visit, slug);
  const source = await visit.ask('POST', `/datasets/${slug}/sources`, { kind: 'folder', name: 'โฟลเดอร์ที่ว่าง', config: { path: join(folder, 'empty.csv') } });
  const { id } = await visit.ask('POST', `/datasets/${slug}/runs`, { sourceId: source.id });
  await waitUntil(async () => (await visit.ask('GET', `/runs/${id}`)).state === 'failed', 'the failure');
});
afterAll(async () => {
  await visit.close();
  rmSync(folder, { recursive: true, force: true });
});

const giveReason = async (page: Page, reason: string, verb: string) => {
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('textbox').fill(reason);
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
};

describe('the operator in the morning', () => {
  it('reads in one sentence whether anything waits, and below why a source fails and what was slow', async () => {
    const page = await visit.open('/th/operations');
    await page.getByText(/ไม่มีเรื่องที่ต้องทำตอนนี้ มี \d+ เรื่องที่ควรรู้/).waitFor();
    await page.getByText('ยังไม่เคยสำรองข้อมูล').waitFor();
    const sources = page.getByRole('table', { name: 'ต้นทางที่มีปัญหา' });
    await sources.getByText(/ไฟล์ว่าง/).waitFor();
    await sources.getByText(/โฟลเดอร์ที่ว่าง/).waitFor();
    await page.getByRole('table', { name: /รอบที่ช้าที่สุด/ }).getByText('แปลงปลูกตัวอย่าง').first().waitFor();
    await expectThaiForEars(page, 'operations');
    await expectFit(page, 'operations');
    await leave(page);
    const english = await visit.open('/en/operations');
    await english.getByText('There is no backup yet').waitFor();
    await expectFit(english, 'operations in English');
    await leave(english);
  });

  it('pauses all runs with a reason that everybody who sees runs reads, and lets them go on', async () => {
    const page = await visit.open('/th/operations');
    await press(page, 'หยุดรอบทั้งระบบ');
    await giveReason(page, 'ย้ายห้องเครื่อง', 'หยุดรอบทั้งระบบ');
    const runs = await visit.open('/th/runs');
    await runs.getByText(/หยุดรอบทั้งระบบโดย somchai .*“ย้ายห้องเครื่อง”/).waitFor();
    await expectFit(runs, 'paused runs');
    await leave(runs);
    await press(page, 'ให้เดินต่อ');
    await page.getByRole('button', { name: 'หยุดรอบทั้งระบบ', exact: true }).waitFor();
    await leave(page);
  });

  it('drains the worker, sees it away, and starts it again', async () => {
    const page = await visit.open('/th/operations');
    await press(page, /^ให้ .* หยุดรับงาน$/);
    await giveReason(page, 'เปลี่ยนหน่วยความจำ', 'หยุดรับงาน');
    const workers = page.getByRole('table', { name: 'ตัวทำงาน' });
    await workers.getByText('หยุดตามคำสั่ง').waitFor();
    await page.getByText(/1 เรื่องต้องมีคนทำตอนนี้/).waitFor();
    await expectFit(page, 'drained');
    await press(page, /^เริ่มใหม่: /);
    await workers.getByText('ว่าง', { exact: true }).first().waitFor();
    await workers.getByText('หยุดตามคำสั่ง').waitFor({ state: 'detached' });
    await leave(page);
  });
});
