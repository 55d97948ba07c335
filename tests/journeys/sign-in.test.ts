import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../server/src/app/chromium.ts';
import { administratorPassword, readAdministratorCode } from '../../server/src/app/testing/administrator.ts';
import { type Instance, makeDataDir, runSaphan, startInstance, startSaphan, waitForReady, waitUntil } from '../../server/src/app/testing/instance.ts';
import { addAuthenticator, offerQuietly } from './testing/people.ts';
import { expectAccessible, expectNoSidewaysScroll, settled } from './testing/visit.ts';

const data = makeDataDir();
const config = mkdtempSync(join(tmpdir(), 'saphan-config-'));
let instance: Instance;
let browser: Browser;
let page: Page;
let setTouched: (enabled: boolean) => Promise<unknown>;
beforeAll(async () => {
  instance = await startInstance(data.dir, { SAPHAN_LOG_LEVEL: 'warn' }, []);
  browser = await chromium.launch({ executablePath: findChromium() as string, args: ['--no-sandbox', '--disable-gpu'] });
  await waitForReady(instance.address);
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', locale: 'th-TH' })).newPage();
  page.setDefaultTimeout(30_000);
  setTouched = await addAuthenticator(page);
});
afterAll(async () => {
  await browser.close();
  instance.signal('SIGTERM');
  await instance.ended;
  data.remove();
  rmSync(config, { recursive: true, force: true });
});

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const go = async (path: string) => { await page.goto(instance.address + path); await settled(page); };
const signOut = async () => {
  await page.getByRole('button', { name: /เมนูของ/ }).click();
  await page.getByRole('menuitem', { name: 'ออกจากระบบ' }).click();
  await page.waitForURL(/signed-out|sign-in/);
};
const saphan = (...args: string[]) => runSaphan(args, { SAPHAN_DATA_DIR: data.dir, XDG_CONFIG_HOME: config });

describe('the first administrator', () => {
  it('is led to sign in, under the public name of the house', async () => {
    await page.goto(`${instance.address.replace('localhost', '127.0.0.1')}/th/datasets`);
    await page.waitForURL(`${instance.address}/th/sign-in?to=%2Fth%2Fdatasets`);
    await settled(page);
    await expectAccessible(page, 'sign-in');
    await page.setViewportSize({ width: 375, height: 800 });
    await expectNoSidewaysScroll(page, 'sign-in');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('begins with the code that the terminal said, and a passkey', async () => {
    await go(`/th/welcome?first=yes#${await readAdministratorCode(instance)}`);
    await page.getByLabel('ชื่อและนามสกุล').fill('สมชาย ใจดี');
    await page.getByLabel('ชื่อผู้ใช้ที่ต้องการ').fill('somchai');
    await page.getByLabel('รหัสผ่านใหม่', { exact: true }).fill('short');
    await page.getByLabel('รหัสผ่านใหม่อีกครั้ง', { exact: true }).fill('short');
    await page.locator('form button[type=submit]').click();
    await page.getByText(/12 ตัวอักษร/).first().waitFor();
    await page.getByLabel('รหัสผ่านใหม่', { exact: true }).fill(administratorPassword);
    await page.getByLabel('รหัสผ่านใหม่อีกครั้ง', { exact: true }).fill(administratorPassword);
    await expectAccessible(page, 'welcome');
    await page.locator('form button[type=submit]').click();
    await page.getByRole('button', { name: 'เพิ่มพาสคีย์', exact: true }).click();
    await page.getByText('เพิ่มพาสคีย์แล้ว').waitFor();
    await go('/th/account');
    await page.getByText('เพิ่มเมื่อ').first().waitFor();
    await expectAccessible(page, 'account');
  });

  it('signs out, and in again with the passkey alone', async () => {
    await signOut();
    await setTouched(false);
    await go('/th/board');
    await page.waitForURL(/sign-in\?to=%2Fth%2Fboard/);
    await setTouched(true);
    await press('ใช้พาสคีย์');
    await page.waitForURL(`${instance.address}/th/board`);
    await go('/th/account/sessions');
    await page.getByText('พาสคีย์').first().waitFor();
    await expectAccessible(page, 'sessions');
  });

  it('signs out, and in again from the list below the user name', async () => {
    await signOut();
    await offerQuietly(page);
    await page.goto(`${instance.address}/th/board`);
    await page.getByRole('button', { name: /เมนูของ/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/th/board');
  });

  it('is refused with one sentence for a wrong password, whoever the name is', async () => {
    const other = await (await browser.newContext({ locale: 'th-TH' })).newPage();
    const said: string[] = [];
    for (const name of ['somchai', 'nobody-at-all']) {
      await other.goto(`${instance.address}/th/sign-in`);
      await other.getByLabel('ชื่อผู้ใช้').fill(name);
      await other.locator('input[type=password]').fill('ไม่ใช่รหัสผ่านนี้แน่');
      await other.keyboard.press('Enter');
      said.push((await other.getByRole('alert').innerText()).replace(/[0-9a-f]{8}/, 'reference'));
    }
    expect(said[0]).toBe(said[1]);
    await other.context().close();
  });
});

describe('the command line', () => {
  it('answers nobody who has not signed in', async () => {
    const file = join(data.dir, 'plots.csv');
    writeFileSync(file, 'a,b\n1,2\n');
    const { code, err } = await saphan('link', file, '--agency', 'rid');
    expect([code, err]).toEqual([7, expect.stringContaining('saphan login')]);
  });

  it('signs in by a code that the person agrees to in the browser, and works', async () => {
    const login = startSaphan(['login'], { SAPHAN_DATA_DIR: data.dir, XDG_CONFIG_HOME: config });
    await waitUntil(() => /http:\S+/.test(login.said()), 'the link');
    await page.goto(/http:\S+/.exec(login.said())?.[0] as string);
    await settled(page);
    await expectAccessible(page, 'device');
    await press('ยืนยันเครื่องนี้');
    expect(await login.ended).toMatchObject({ code: 0, out: expect.stringContaining('Signed in as somchai') });
    expect((await saphan('releases', 'no-such-dataset')).err).toContain('does not exist');
    expect((await saphan('whoami')).out).toContain('somchai');
  });

  it('ends with everything else when the person signs out everywhere', async () => {
    await go('/th/account/sessions');
    await press('ออกจากระบบทุกเครื่อง');
    await page.getByRole('alertdialog').getByRole('button', { name: 'ออกจากระบบทุกเครื่อง' }).click();
    await page.waitForURL(/sign-in|signed-out/);
    expect((await saphan('whoami')).code).toBe(7);
  });
});
