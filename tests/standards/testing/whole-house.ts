import { randomInt } from 'node:crypto';
import fs, { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../../server/src/app/free-port.ts';
import { composeHouse } from '../../../server/src/app/house.ts';
import { moduleFolders } from '../../../server/src/app/module-folders.ts';
import type { Running } from '../../../server/src/app/service.ts';
import { startWeb } from '../../../server/src/app/web.ts';
import { loadConfig } from '../../../server/src/kernel/config.ts';
import { testDatabase, type TestDatabase } from '../../../server/src/kernel/testing/database.ts';
import { openFirstAdministrator } from '../../../server/src/modules/identity/index.ts';
import { Browser } from '../../../server/src/modules/signon/testing/browser.ts';

export const PASSWORD = 'แม่น้ำสี่สายไหลลงทะเล';

/** The house as `saphan web` composes it, once or several times over one register. */
export interface WholeHouse {
  readonly test: TestDatabase;
  readonly publicUrl: string;
  run(text: string, values?: unknown[]): Promise<any[]>;
  /** A browser that speaks with one of the processes. */
  browser(process?: number): Browser;
  /** A person account with a password; its id. */
  account(userName: string, over?: { password?: string }): Promise<string>;
  /** The first administrator, signed in at the first process. */
  administrator(): Promise<Browser>;
  close(): Promise<void>;
}

/** @param options.env further settings; @param options.processes how many web processes. */
export async function openWholeHouse({ processes = 1, env = {} }: { processes?: number; env?: Record<string, string> } = {}): Promise<WholeHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'saphan-standards-'));
  chmodSync(folder, 0o711);
  const test = await testDatabase(moduleFolders);
  const port = await findFreePort();
  const publicUrl = env['SAPHAN_PUBLIC_URL'] ?? `http://localhost:${port}`;
  const shared = { SAPHAN_DATA_DIR: folder, DATABASE_URL: test.url, SAPHAN_SAMPLE: 'off', SAPHAN_LOG_LEVEL: 'silent', SAPHAN_PUBLIC_URL: publicUrl, ...env };
  const ports = [port, ...await Promise.all(Array.from({ length: processes - 1 }, () => findFreePort()))];
  const webs: Running[] = [];
  for (const each of ports) webs.push(await startWeb(loadConfig({ ...shared, SAPHAN_PORT: String(each) }), composeHouse));
  const run: WholeHouse['run'] = (text, values = []) => test.db.tx(async (tx) => (await tx.query(text, values)).rows);
  const house: WholeHouse = {
    test, publicUrl, run, browser: (process = 0) => new Browser(publicUrl, `http://127.0.0.1:${ports[process]}`),
    account: (userName, over = {}) => addAccount(run, userName, over.password ?? PASSWORD),
    async administrator() {
      const opened = await test.db.tx(openFirstAdministrator);
      const own = house.browser();
      const answer = await own.ask('/api/v1/welcome', { method: 'POST', body: { code: opened?.code, userName: `somchai${randomInt(1e6)}`, displayName: 'สมชาย ใจดี', password: PASSWORD } });
      if (answer.status !== 200) throw new Error(await answer.text());
      return own;
    },
    async close() {
      await Promise.all(webs.map((web) => web.close()));
      await test.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return house;
}

async function addAccount(run: WholeHouse['run'], userName: string, password: string): Promise<string> {
  const { hash } = await import('@node-rs/argon2');
  const [{ id: person }] = await run("insert into organisations.person (given_th, family_th, created_by) values ('สมหญิง', 'ทดสอบ', 'test') returning id") as [{ id: string }];
  const [{ id }] = await run("insert into identity.account (kind, person_id, user_name, display_name, state_changed_by, created_by) values ('person', $1, $2, $2, 'test', 'test') returning id", [person, userName]) as [{ id: string }];
  await run('insert into identity.password (account_id, hash) values ($1, $2)', [id, await hash(password.normalize('NFC'), { memoryCost: 19_456, timeCost: 2, parallelism: 1 })]);
  return id;
}

/** Everything written to standard error from now on: the log as it is, with its own redaction. */
export function listenToLog(): { text(): string; stop(): void } {
  const original = fs.writeSync;
  let heard = '';
  const listening = (fd: number, data: unknown, ...rest: unknown[]): number => {
    if (fd !== 2) return (original as (...given: unknown[]) => number)(fd, data, ...rest);
    heard += String(data);
    return Buffer.byteLength(String(data));
  };
  Object.assign(fs, { writeSync: listening });
  return { text: () => heard, stop: () => { Object.assign(fs, { writeSync: original }); } };
}
