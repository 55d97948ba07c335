import type { Locator, Page } from 'playwright-core';
import { vi } from 'vitest';
import { expectAccessible, expectNoSidewaysScroll, settled, type Visit } from './visit.ts';

export const password = 'ฝนตกที่หัวเขื่อนทุกบ่ายวันศุกร์';

/**
 * A device with a fingerprint reader, as Chromium's own protocol imitates it. The list below the user name would answer by itself before the button is pressed, since this reader's finger is
 * always there; so it is offered only once the tab asks for it (`offerQuietly`).
 *
 * @returns says whether a finger lies on it.
 */
export async function addAuthenticator(of: Page): Promise<(enabled: boolean) => Promise<unknown>> {
  await of.addInitScript("if ('PublicKeyCredential' in window) PublicKeyCredential.isConditionalMediationAvailable = async () => sessionStorage.getItem('offers') === 'quietly';");
  const session = await of.context().newCDPSession(of);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  return (enabled) => session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
}

/** From the next page on, passkeys are offered in the list below the user name. */
export const offerQuietly = (of: Page): Promise<void> => of.evaluate("sessionStorage.setItem('offers', 'quietly')");

/** Presses the button of exactly that name, or of one that fits. */
export const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) }).click();

export async function go(page: Page, visit: Visit, path: string): Promise<void> {
  await page.goto(visit.address + path);
  await settled(page);
}

/** Waits for what a deed leads to, and proves who it is by the passkey when the page asks. */
export async function confirmed(page: Page, outcome: Locator): Promise<void> {
  const proof = page.getByRole('dialog').getByRole('button', { name: 'ใช้พาสคีย์' });
  await outcome.or(proof).first().waitFor();
  if (await proof.isVisible()) await proof.click();
  await outcome.first().waitFor();
}

/** Adds a passkey to the account that is signed in. @returns says whether a finger lies on the reader. */
export async function addPasskey(page: Page, visit: Visit): Promise<(enabled: boolean) => Promise<unknown>> {
  const setTouched = await addAuthenticator(page);
  await go(page, visit, '/th/account');
  await page.getByLabel('ชื่อเรียก').first().fill('โน้ตบุ๊กที่สำนักงาน');
  await press(page, 'เพิ่มพาสคีย์ของเครื่องนี้');
  await page.getByText('เพิ่มเมื่อ').first().waitFor();
  return setTouched;
}

/** Opens a slip's address, sets a password, and adds a passkey where the journey needs two factors. */
export async function takeUp(page: Page, url: string, withPasskey = false): Promise<void> {
  if (withPasskey) await addAuthenticator(page);
  await page.goto(url);
  await settled(page);
  await page.getByLabel('รหัสผ่านใหม่', { exact: true }).fill(password);
  await page.getByLabel('รหัสผ่านใหม่อีกครั้ง', { exact: true }).fill(password);
  await page.locator('form button[type=submit]').click();
  await page.getByRole('heading', { name: 'บัญชีพร้อมใช้' }).waitFor();
  if (!withPasskey) return;
  await press(page, 'เพิ่มพาสคีย์');
  await page.getByText('เพิ่มพาสคีย์แล้ว').waitFor();
}

/** User name and password on the sign-in page that is open. */
export async function signIn(page: Page, userName: string): Promise<void> {
  await page.getByLabel('ชื่อผู้ใช้', { exact: true }).fill(userName);
  await page.locator('input[type=password]').fill(password);
  await page.keyboard.press('Enter');
}

/** What the house answers to a request of the page itself, with the session of whoever is signed in there. */
export function askFrom(page: Page, method: string, path: string, body?: object): Promise<{ status: number; body: any }> {
  return page.evaluate(async ([how, where, sent]) => {
    const reply = await fetch(`/api/v1${where}`, { method: how as string, headers: { 'x-saphan': '1', ...(sent !== null && { 'content-type': 'application/json' }) }, ...(sent !== null && { body: sent as string }) });
    const text = await reply.text();
    return { status: reply.status, body: text === '' ? null : JSON.parse(text) };
  }, [method, path, body ? JSON.stringify(body) : null] as const);
}

/** The same, and nothing but success. */
export async function made(page: Page, method: string, path: string, body?: object): Promise<any> {
  const answer = await askFrom(page, method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Chooses from a long list. Once more when the list closed in between, as it does when the page scrolls under it. */
export async function choose(page: Page, label: string, name: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label, exact: true });
  await box.scrollIntoViewIfNeeded();
  await vi.waitFor(async () => {
    await box.fill('');
    await box.fill(name);
    await page.getByRole('option', { name }).first().click({ timeout: 4000 });
  }, { timeout: 60_000, interval: 200 });
}

/** The session ends in this browser, and begins again with the passkey: two factors from now on. */
export async function signInByPasskey(page: Page, visit: Visit, setTouched: (enabled: boolean) => Promise<unknown>): Promise<void> {
  await setTouched(false);
  await page.context().clearCookies();
  await go(page, visit, '/th/sign-in?to=%2Fth%2Faccount');
  await setTouched(true);
  await press(page, 'ใช้พาสคีย์');
  await page.waitForURL(`${visit.address}/th/account`);
  await settled(page);
}

/** A look at a page as it opens, by axe and as a phone shows it. */
export async function look(page: Page, screen: string): Promise<void> {
  // React Aria leaves what it said of a pressed button in a corner for ears, pointing to a button that is gone.
  await page.reload();
  await settled(page);
  await expectAccessible(page, screen);
  await page.setViewportSize({ width: 375, height: 800 });
  await expectNoSidewaysScroll(page, screen);
  await page.setViewportSize({ width: 1440, height: 900 });
}
