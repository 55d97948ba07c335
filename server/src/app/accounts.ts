import { formatThaiDate } from '@saphan/contracts/dates';
import { type Config, publicUrlOf } from '#kernel/config.ts';
import type { Database } from '#kernel/db.ts';
import { openLog } from '#kernel/log.ts';
import { createDemoAccounts, openFirstAdministrator } from '#modules/identity/index.ts';
import { findDatabaseUrl } from './database-url.ts';
import { openRegister } from './register.ts';
import { replaceFile } from './replace-file.ts';
import type { SayMessage } from './service.ts';
import { demoAccountsFile } from './system-routes.ts';
import { say } from './terminal.ts';

/** Says at the terminal the code by which the first administrator begins, as long as there is none; an earlier code ends. */
export async function offerFirstAdministrator(config: Config): Promise<void | 'again'> {
  const opened = await inRegister(config, (db) => db.tx(openFirstAdministrator));
  if (!opened) return;
  const address = `${publicUrlOf(config, config.port)}/th/welcome?first=yes#${opened.code}`;
  const until = formatThaiDate(opened.expiresAt, { style: 'withTime', lang: 'th' });
  sayAtTerminal(
    `ยังไม่มีผู้ดูแลระบบ: รหัสใช้ครั้งเดียว ${opened.code} เปิด ${address} ภายใน ${until}`,
    `There is no administrator yet: one-time code ${opened.code}, open ${address} within 24 hours.`);
  return 'again';
}

/** Adds the demo accounts of the sample ministry; the file with their passwords is whole before they exist. */
export async function addDemoAccounts(config: Config): Promise<void> {
  await inRegister(config, (db) => db.tx(async (tx) => {
    const made = await createDemoAccounts(tx);
    if (made.length > 0) replaceFile(demoAccountsFile(config), `${JSON.stringify(made, null, 1)}\n`, 0o600);
  }));
}

/** A code must not lie in a log: a supervised process hands it to the supervisor, which has the terminal. */
function sayAtTerminal(th: string, en: string): void {
  if (process.send) process.send({ say: { th, en } } satisfies SayMessage);
  else say(th, en);
}

async function inRegister<T>(config: Config, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openRegister(findDatabaseUrl(config), openLog('accounts', config.logLevel), 2);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
