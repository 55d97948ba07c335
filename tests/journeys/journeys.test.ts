import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkPlots, messyPlots } from './testing/seed.ts';
import { expectAccessible, expectNoSidewaysScroll, expectThaiForEars, leave, settled, startVisit, type Visit } from './testing/visit.ts';

let visit: Visit;
let runId = 0;
beforeAll(async () => {
  visit = await startVisit();
  const run = await linkPlots(visit, 'doae-sample-plots');
  expect(run.state).toBe('published');
  runId = run.id;
});
afterAll(() => visit.close());

describe('a newcomer', () => {
  it('links a messy Windows-874 file in Thai, sees the run, and the board counts it', async () => {
    const page = await visit.open('/');
    await page.getByRole('link', { name: 'เชื่อมชุดข้อมูล' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'เชื่อมชุดข้อมูล' }).waitFor();
    await page.locator('input[type=file]').setInputFiles({ name: 'แปลงปลูก.csv', mimeType: 'text/csv', buffer: messyPlots() });
    await page.getByRole('heading', { name: 'ไฟล์นี้อ่านอย่างไร' }).waitFor();
    await page.getByText('Windows-874 (ไทย)').first().waitFor();
    await page.getByRole('button', { name: 'ต่อไป: ข้อกำหนด' }).click();
    await page.getByRole('combobox', { name: 'หน่วยงานเจ้าของ' }).fill('กรมการข้าว');
    await page.getByRole('option', { name: /กรมการข้าว/ }).click();
    await page.getByRole('textbox', { name: 'ชื่อภาษาไทย' }).first().fill('แปลงข้าวของฉัน');
    await page.getByRole('textbox', { name: 'ชื่อภาษาอังกฤษ' }).first().fill('My rice plots');
    await page.getByRole('textbox', { name: 'ชื่อย่อ' }).fill('rd-my-rice-plots');
    await page.getByText('ข้อกำหนดใช้ได้').waitFor();
    await page.getByRole('button', { name: 'ต่อไป: ลองตรวจ' }).click();
    await page.getByText(/ผ่าน 118 จาก 120/).waitFor();
    await expectAccessible(page, 'preview');
    await page.getByRole('button', { name: 'ต่อไป: เริ่มเชื่อม' }).click();
    await expectAccessible(page, 'start');
    await page.getByRole('button', { name: 'เริ่มเชื่อม', exact: true }).last().click();
    await page.waitForURL(/\/th\/runs\/\d+/);
    await page.getByRole('heading', { level: 1, name: /แปลงข้าวของฉัน\s+เผยแพร่แล้ว/ }).waitFor();
    await page.getByText(/เผยแพร่เป็น รุ่น 1 แล้ว/).waitFor();
    await expect.poll(async () => (await visit.ask('GET', '/board')).totals).toMatchObject({ datasets: 2, linked: 2, fresh: 2 });
    await page.getByRole('link', { name: 'กระดานเชื่อมโยง' }).first().click();
    await page.getByRole('link', { name: /แปลงข้าวของฉัน/ }).first().waitFor();
    await leave(page);
  });

  it('can open the address of a later step in a fresh tab: the draft is made first', async () => {
    const page = await visit.open('/th/link?step=preview&raw=1');
    await page.getByText(/ผ่าน 118 จาก 120/).waitFor();
    await leave(page);
    const later = await visit.open('/th/link?step=plan&raw=1');
    await later.getByRole('heading', { level: 2, name: 'เริ่มเชื่อม' }).waitFor();
    await leave(later);
  });

  it('opens the quarantine from the run, filters it, and takes the workbook away', async () => {
    const page = await visit.open(`/th/runs/${runId}`);
    await page.getByRole('link', { name: /ดูแถวที่กักไว้/ }).first().click();
    await page.waitForURL(/quarantine/);
    const table = page.getByRole('table', { name: 'แถวที่กักไว้ตามบรรทัด' });
    await table.waitFor();
    expect(await table.getByRole('row').count()).toBe(3);
    await table.getByText('สามไร่').first().waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'ดาวน์โหลด Excel พร้อมเหตุผล' }).click()]);
    expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
    await leave(page);
  });
});

describe('the board', () => {
  it('is read as of an earlier day, which stands in the address and survives a reload', async () => {
    const page = await visit.open('/th/board?asOf=2026-01-15');
    const day = page.getByRole('group', { name: 'ข้อมูล ณ วันที่' });
    await day.waitFor();
    expect((await day.innerText()).replace(/\s/g, '')).toContain('15/1/2569');
    expect((await visit.ask('GET', '/board?asOf=2026-01-15')).totals.linked).toBe(0);
    await page.reload();
    expect(page.url()).toContain('asOf=2026-01-15');
    await page.getByRole('button', { name: /^เปิดปฏิทิน/ }).click();
    await page.getByRole('grid', { name: 'มกราคม 2569' }).waitFor();
    await expectThaiForEars(page, 'calendar');
    await expectAccessible(page, 'calendar');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'กลับมาวันนี้' }).click();
    await page.waitForURL((url) => !url.search.includes('asOf'));
    await leave(page);
  });

  it('is walked with the keyboard only: one stop for all marks, arrows between them, Enter opens', async () => {
    const page = await visit.open('/th/board');
    const grid = page.getByRole('grid');
    await grid.waitFor();
    const marks = grid.locator('a[data-slug]');
    expect(await grid.locator('a[data-slug][tabindex="0"]').count()).toBe(1);
    // The sidebar comes first for whoever does not take the way past it.
    for (let presses = 0; presses < 100 && !(await grid.locator('a[data-slug]:focus').count()); presses += 1) await page.keyboard.press('Tab');
    expect(await grid.locator('a[data-slug]:focus').count()).toBe(1);
    const first = await grid.locator('a[data-slug]:focus').getAttribute('data-slug');
    if (await marks.count() > 1) {
      await page.keyboard.press('ArrowDown');
      expect(await grid.locator('a[data-slug]:focus').getAttribute('data-slug')).not.toBe(first);
      await page.keyboard.press('ArrowUp');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/th/datasets/${first}`));
    await leave(page);
  });

  it('keeps the address when the language is changed, and says the page in English', async () => {
    const page = await visit.open('/th/datasets/doae-sample-plots?sort=-area_rai');
    await page.getByRole('link', { name: 'EN', exact: true }).click();
    await page.waitForURL(/\/en\/datasets\/doae-sample-plots\?.*sort=-area_rai/);
    await page.getByRole('heading', { level: 1, name: /Sample plots/ }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await leave(page);
  });
});

describe('the dataset page', () => {
  it('shows release, rows and contract, and offers every download', async () => {
    const page = await visit.open('/th/datasets/doae-sample-plots');
    await page.getByRole('heading', { level: 1, name: /แปลงปลูกตัวอย่าง/ }).waitFor();
    await page.getByText('เชียงใหม่').first().waitFor();
    await page.getByText(/รุ่น\s*1/).first().waitFor();
    await leave(page);
  });

  it('says what is missing when there is no such dataset', async () => {
    const page = await visit.open('/th/datasets/no-such-dataset');
    await page.getByText('ไม่พบ').first().waitFor();
    await leave(page);
  });
});

describe('the search over every page', () => {
  it('finds pages, agencies, datasets, runs and contracts with the keyboard only, in words of either language', async () => {
    const page = await visit.open('/th/runs');
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'ค้นหา' });
    const options = page.getByRole('listbox', { name: 'ผลการค้นหา' }).getByRole('option');
    await field.waitFor();
    expect(await options.allInnerTexts()).toEqual(expect.arrayContaining(['กระดานเชื่อมโยง', 'ชุดข้อมูล', 'รอบการเชื่อมโยง', 'เชื่อมชุดข้อมูล']));
    await expectAccessible(page, 'search, nothing asked');
    await field.fill('ตัวอย่าง แปลงปลูก');
    for (const name of ['ชุดข้อมูล', 'รอบการเชื่อมโยง', 'ข้อกำหนด']) await page.getByRole('group', { name, exact: true }).getByRole('option', { name: /แปลงปลูกตัวอย่าง/ }).first().waitFor();
    await expectAccessible(page, 'search, found');
    await field.fill('doae sample');
    await page.getByRole('group', { name: 'ชุดข้อมูล', exact: true }).getByRole('option').waitFor();
    await field.fill('Department of Agricultural Extension');
    await page.getByRole('group', { name: 'หน่วยงาน' }).getByRole('option', { name: /กรมส่งเสริมการเกษตร/ }).waitFor();
    await field.fill(`รอบ ${runId}`);
    const run = page.getByRole('option', { name: new RegExp(`รอบที่ ${runId} `) });
    await run.waitFor();
    expect(await field.getAttribute('aria-activedescendant')).toBe(await run.getAttribute('id'));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/th/runs/${runId}$`));
    expect(await page.getByRole('dialog').count()).toBe(0);
    // The page that just opened may still be settling, which shuts the search again.
    await expect.poll(async () => {
      if (!(await field.isVisible())) await page.keyboard.press('Control+k');
      await page.waitForTimeout(300);
      return field.isVisible();
    }, { timeout: 60_000 }).toBe(true);
    await field.fill('ข้อกำหนด แปลงปลูกตัวอย่าง');
    await page.getByRole('option', { name: /ข้อกำหนดฉบับ.1/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/th\/datasets\/doae-sample-plots#contract$/);
    const section = page.locator('#contract');
    await expect.poll(async () => (await section.boundingBox())?.y).toBeLessThan(120);
    await leave(page);
  });

  it('fills a phone, says when nothing is found, and gives the focus back on Escape', async () => {
    const page = await visit.open('/en/datasets');
    await page.setViewportSize({ width: 375, height: 800 });
    const opener = page.getByRole('button', { name: 'Find datasets, agencies, runs' });
    await opener.click();
    await page.getByRole('combobox', { name: 'Search' }).fill('zzzz');
    await page.getByRole('dialog').getByText('Nothing found for “zzzz”').last().waitFor();
    await expectAccessible(page, 'search, nothing found');
    await expectNoSidewaysScroll(page, 'search on a phone');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => opener.evaluate((button: { matches(selector: string): boolean }) => button.matches(':focus'))).toBe(true);
    await leave(page);
  });
});

describe('every page is free of axe violations and of sideways scrolling', () => {
  const pages: [string, () => string][] = [
    ['board', () => '/th/board'], ['board in English', () => '/en/board'], ['datasets', () => '/th/datasets'], ['dataset', () => '/th/datasets/doae-sample-plots'], ['runs', () => '/th/runs'],
    ['run', () => `/th/runs/${runId}`], ['quarantine', () => `/th/runs/${runId}/quarantine`], ['link', () => '/th/link'],
    ['link, profile', () => '/th/link?step=profile&raw=1'], ['link, contract', () => '/th/link?step=contract&raw=1'], ['a page that is not there', () => '/th/nowhere'],
  ];
  const screens = [[1440, 'light'], [1440, 'dark'], [375, 'light'], [375, 'dark']] as const;

  it.each(pages)('%s: wide and on a phone, light and dark', async (_name, path) => {
    const page = await visit.open(path());
    if (path().startsWith('/th')) await expectThaiForEars(page, path());
    for (const [width, colorScheme] of screens) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await settled(page);
      await expectNoSidewaysScroll(page, `${width} ${colorScheme}`);
      await expectAccessible(page, `${width} ${colorScheme}`);
    }
    await leave(page);
  });
});
