import { join } from 'node:path';
import { formatNumber } from '@saphan/contracts/numbers';
import { openDatabase } from '#kernel/db.ts';
import { openLog } from '#kernel/log.ts';
import { openObjectStore, type ObjectStore } from '#kernel/objects.ts';
import type { CommandEntry } from '../command-entry.ts';
import { withDatabase } from '../database-url.ts';
import { say } from '../terminal.ts';

/** `saphan backup PLACE`: register and lake, while the house runs or stands still. */
export const backupCommand: CommandEntry = {
  name: 'backup',
  th: 'สำรองทะเบียนและคลังไฟล์ (รหัสออก 0 ครบ, 1 ทำไม่ได้ หรือมีไฟล์ของรุ่นที่หายไป)',
  en: 'back up register and lake (exit code 0 whole, 1 failed, or files of releases are missing)',
  declare: (command) => {
    command.argument('<place>', 'โฟลเดอร์ หรือ s3://bucket/prefix?endpoint=… · a folder, or s3://…')
      .option('--list', 'แสดงชุดสำรองที่มี · list the backups there')
      .option('--with-key', 'รวมกุญแจหลักไว้ด้วย (เก็บให้พ้นมือผู้อื่น) · hold the master key too')
      .option('--json', 'ตอบเป็น JSON · answer in JSON');
  },
  async run({ config, args, options }) {
    const { openPlace } = await import('../backup/place.ts');
    const { store, folder, name } = await openPlace(args[0] as string);
    if (options['list'] === true) return list(store, options['json'] === true);
    const { backUp } = await import('../backup/back-up.ts');
    const { record, copied, copiedBytes } = await withDatabase(config, async (url) => {
      const db = openDatabase(url, { log: openLog('backup', 'error'), size: 3 });
      const lake = await openObjectStore(config.objectsUrl, { cacheFolder: join(config.dataDir, 'cache') });
      return backUp({ config, db, lake, place: store, folder, withKey: options['withKey'] === true }).finally(() => db.close());
    });
    const { id, objects, releases, missing, key } = record;
    if (options['json'] === true) process.stdout.write(`${JSON.stringify({ ok: missing.length === 0, id, place: name, releases, objects: objects.count, bytes: objects.totalBytes, copied, copiedBytes, missing, withKey: key !== null })}\n`);
    else {
      say(`สำรองแล้ว ${name} ชุด ${id}: ${formatNumber(releases)} รุ่น ${formatNumber(objects.count)} ไฟล์ คัดลอกใหม่ ${formatNumber(copied)} ไฟล์`, `Backed up to ${name} as ${id}: ${formatNumber(releases)} releases, ${formatNumber(objects.count)} objects, ${formatNumber(copied)} of them copied now.`);
      if (key === null) say(`ไม่ได้รวมกุญแจหลัก: สำรองแฟ้ม ${config.masterKeyFile} แยกไว้ต่างหาก`, `The master key is not in it: keep a copy of ${config.masterKeyFile} apart from it.`);
      for (const file of missing.slice(0, 20)) say(`✗ คลังไฟล์ไม่มี ${file} ที่ทะเบียนอ้างถึง`, `  The lake lacks ${file}, which the register names.`);
    }
    return missing.length === 0 ? 0 : 1;
  },
};

async function list(store: ObjectStore, json: boolean): Promise<number> {
  const { listBackups } = await import('../backup/backup-record.ts');
  const backups = await listBackups(store);
  if (json) process.stdout.write(`${JSON.stringify({ backups })}\n`);
  else if (backups.length === 0) say('ยังไม่มีชุดสำรอง', 'There is no backup yet.');
  else process.stdout.write(`${backups.join('\n')}\n`);
  return 0;
}
