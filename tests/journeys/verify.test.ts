import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bodies, makeReceipt } from '@saphan/contracts/receipts/testing/receipt-bundle';
import { writeZip } from '@saphan/contracts/receipts/zip';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../server/src/app/chromium.ts';
import { expectAccessible, expectFit, expectNoSidewaysScroll, leave, startVisit, type Visit } from './testing/visit.ts';

const folder = mkdtempSync(join(tmpdir(), 'saphan-verify-'));
const place = (name: string) => join(folder, name);
let visit: Visit;

beforeAll(async () => {
  const files = makeReceipt();
  writeFileSync(place('receipt.zip'), writeZip(files));
  writeFileSync(place('changed.zip'), writeZip(new Map([...files, ['entry.txt', makeReceipt().get('entry.txt') as Uint8Array]])));
  writeFileSync(place('response.body'), bodies.response);
  for (const name of ['consumer', 'provider', 'gateway', 'log']) writeFileSync(place(`${name}.pem`), files.get(`keys/${name}.pem`) as Uint8Array);
  writeFileSync(place('notes.txt'), 'no receipt');
  visit = await startVisit({ SAPHAN_ALLOW_PRIVATE_HOSTS: '127.0.0.1' });
});
afterAll(async () => { await visit.close(); rmSync(folder, { recursive: true }); });

describe('the page that verifies receipts', () => {
  it('is for everybody, and says what holds, what does not, and what no receipt proves', async () => {
    const page = await visit.openAsVisitor('/th/verify');
    await expectFit(page, 'verify');
    const choose = (...names: string[]) => page.locator('input[type=file]').setInputFiles(names.map(place));
    await choose('receipt.zip', 'response.body', 'consumer.pem', 'provider.pem', 'gateway.pem', 'log.pem');
    await page.getByRole('heading', { name: 'ใบรับนี้ถูกต้อง' }).waitFor();
    const checks = page.getByRole('table', { name: 'ข้อที่ตรวจ' });
    await checks.getByRole('row', { name: /กุญแจทุกดอกเป็นกุญแจที่ท่านรู้จัก ผ่าน/ }).waitFor();
    await checks.getByRole('row', { name: /เนื้อความคำตอบที่แนบมาเป็นฉบับที่ลงลายมือชื่อ ผ่าน/ }).waitFor();
    await page.getByText('ไม่พิสูจน์ว่าข้อมูลในคำตอบเป็นความจริง').waitFor();
    await page.getByText('POST https://data.moac.go.th/x/farmers/is-registered').waitFor();
    await expectFit(page, 'verdict');
    await choose('changed.zip');
    await page.getByRole('heading', { name: 'ใบรับนี้ไม่ผ่านการตรวจ' }).waitFor();
    await choose('notes.txt');
    await page.getByRole('heading', { name: 'ไม่พบใบรับในไฟล์ที่เลือก' }).waitFor();
    await leave(page);
    const english = await visit.openAsVisitor('/en/verify');
    await english.context().setOffline(true); // nothing of it is sent, and no more of the page is fetched
    await english.locator('input[type=file]').setInputFiles(place('receipt.zip'));
    await english.getByRole('heading', { name: 'This receipt is true' }).waitFor();
    await expectFit(english, 'verdict in English');
    await leave(english);
  });

  it('comes as one file that opens without any server or network', async () => {
    const reply = await fetch(`${visit.address}/verify-receipt.html`);
    expect(reply.status).toBe(200);
    const text = await reply.text();
    expect(text.match(/(?:src|href)=/g)).toBeNull();
    writeFileSync(place('verify-receipt.html'), text);
    const browser = await chromium.launch({ executablePath: findChromium() as string, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      const context = await browser.newContext({ offline: true, colorScheme: 'light', locale: 'th-TH' });
      const page = await context.newPage();
      const asked: string[] = [];
      page.on('request', (request) => { if (!request.url().startsWith('file:')) asked.push(request.url()); });
      await page.goto(pathToFileURL(place('verify-receipt.html')).href);
      await page.getByLabel('วางใบรับ').setInputFiles(place('receipt.zip'));
      await page.getByRole('heading', { name: /✓ ใบรับนี้ถูกต้อง.*This receipt is true/ }).waitFor();
      for (const width of [375, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await expectNoSidewaysScroll(page, `offline page at ${width}`);
      }
      const pictures = process.env['SAPHAN_TEST_PICTURES'];
      if (pictures) await page.screenshot({ path: `${pictures}/offline-page.png`, fullPage: true });
      await page.getByLabel('วางใบรับ').setInputFiles(place('changed.zip'));
      await page.getByRole('heading', { name: /✗ ใบรับนี้ไม่ผ่านการตรวจ/ }).waitFor();
      // axe itself is no program of this page: its policy would keep it out.
      await (await context.newCDPSession(page)).send('Page.setBypassCSP', { enabled: true });
      await expectAccessible(page, 'offline page');
      expect(asked).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});

describe('the page of a service', () => {
  it('shows programs that call it, in the language that the reader chooses', async () => {
    const document = { openapi: '3.1.0', info: { title: 'Farms', version: '1' }, paths: { '/farms/{id}': { get: { operationId: 'getFarm', summary: 'ดูแปลง', parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }], responses: { 200: { description: 'แปลง' } } } } } };
    await visit.ask('POST', '/exchange/systems', { agencyId: 'rid', code: 'farms', nameTh: 'ระบบแปลง', nameEn: 'Farms', kind: 'both', minAssurance: 1 });
    await visit.ask('POST', '/exchange/services', {
      slug: 'rid-farms', system: 'TH/GOV/rid/farms', kind: 'live', titleTh: 'ทะเบียนแปลง', titleEn: 'Farms', aboutTh: '', aboutEn: '', isPersonal: false, classification: 1, minAssurance: 1, evidence: 'required', upstreamUrl: 'http://127.0.0.1:9/api',
      timeoutMs: 5000, limitBytes: 1_000_000, subjectSelectors: [], strict: true, document: JSON.stringify(document),
    });
    const page = await visit.open('/th/exchange/services/rid-farms');
    const programs = page.getByRole('region', { name: 'ตัวอย่างโปรแกรม' });
    await programs.getByText("saphan call 'rid-farms' '/farms/ID'").waitFor();
    await programs.getByRole('radio', { name: 'Python' }).click();
    await programs.getByRole('group', { name: 'โปรแกรม call.py' }).getByText('TARGET = "/x/rid-farms/farms/ID"').waitFor();
    await expectFit(page, 'programs that call a service');
    await leave(page);
  });
});
