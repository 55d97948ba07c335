import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snippetOf } from '../../web/src/pages/portal/dataset/snippets.ts';
import { publishWater } from './testing/open-data.ts';
import { expectAccessible, expectNoSidewaysScroll, leave, settled, startVisit, type Visit } from './testing/visit.ts';

const slug = 'rid-water-daily';
let visit: Visit;

beforeAll(async () => {
  visit = await startVisit();
  await publishWater(visit, slug);
});
afterAll(() => visit?.close());

/** Axe and the width of a phone, in both colours. */
async function expectFit(page: Page, screen: string): Promise<void> {
  await expectAccessible(page, screen);
  await page.setViewportSize({ width: 375, height: 800 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expectNoSidewaysScroll(page, `${screen} at 375`);
  await expectAccessible(page, `${screen} at 375, dark`);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

describe('a visitor', () => {
  it('comes to the portal, searches in Thai words typed together, and narrows by agency', async () => {
    const page = await visit.openAsVisitor('/');
    await page.waitForURL(`${visit.address}/th/data`);
    await page.getByRole('combobox', { name: 'คำค้น' }).fill('น้ำอ่างเก็บน้ำรายวัน');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=/);
    await page.getByRole('link', { name: 'ปริมาณน้ำในอ่างเก็บน้ำรายวัน' }).waitFor();
    await page.getByRole('checkbox', { name: /กรมชลประทาน/ }).check();
    await page.waitForURL(/filter=organization/);
    await settled(page);
    await expectFit(page, 'search');
    await page.goto(`${visit.address}/th/data?q=${encodeURIComponent('อวกาศนอกโลก')}`);
    await page.getByRole('heading', { name: 'ไม่พบชุดข้อมูลที่ตรง' }).waitFor();
    await leave(page);
  });

  it('opens the dataset: rows, chart, map, columns, releases, files, in both languages', async () => {
    const page = await visit.openAsVisitor(`/th/data/${slug}`);
    await page.getByRole('heading', { level: 1, name: 'ปริมาณน้ำในอ่างเก็บน้ำรายวัน' }).waitFor();
    await page.getByRole('group', { name: 'ตัวอย่างแถวของชุดข้อมูล' }).getByText('แม่งัด').first().waitFor();
    await page.getByRole('img', { name: /volume_mcm/ }).waitFor();
    await page.locator('svg').and(page.getByRole('group', { name: /4 จังหวัด/ })).waitFor();
    await page.getByRole('img', { name: 'เชียงใหม่ 60 แถว' }).focus();
    await page.keyboard.press('Home');
    const told = page.locator('.map-told b');
    const first = await told.innerText();
    await page.keyboard.press('ArrowRight');
    await told.filter({ hasNotText: first }).waitFor();
    await page.keyboard.press('Home');
    await told.filter({ hasText: first }).waitFor();
    await page.getByRole('button', { name: /สีบอกอะไร/ }).click();
    await page.getByRole('option', { name: /volume_mcm/ }).click();
    await page.getByRole('list', { name: 'ช่วงค่าของแต่ละสี' }).getByText('1 แห่ง').nth(3).waitFor();
    await settled(page);
    await expectFit(page, 'dataset');
    await page.getByRole('link', { name: 'EN', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Daily water in reservoirs' }).waitFor();
    await page.locator('svg').and(page.getByRole('group', { name: /4 provinces/ })).waitFor();
    await settled(page);
    await expectFit(page, 'dataset in English');
    await leave(page);
  });

  it('takes the data away as CSV and by the commands that the page shows', async () => {
    const page = await visit.openAsVisitor(`/th/data/${slug}`);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'ดาวน์โหลด CSV', exact: true }).first().click()]);
    expect(readFileSync(await download.path(), 'utf8')).toContain('แม่งัด');
    expect(execFileSync('python3', ['-c', snippetOf('python', visit.address, slug)], { encoding: 'utf8' })).toMatch(/^240 /);
    expect(execFileSync('sh', ['-c', snippetOf('curl', visit.address, slug)], { encoding: 'utf8', cwd: '/tmp' })).toContain('แม่งัด');
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', snippetOf('javascript', visit.address, slug)], { encoding: 'utf8' })).toContain('แม่งัด');
    await leave(page);
  });

  it('asks for a dataset, which others see once an officer showed it', async () => {
    const page = await visit.openAsVisitor('/th/data/requests/new');
    await page.getByRole('textbox', { name: 'ข้อมูลที่ต้องการ' }).fill('ราคาปุ๋ยขายปลีก รายจังหวัด');
    await page.getByRole('button', { name: 'ส่งคำขอ' }).click();
    await page.getByText('บอกสั้น ๆ ว่าจะใช้ทำอะไร').waitFor();
    await page.getByRole('textbox', { name: 'จะใช้ทำอะไร' }).fill('เทียบราคาก่อนซื้อ');
    await expectFit(page, 'ask');
    await page.getByRole('button', { name: 'ส่งคำขอ' }).click();
    await page.getByRole('heading', { name: 'ส่งคำขอแล้ว' }).waitFor();
    await settled(page);
    await expectFit(page, 'request');
    const id = new URL(page.url()).pathname.split('/').at(-1) as string;
    await page.goto(`${visit.address}/th/data/requests`);
    await page.getByRole('heading', { name: 'ยังไม่มีคำขอในกลุ่มนี้' }).waitFor();
    await visit.ask('POST', `/portal/requests/${id}/answers`, { state: 'planned', text: 'กำลังเตรียมข้อมูล', plannedOn: '2099-12-31' });
    await page.reload();
    await page.getByRole('link', { name: 'ราคาปุ๋ยขายปลีก รายจังหวัด' }).waitFor();
    await page.getByText('กำลังเตรียมข้อมูล').waitFor();
    await expectFit(page, 'requests');
    await leave(page);
  });

  it('finds agencies, topics, plan, surveys, showcases and statistics without signing in', async () => {
    const page = await visit.openAsVisitor('/th/data/agencies');
    for (const path of ['agencies', 'topics', 'topics/category06', 'plan', 'surveys', 'showcases', 'statistics']) {
      await page.goto(`${visit.address}/en/data/${path}`);
      await settled(page);
      await expectFit(page, path);
    }
    await leave(page);
  });
});

describe('a machine that runs no script', () => {
  it('reads title, description and schema.org of a dataset in the page itself', async () => {
    const html = await (await fetch(`${visit.address}/en/data/${slug}`)).text();
    expect(html).toContain('<title>Daily water in reservoirs – Saphan</title>');
    const [, data = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
    expect(JSON.parse(data)).toMatchObject({ '@type': 'Dataset', name: 'Daily water in reservoirs', distribution: expect.arrayContaining([expect.objectContaining({ encodingFormat: 'text/csv' })]) });
    expect(await (await fetch(`${visit.address}/feeds/datasets.atom`)).text()).toContain(slug);
    expect(await (await fetch(`${visit.address}/sitemaps/1.xml`)).text()).toContain(`/th/data/${slug}`);
  });
});
