import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { type Config, listUnknownVariables } from '#kernel/config.ts';
import { findChromium } from './chromium.ts';
import { findRunningDatabase } from './database-url.ts';
import { readDiskSpace } from './disk-space.ts';
import { examineOperations } from './examine-operations.ts';
import type { Finding } from './finding.ts';
import { findHolder } from './instance-lock.ts';
import { listMissingMigrations } from './missing-migrations.ts';
import { assertNodeVersion } from './node-version.ts';

const BYTES_PER_MB = 1_048_576;

/** Looks at everything Saphan needs, changing nothing. */
export async function examine(config: Config): Promise<Finding[]> {
  const url = config.databaseUrl ?? findRunningDatabase(config);
  const database = await examineDatabase(url);
  const house = url !== null && database.some(({ name, state }) => name === 'migrations' && state === 'fine') ? await examineHouse(config, url) : [];
  return [examineNode(), examineDisk(config), examineDataDir(config), examineKeys(config), examineLock(config), ...database, ...house, examineObjects(config), examineSettings(), examineChromium()];
}

function examineNode(): Finding {
  try {
    assertNodeVersion(process.versions.node);
    return { name: 'node', state: 'fine', th: `Node.js ${process.versions.node}`, en: `Node.js ${process.versions.node}` };
  } catch (error) {
    const { th, en } = error as { th: string; en: string };
    return { name: 'node', state: 'wrong', th, en };
  }
}

function examineDisk(config: Config): Finding {
  const freeMb = Math.floor(readDiskSpace(config.dataDir).freeBytes / BYTES_PER_MB);
  const state = freeMb < config.minFreeDiskMb ? 'wrong' : 'fine';
  return { name: 'disk', state, th: `ดิสก์เหลือ ${freeMb} MB (ต้องมี ${config.minFreeDiskMb} MB)`, en: `${freeMb} MB of disk left (${config.minFreeDiskMb} MB needed)` };
}

function examineDataDir({ dataDir }: Config): Finding {
  if (!existsSync(dataDir)) return { name: 'data', state: 'note', th: `โฟลเดอร์ข้อมูล ${dataDir} จะสร้างเมื่อเริ่มครั้งแรก`, en: `The data folder ${dataDir} is made at the first start` };
  const writable = isWritable(dataDir);
  return { name: 'data', state: writable ? 'fine' : 'wrong', th: `โฟลเดอร์ข้อมูล ${dataDir} ${writable ? 'เขียนได้' : 'เขียนไม่ได้'}`, en: `The data folder ${dataDir} ${writable ? 'can' : 'cannot'} be written` };
}

function examineKeys(config: Config): Finding {
  const open = [config.masterKeyFile, join(config.dataDir, 'pg-password')].filter((file) => existsSync(file) && (statSync(file).mode & 0o077) !== 0);
  if (open.length === 0) return { name: 'keys', state: 'fine', th: 'แฟ้มกุญแจและรหัสผ่านอ่านได้เฉพาะเจ้าของ', en: 'Key and password files are readable by their owner only' };
  return { name: 'keys', state: 'wrong', th: `ผู้อื่นอ่านได้: ${open.join(', ')} — ใช้ chmod 600`, en: `Others can read ${open.join(', ')}; use chmod 600` };
}

function examineLock({ dataDir }: Config): Finding {
  const holder = findHolder(dataDir);
  if (!holder) return { name: 'instance', state: 'note', th: 'ขณะนี้ไม่ได้ทำงาน', en: 'Not running now' };
  return { name: 'instance', state: 'fine', th: `ทำงานอยู่ (โพรเซส ${holder.pid}) ${holder.address ?? ''}`, en: `Running (process ${holder.pid}) ${holder.address ?? ''}` };
}

async function examineDatabase(url: string | null): Promise<Finding[]> {
  if (!url) return [{ name: 'database', state: 'note', th: 'PostgreSQL ในตัวจะเริ่มพร้อม saphan up', en: 'The embedded PostgreSQL starts with saphan up' }];
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; number: number }>(`select current_setting('server_version') as version, current_setting('server_version_num')::int as number`);
    const { version, number } = rows[0] as { version: string; number: number };
    const missing = await listMissingMigrations(client);
    return [
      { name: 'database', state: number >= 180_000 ? 'fine' : 'wrong', th: `ต่อ PostgreSQL ${version} ได้ (ต้องเป็นรุ่น 18 ขึ้นไป)`, en: `PostgreSQL ${version} answers (18 or later needed)` },
      missing.length === 0
        ? { name: 'migrations', state: 'fine', th: 'โครงสร้างฐานข้อมูลตรงกับรุ่นนี้', en: 'The database has the shape of this release' }
        : { name: 'migrations', state: 'wrong', th: `ยังไม่ได้ปรับ ${missing.length} รายการ — ใช้ saphan migrate`, en: `${missing.length} migrations are missing; use saphan migrate` },
    ];
  } catch (error) {
    return [{ name: 'database', state: 'wrong', th: `ต่อ PostgreSQL ไม่ได้: ${(error as Error).message}`, en: `PostgreSQL does not answer: ${(error as Error).message}` }];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A database that answers may still not say how the house runs: that is told in its own words. */
async function examineHouse(config: Config, url: string): Promise<Finding[]> {
  try {
    return await examineOperations(config, url);
  } catch (error) {
    return [{ name: 'operations', state: 'wrong', th: `อ่านสภาพการเดินระบบไม่ได้: ${(error as Error).message}`, en: `How the house runs cannot be read: ${(error as Error).message}` }];
  }
}

function examineObjects({ objectsUrl }: Config): Finding {
  if (!objectsUrl.startsWith('file:')) return { name: 'objects', state: 'note', th: `คลังไฟล์อยู่ที่ ${objectsUrl.split('?')[0]} (ไม่ได้ทดลองต่อ)`, en: `Objects lie at ${objectsUrl.split('?')[0]} (not tried)` };
  const folder = fileURLToPath(objectsUrl);
  if (!existsSync(folder)) return { name: 'objects', state: 'note', th: `คลังไฟล์ ${folder} จะสร้างเมื่อใช้ครั้งแรก`, en: `The object store ${folder} is made when first used` };
  const writable = isWritable(folder);
  return { name: 'objects', state: writable ? 'fine' : 'wrong', th: `คลังไฟล์ ${folder} ${writable ? 'เขียนได้' : 'เขียนไม่ได้'}`, en: `The object store ${folder} ${writable ? 'can' : 'cannot'} be written` };
}

function examineSettings(): Finding {
  const unknown = listUnknownVariables(process.env);
  if (unknown.length === 0) return { name: 'settings', state: 'fine', th: 'ค่าตั้งทุกตัวเป็นที่รู้จัก', en: 'Every setting is known' };
  return { name: 'settings', state: 'note', th: `ไม่รู้จักค่าตั้ง ${unknown.join(', ')}`, en: `Unknown settings: ${unknown.join(', ')}` };
}

function examineChromium(): Finding {
  const path = findChromium();
  if (path) return { name: 'chromium', state: 'fine', th: `Chromium สำหรับการทดสอบ: ${path}`, en: `Chromium for the tests: ${path}` };
  return { name: 'chromium', state: 'note', th: 'ไม่มี Chromium (ใช้เฉพาะการทดสอบ npm test จะติดตั้งให้)', en: 'No Chromium (only tests use it; npm test installs it)' };
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
