import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { expectAccessible, expectNoSidewaysScroll, leave, settled, startVisit, type Visit } from './testing/visit.ts';

const slug = 'rid-dams';
const files = mkdtempSync(join(tmpdir(), 'saphan-record-'));
let visit: Visit;

beforeAll(async () => {
  visit = await startVisit();
  await visit.ask('POST', '/catalogue/records', { slug, agencyId: 'rid', titleTh: 'เขื่อนในความดูแล', titleEn: 'Dams in care' });
  writeFileSync(join(files, 'เขื่อน.csv'), 'ชื่อ,จังหวัด\nแม่งัด,เชียงใหม่\n');
  writeFileSync(join(files, 'ใหม่.json'), '[{"ชื่อ":"ภูมิพล"}]');
  writeFileSync(join(files, 'หลอก.csv'), '<!doctype html><title>ลงชื่อเข้าใช้</title>');
});
afterAll(async () => { await visit?.close(); rmSync(files, { recursive: true, force: true }); });

async function expectFit(page: Page, screen: string): Promise<void> {
  await expectAccessible(page, screen);
  await page.setViewportSize({ width: 375, height: 800 });
  await expectNoSidewaysScroll(page, `${screen} at 375`);
  await expectAccessible(page, `${screen} at 375`);
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Chooses a file in the dialog, as a person does. */
async function choose(page: Page, name: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('alertdialog').getByRole('button', { name: 'เลือกไฟล์', exact: true }).click()]);
  await chooser.setFiles(join(files, name));
}

async function act(page: Page, name: string, deed: string): Promise<void> {
  await page.getByRole('button', { name: `จัดการ ${name}` }).click();
  await page.getByRole('menuitem', { name: deed }).click();
}

const namesOf = (page: Page) => page.getByRole('table').getByRole('rowheader').getByRole('link').allTextContents();

describe('a steward', () => {
  it('sends a file, hears why another is no data, replaces, renames and orders, and takes one away', async () => {
    const page = await visit.open(`/th/datasets/${slug}/record?view=files`);
    await page.getByRole('heading', { name: 'ยังไม่มีไฟล์หรือลิงก์' }).waitFor();
    await page.getByRole('button', { name: 'เพิ่มไฟล์' }).click();
    await page.getByRole('alertdialog').waitFor();
    await expectFit(page, 'sending a file');
    await choose(page, 'หลอก.csv');
    await page.getByText('เป็นหน้าเว็บ ไม่ใช่ข้อมูล').waitFor();
    await expectAccessible(page, 'a file that was refused');
    await choose(page, 'เขื่อน.csv');
    await page.getByRole('rowheader', { name: 'เขื่อน.csv' }).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'เขื่อน.csv' }).click()]);
    expect(readFileSync(await download.path(), 'utf8')).toContain('แม่งัด');

    await page.getByRole('button', { name: 'เพิ่มลิงก์' }).click();
    await page.getByRole('textbox', { name: 'ชื่อ' }).fill('แผนที่เขื่อน');
    await page.getByRole('textbox', { name: 'ที่อยู่' }).fill('https://maps.example.go.th/dams');
    await page.getByRole('textbox', { name: 'นามสกุลหรือชนิดไฟล์' }).fill('WMS');
    await page.getByRole('alertdialog').getByRole('button', { name: 'เพิ่มลิงก์' }).click();
    await page.getByRole('rowheader', { name: 'แผนที่เขื่อน' }).waitFor();
    await act(page, 'แผนที่เขื่อน', 'เลื่อนขึ้น');
    await vi.waitFor(async () => expect(await namesOf(page)).toEqual(['แผนที่เขื่อน', 'เขื่อน.csv']), { timeout: 60_000 });

    await act(page, 'เขื่อน.csv', 'แก้ไข');
    await page.getByRole('textbox', { name: 'ชื่อ', exact: true }).fill('รายชื่อเขื่อน');
    await page.getByRole('alertdialog').getByRole('button', { name: 'แก้ไข' }).click();
    await act(page, 'รายชื่อเขื่อน', 'แทนที่ไฟล์');
    await choose(page, 'ใหม่.json');
    await page.getByRole('cell', { name: /JSON/ }).waitFor();
    await settled(page);
    await expectFit(page, 'files of a record');
    const record = await visit.ask('GET', `/catalogue/records/${slug}`);
    expect(record.resources.map(({ kind, nameTh, format }: Record<string, string>) => [kind, nameTh, format])).toEqual([['link', 'แผนที่เขื่อน', 'WMS'], ['file', 'รายชื่อเขื่อน', 'JSON']]);
    await leave(page);

    const visitor = await fetch(`${visit.address}${record.resources[1].url}`);
    expect(visitor.status).toBe(404);
  });

  it('does the same in English, and finds each deed in the history', async () => {
    const page = await visit.open(`/en/datasets/${slug}/record?view=files`);
    await page.getByRole('button', { name: 'Act on แผนที่เขื่อน' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByText('The file it leads to does not change').waitFor();
    await expectAccessible(page, 'removing');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('rowheader', { name: 'แผนที่เขื่อน' }).waitFor({ state: 'detached' });
    await page.getByRole('navigation', { name: 'Parts of the record' }).getByRole('link', { name: /History/ }).click();
    for (const deed of ['Files and links put in order', 'File or link removed', 'File or link changed']) await page.getByText(deed).first().waitFor();
    await settled(page);
    await expectFit(page, 'history');
    await leave(page);
  });
});
