import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { press } from './testing/people.ts';
import { messyPlots } from './testing/seed.ts';
import { expectAccessible, expectNoSidewaysScroll, expectThaiForEars, leave, settled, startVisit, type Visit } from './testing/visit.ts';

const secret = 'Bearer very-secret-value';
const slug = 'rd-fetched-plots';
let visit: Visit;
let folder: string;
let agency: Server;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'saphan-inbox-'));
  writeFileSync(join(folder, 'plots.csv'), messyPlots());
  agency = createServer((request, reply) => { if (request.headers.authorization === secret) reply.end(messyPlots()); else reply.writeHead(401).end(); });
  await new Promise<void>((resolve) => { agency.listen(0, '127.0.0.1', resolve); });
  url = `http://127.0.0.1:${(agency.address() as AddressInfo).port}/plots.csv`;
  visit = await startVisit({ SAPHAN_ALLOW_PRIVATE_HOSTS: '127.0.0.1', SAPHAN_SOURCE_DIRS: folder });
});
afterAll(async () => {
  await visit.close();
  agency.closeAllConnections();
  agency.close();
  rmSync(folder, { recursive: true, force: true });
});

const sources = async (query = ''): Promise<any[]> => (await visit.ask('GET', `/datasets/${slug}/sources${query}`)).items;
const choose = async (page: Page, field: RegExp, name: string) => {
  await page.getByRole('button', { name: field }).click();
  await page.getByRole('option', { name, exact: true }).click();
};
/** Field of the secret; the choice of the way to sign in bears the same words. */
const authorization = (page: Page) => page.getByLabel('ค่า Authorization', { exact: true }).and(page.locator('input[type="password"]'));

describe('a steward with a source', () => {
  it('has a contract drafted from it, tries it, and links a new dataset without giving the secret twice', async () => {
    const page = await visit.open('/th/link?from=source');
    await press(page, 'ดึงตัวอย่างและร่างข้อกำหนด');
    await page.getByText('ช่องนี้ต้องมีค่า').waitFor();
    await page.getByRole('textbox', { name: 'ที่อยู่ของไฟล์' }).fill(url);
    await press(page, 'ดึงตัวอย่างและร่างข้อกำหนด');
    await page.getByRole('alert').waitFor();
    await expectAccessible(page, 'a refused source');
    await choose(page, /การเข้าใช้ต้นทาง/, 'ค่า Authorization');
    await authorization(page).fill(secret);
    await page.getByRole('textbox', { name: 'ชื่อเรียก' }).fill('เว็บแปลงข้าว');
    await press(page, 'ดึงตัวอย่างและร่างข้อกำหนด');
    await page.getByRole('heading', { name: 'ไฟล์นี้อ่านอย่างไร' }).waitFor();
    await page.getByText('ตัวอย่างจากต้นทาง เว็บแปลงข้าว').waitFor();
    await page.getByText('Windows-874 (ไทย)').first().waitFor();
    expect(await page.evaluate('JSON.stringify(Object.values(sessionStorage)) + location.href')).not.toContain('very-secret');
    await expectAccessible(page, 'profile of a sample');
    await press(page, 'ต่อไป: ข้อกำหนด');
    await page.getByRole('combobox', { name: 'หน่วยงานเจ้าของ' }).fill('กรมการข้าว');
    await page.getByRole('option', { name: /กรมการข้าว/ }).click();
    await page.getByRole('textbox', { name: 'ชื่อภาษาไทย' }).first().fill('แปลงข้าวจากเว็บ');
    await page.getByRole('textbox', { name: 'ชื่อภาษาอังกฤษ' }).first().fill('Plots from the web');
    await page.getByRole('textbox', { name: 'ชื่อย่อ' }).fill(slug);
    await page.getByText('ข้อกำหนดใช้ได้').waitFor();
    await press(page, 'ต่อไป: ลองตรวจ');
    await page.getByText(/ผ่าน 118 จาก 120/).waitFor();
    await press(page, 'ต่อไป: เริ่มเชื่อม');
    await page.getByText(/ตั้งต้นทาง เว็บแปลงข้าว/).waitFor();
    await page.getByRole('button', { name: 'เริ่มเชื่อม', exact: true }).last().click();
    await page.waitForURL(/\/th\/runs\/\d+/);
    await page.getByText(/เผยแพร่เป็น รุ่น 1 แล้ว/).waitFor();
    expect(await sources()).toMatchObject([{ kind: 'http', name: 'เว็บแปลงข้าว', summary: url }]);
    await leave(page);
  });

  it('links the file of that run again from its page', async () => {
    const [run] = (await visit.ask('GET', `/runs?dataset=${slug}`)).items;
    const page = await visit.open(`/th/runs/${run.id}`);
    await press(page, 'เชื่อมไฟล์นี้อีกครั้ง');
    await page.waitForURL((address) => address.search.includes(`raw=${run.rawId}`) && address.search.includes(`dataset=${slug}`));
    await page.getByText(/ผ่าน 118 จาก 120/).waitFor();
    await leave(page);
  });

  it('changes it: what is kept is not shown, and the result of the test is', async () => {
    const page = await visit.open(`/th/datasets/${slug}`);
    await press(page, 'เปลี่ยนค่าตั้ง');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('textbox', { name: 'ที่อยู่ของไฟล์' }).waitFor();
    expect(await dialog.getByRole('textbox', { name: 'ที่อยู่ของไฟล์' }).inputValue()).toBe(url);
    expect(await authorization(page).inputValue()).toBe('');
    await expectAccessible(page, 'change of a source');
    await dialog.getByRole('textbox', { name: 'ชื่อเรียก' }).fill('เว็บแปลงข้าวใหม่');
    await dialog.getByRole('textbox', { name: 'ที่อยู่ของไฟล์' }).fill(`${url}?year=2568`);
    await press(page, 'บันทึกและทดสอบ');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('ต้นทางใช้ได้').first().waitFor();
    expect(await sources()).toMatchObject([{ name: 'เว็บแปลงข้าวใหม่', changedAt: expect.any(String) }]);
    await leave(page);
  });

  it('sets up one source, however often the same form is saved', async () => {
    const page = await visit.open(`/th/link?dataset=${slug}&from=source&step=file`);
    await page.getByRole('heading', { name: 'ตั้งต้นทางใหม่' }).waitFor();
    await choose(page, /ชนิดต้นทาง/, 'โฟลเดอร์บนเครื่องแม่ข่าย');
    const path = page.getByRole('textbox', { name: 'ไฟล์หรือโฟลเดอร์' });
    await path.fill(join(folder, 'gone.csv'));
    await press(page, 'บันทึกและทดสอบ');
    await page.getByText('ยังใช้ต้นทางนี้ไม่ได้').first().waitFor();
    await path.fill(join(folder, 'plots.csv'));
    await press(page, 'บันทึกและทดสอบ');
    await page.getByText('ต้นทางใช้ได้').first().waitFor();
    expect((await sources()).map(({ kind, summary }) => [kind, summary])).toEqual([['http', `${url}?…`], ['folder', join(folder, 'plots.csv')]]);
    await page.setViewportSize({ width: 375, height: 900 });
    await settled(page);
    await expectNoSidewaysScroll(page, 'sources on a phone');
    await expectAccessible(page, 'sources on a phone');
    await leave(page);
  });

  it('sees when it runs and which days offices close, in both languages, on a desk and on a phone', async () => {
    const [{ id }] = await sources();
    await visit.ask('PUT', `/datasets/${slug}/sources/${id}/schedule`, { rule: { every: 'day', at: '06:00' } });
    const page = await visit.open('/th/schedule?day=2030-01-02');
    await page.getByRole('link', { name: 'แปลงข้าวจากเว็บ', exact: true }).waitFor();
    for (const path of ['/th/schedule?day=2030-01-02', '/en/schedule?day=2030-01-02', '/th/calendar', '/en/calendar']) {
      await page.goto(visit.address + path);
      await page.getByRole('table').waitFor();
      for (const width of [1440, 375]) {
        await page.setViewportSize({ width, height: 900 });
        await settled(page);
        await expectNoSidewaysScroll(page, `${path} at ${width}`);
        await expectAccessible(page, `${path} at ${width}`);
      }
      if (path.startsWith('/th')) await expectThaiForEars(page, path);
    }
    await leave(page);
  });

  it('retires it with a reason; it stays in the history and starts nothing more', async () => {
    const page = await visit.open(`/en/datasets/${slug}`);
    const card = page.getByRole('group', { name: join(folder, 'plots.csv') });
    await card.getByRole('button', { name: 'Retire the source' }).click();
    const dialog = page.getByRole('alertdialog');
    await expectAccessible(page, 'retirement');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The folder is closed');
    await dialog.getByRole('button', { name: 'Retire the source' }).click();
    await card.waitFor({ state: 'detached' });
    await page.getByText('Retired sources: 1').click();
    await page.getByText('“The folder is closed”').waitFor();
    expect([(await sources()).length, (await sources('?retired=true')).length]).toEqual([1, 2]);
    await settled(page);
    await expectAccessible(page, 'the dataset with a retired source');
    await leave(page);
  });
});
