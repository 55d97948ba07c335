import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { type Config, loadConfig } from '#kernel/config.ts';
import { openLog } from '#kernel/log.ts';
import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';
import { addDemoAccounts, offerFirstAdministrator } from './accounts.ts';
import { composeHouse } from './house.ts';
import { moduleFolders } from './module-folders.ts';
import { demoAccountsFile } from './system-routes.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'saphan-accounts-'));
let test: TestDatabase;
let demo: Config;
let production: Config;
beforeAll(async () => {
  test = await testDatabase(moduleFolders);
  demo = loadConfig({ SAPHAN_DATA_DIR: dataDir, DATABASE_URL: test.url, SAPHAN_LOG_LEVEL: 'silent' });
  production = loadConfig({ SAPHAN_DATA_DIR: dataDir, DATABASE_URL: test.url, SAPHAN_LOG_LEVEL: 'silent', SAPHAN_MODE: 'production', SAPHAN_SAMPLE: 'off', SAPHAN_PUBLIC_URL: 'https://saphan.example' });
});
afterEach(() => { vi.restoreAllMocks(); });
afterAll(async () => { await test.close(); rmSync(dataDir, { recursive: true, force: true }); });

const prepare = async (config: Config) => (await composeHouse({ config, db: test.db, log: openLog('test', 'silent') })).prepare();
const people = () => test.db.tx(async (tx) => (await tx.query("select user_name from identity.account where kind = 'person'")).rows.length);

/** What a person at the terminal reads, by whichever way the process has. */
async function heard(work: () => Promise<unknown>): Promise<string> {
  let said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => { said += String(text); return true; });
  const { send } = process;
  process.send = (message: { say?: { th: string; en: string } }) => { said += `${message.say?.th}\n${message.say?.en}\n`; return true; };
  try {
    await work();
  } finally {
    if (send) process.send = send; else delete process.send;
  }
  return said;
}

it('offers a new one-time code at each start until somebody is administrator; demo accounts do not count', async () => {
  const codes: string[] = [];
  for (const _start of [1, 2]) {
    const said = await heard(async () => { expect(await offerFirstAdministrator(demo)).toBe('again'); });
    expect(said).toMatch(/ผู้ดูแลระบบ[^]*one-time code [A-Z-]{14}, open http:\/\/localhost:8080\/th\/welcome/);
    codes.push(/one-time code (\S+),/.exec(said)?.[1] ?? '');
    await addDemoAccounts(demo);
  }
  expect(new Set(codes).size).toBe(2);
});

it('makes the demo accounts once and keeps their passwords from other users of the machine', async () => {
  const before = readFileSync(demoAccountsFile(demo), 'utf8');
  expect(JSON.parse(before)).toHaveLength(await people());
  await addDemoAccounts(demo);
  expect(readFileSync(demoAccountsFile(demo), 'utf8')).toBe(before);
  expect(statSync(demoAccountsFile(demo)).mode & 0o777).toBe(0o600);
});

it('is not served in production while a demo account is left', async () => {
  await prepare(demo);
  await expect(prepare(production)).rejects.toMatchObject({ variable: 'SAPHAN_MODE', th: expect.stringContaining('บัญชีสาธิต') });
  await test.db.tx((tx) => tx.query("update identity.account set state = 'closed' where demo"));
  await prepare(production);
});
