import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { findChromium } from '../../../server/src/app/chromium.ts';
import { type Administrator, becomeAdministrator } from '../../../server/src/app/testing/administrator.ts';
import { type Instance, waitForReady } from '../../../server/src/app/testing/instance.ts';
import type { Database } from '../../../server/src/kernel/db.ts';
import { type Stage, startStage, startStageOfAll } from './stage.ts';

/** A server with its page, and a browser. */
export interface Visit {
  readonly address: string;
  readonly dataDir: string;
  /** A fresh tab in which the administrator is signed in and nothing else is remembered. */
  open(path: string): Promise<Page>;
  /** A fresh tab of somebody who has not signed in. */
  openAsVisitor(path: string): Promise<Page>;
  readonly instance: Instance;
  /** For what no afternoon brings about by itself: an exchange of yesterday, three days of deliveries that failed. */
  readonly db: Database | null;
  ask(method: string, path: string, body?: unknown): Promise<any>;
  close(): Promise<void>;
}

/** Settings of a house with the simulated ThaiD, and the steps of its first start that are left out: nobody waits for the sample ministry there. */
export const simulatedThaid = { settings: { SAPHAN_SAMPLE: 'on' }, done: ['demo-accounts', 'sample-ministry'] };

/**
 * Starts a server with its page, and the browser. The server is one process on a database of the tests' PostgreSQL.
 *
 * @param settings further settings of the server. @param done steps of its first start that count as done.
 */
export const startVisit = (settings: Record<string, string> = {}, done: readonly string[] = []): Promise<Visit> => openVisit(() => startStage(settings, done));

/** The same with `saphan up` as people start it: processes of its own for web, worker and PostgreSQL. */
export const startVisitOfAll = (settings: Record<string, string> = {}): Promise<Visit> => openVisit(() => startStageOfAll(settings));

async function openVisit(start: () => Promise<Stage>): Promise<Visit> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium: set SAPHAN_TEST_CHROMIUM');
  const stage = await start();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  await waitForReady(stage.instance.address);
  return visitOf(stage, await becomeAdministrator(stage.instance), browser);
}

function visitOf({ instance, dataDir, db, remove }: Stage, administrator: Administrator, browser: Browser): Visit {
  const { address } = instance;
  const open = async (path: string, session: string | null) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light', reducedMotion: 'reduce', locale: 'th-TH', acceptDownloads: true });
    if (session !== null) await context.addCookies([{ name: '__Host-saphan', value: session, url: address.replace('http:', 'https:'), secure: true, httpOnly: true, sameSite: 'Lax' }]);
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    await page.goto(address + path);
    await settled(page);
    return page;
  };
  return {
    address, instance, dataDir, db,
    open: (path) => open(path, administrator.session),
    openAsVisitor: (path) => open(path, null),
    ask: async (method, path, body) => {
      const bytes = body instanceof Uint8Array;
      const headers = { authorization: `Bearer ${administrator.token}`, ...(body !== undefined && { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }) };
      const reply = await fetch(`${address}/api/v1${path}`, { method, headers, ...(body !== undefined && { body: bytes ? body as Uint8Array<ArrayBuffer> : JSON.stringify(body) }) });
      const answer = await reply.json();
      if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(answer).slice(0, 800)}`);
      return answer;
    },
    close: async () => {
      await browser.close();
      instance.signal('SIGTERM');
      await instance.ended;
      await remove();
    },
  };
}

/** Waits until the page has its heading and loads nothing more. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.waitForTimeout(250);
}

/** Closes a tab with everything it remembers. */
export async function leave(page: Page): Promise<void> {
  const context: BrowserContext = page.context();
  await context.close();
}

/** The program of axe that @axe-core/playwright carries. */
const axe = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))('axe-core') as { source: string };
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * axe finds nothing: WCAG A and AA, and best practice. Its program is brought to a document once (AxeBuilder would compile it twice at each look), and only violations are
 * described in full: the names of thousands of nodes that passed were two thirds of what a look cost.
 */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const frame of page.frames()) if (!await frame.evaluate("'axe' in globalThis")) await frame.evaluate(axe.source);
  const builder = new AxeBuilder({ page, axeSource: 'void 0' }).setLegacyMode(true).options({ runOnly: { type: 'tag', values: TAGS }, resultTypes: ['violations'] });
  const { violations, passes } = await builder.analyze();
  expect(passes.length, `${screen}: rules that found something to look at`).toBeGreaterThan(10);
  expect(violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} — ${failureSummary?.slice(0, 200)}`) })), screen).toEqual([]);
}

/** Nothing stands outside the screen's width. */
export async function expectNoSidewaysScroll(page: Page, screen: string): Promise<void> {
  expect(await page.locator('html').evaluate((root: { scrollWidth: number; clientWidth: number }) => root.scrollWidth - root.clientWidth), screen).toBe(0);
}

/** The page as it stands fits a desk and a phone, without sideways scroll and without anything that axe finds. */
export async function expectFit(page: Page, screen: string): Promise<void> {
  for (const width of [375, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await settled(page);
    await expectNoSidewaysScroll(page, `${screen} at ${width}`);
    await expectAccessible(page, `${screen} at ${width}`);
    const folder = process.env['SAPHAN_TEST_PICTURES'];
    if (folder) await page.screenshot({ path: `${folder}/${screen.replaceAll(' ', '-')}-${width}.png`, fullPage: true });
  }
}

/** Names and descriptions for ears are Thai on a Thai page; what is written in another language says so by `lang`, hashes and names of files are no words. */
export async function expectThaiForEars(page: Page, screen: string): Promise<void> {
  const said = await page.locator('[aria-label], [aria-description], [aria-valuetext], [placeholder]').evaluateAll((elements: { closest(selector: string): { getAttribute(name: string): string | null } | null; getAttribute(name: string): string | null }[]) =>
    elements.filter((element) => element.closest('[lang]')?.getAttribute('lang') !== 'en').flatMap((element) => ['aria-label', 'aria-description', 'aria-valuetext', 'placeholder'].flatMap((name) => element.getAttribute(name) ?? [])));
  expect(said.length, screen).toBeGreaterThan(3);
  expect(said.filter((text) => /[a-z]{3}/i.test(text) && !/[ก-๙]/.test(text) && !/^[0-9a-f]{16,}$|\.[a-z]{2,4}$/.test(text)), screen).toEqual([]);
}
