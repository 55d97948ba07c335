import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishWater } from './testing/open-data.ts';
import { press } from './testing/people.ts';
import { expectAccessible, expectFit, expectThaiForEars, leave, startVisit, type Visit } from './testing/visit.ts';

const slug = 'rid-water-hosted';
let visit: Visit;

/** The part of the page that is this room's: nothing of it stands outside the screen, on a desk and on a phone. */
async function expectOwnPartFits(page: Page, screen: string): Promise<void> {
  await expectAccessible(page, screen);
  await page.setViewportSize({ width: 375, height: 812 });
  const outside = await page.locator('#hosting').evaluate((part: { querySelectorAll(all: string): Iterable<{ tagName: string; className: string; getBoundingClientRect(): { right: number } }> }) => [...part.querySelectorAll('*')].filter((each) => each.getBoundingClientRect().right > 375).map((each) => `${each.tagName}.${each.className}`));
  expect(outside, screen).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
}

beforeAll(async () => {
  visit = await startVisit();
  await publishWater(visit, slug);
});
afterAll(() => visit?.close());

describe('a dataset offered as a service', () => {
  it('takes two clicks, shows what it gives, and is changed with a reason', async () => {
    const page = await visit.open(`/th/datasets/${slug}`);
    await press(page, 'เปิดเป็นบริการ');
    const dialog = page.getByRole('alertdialog');
    await expectFit(page, 'the kinds of a hosted service');
    await dialog.getByRole('button', { name: 'เปิดเป็นบริการ' }).click();
    await page.waitForURL(new RegExp(`/th/exchange/services/${slug}-rows$`));
    const settings = page.getByRole('region', { name: 'ข้อมูลที่บริการให้' });
    await settings.getByRole('table', { name: 'คอลัมน์ที่บริการให้' }).waitFor();
    await expectThaiForEars(page, 'a hosted service');
    await expectOwnPartFits(page, 'a hosted service');
    await settings.getByRole('button', { name: 'แก้สิ่งที่บริการให้' }).click();
    await dialog.getByLabel('volume_mcm').uncheck();
    await dialog.getByRole('button', { name: 'บันทึกเป็นฉบับใหม่' }).click();
    await dialog.getByText('ต้องกรอกช่องนี้').waitFor();
    await dialog.getByLabel('เหตุผล').fill('ยังไม่ตรวจสอบ');
    await dialog.getByRole('button', { name: 'บันทึกเป็นฉบับใหม่' }).click();
    // What breaks callers is said first.
    await dialog.getByText(/volume_mcm/).last().waitFor();
    await dialog.getByLabel('ยอมรับว่าผู้เรียกเดิมอาจต้องแก้โปรแกรม').check();
    await expectFit(page, 'a hosted service being changed');
    await dialog.getByRole('button', { name: 'บันทึกเป็นฉบับใหม่' }).click();
    await settings.getByText(/ฉบับที่ 2/).waitFor();
    await leave(page);
  });

  it('reads in English as well', async () => {
    await visit.ask('POST', '/exchange/hosted-services', { dataset: slug, kind: 'aggregate', groupColumns: ['province'], slug: 'water-figures' });
    const page = await visit.open('/en/exchange/services/water-figures');
    const settings = page.getByRole('region', { name: 'What the service gives' });
    expect(await settings.getByText('5 rows').count()).toBe(1);
    await expectOwnPartFits(page, 'a service of figures in English');
    await leave(page);
  });
});
