import { formatNumber } from '@saphan/contracts/numbers';
import { audit } from '#kernel/audit.ts';
import type { Config } from '#kernel/config.ts';
import { openDatabase } from '#kernel/db.ts';
import { openLog } from '#kernel/log.ts';
import { theHouse } from '#kernel/policy.ts';
import type { DrillResult } from '../backup/drill.ts';
import type { CommandEntry } from '../command-entry.ts';
import { findRunningDatabase, withDatabase } from '../database-url.ts';
import { say } from '../terminal.ts';

/** `saphan restore PLACE`: into an empty data folder; with `--drill` into a temporary one, to prove that it would work. */
export const restoreCommand: CommandEntry = {
  name: 'restore',
  th: 'กู้คืนชุดสำรองลงที่ว่าง หรือซ้อมกู้คืน (รหัสออก 0 ครบทุกรุ่น)',
  en: 'restore a backup into an empty place, or rehearse it (exit code 0 when every release came back)',
  declare: (command) => {
    command.argument('<place>', 'โฟลเดอร์ หรือ s3://… ของชุดสำรอง · the place of backups')
      .option('--at <id>', 'ชุดสำรอง; ไม่ระบุ = ล่าสุด · which backup; default: the newest')
      .option('--drill', 'ซ้อม: กู้คืนลงที่ชั่วคราว พิสูจน์ทุกรุ่น แล้วเขียนรายงาน · rehearse in a temporary place and write a report')
      .option('--without-key', 'กู้คืนแม้ไม่มีกุญแจหลัก ความลับที่ผนึกไว้จะอ่านไม่ได้ · restore without the master key')
      .option('--json', 'ตอบเป็น JSON · answer in JSON');
  },
  async run({ config, args, options }) {
    const { openPlace } = await import('../backup/place.ts');
    const { readRecord } = await import('../backup/backup-record.ts');
    const { store } = await openPlace(args[0] as string);
    const record = await readRecord(store, options['at'] as string | undefined);
    const json = options['json'] === true;
    if (options['drill'] === true) {
      const { drill } = await import('../backup/drill.ts');
      return report(config, await drill(config, store, record), json);
    }
    const { restore } = await import('../backup/restore.ts');
    await withDatabase(config, (databaseUrl) => restore({ config, databaseUrl, place: store, record, withoutKey: options['withoutKey'] === true }));
    if (json) process.stdout.write(`${JSON.stringify({ ok: true, id: record.id, releases: record.releases, objects: record.objects.count })}\n`);
    else say(`กู้คืนชุด ${record.id} แล้ว: ${formatNumber(record.releases)} รุ่น ${formatNumber(record.objects.count)} ไฟล์ เริ่มด้วย saphan up`, `Restored ${record.id}: ${formatNumber(record.releases)} releases, ${formatNumber(record.objects.count)} objects. Start with saphan up.`);
    return 0;
  },
};

/** Keeps the report, and notes the drill in the audit trail of the house that runs here, if one does. */
async function report(config: Config, result: DrillResult, json: boolean): Promise<number> {
  const { keepReport, reportText } = await import('../backup/drill-report.ts');
  const file = keepReport(config, result);
  const url = config.databaseUrl ?? findRunningDatabase(config);
  if (url) {
    const db = openDatabase(url, { log: openLog('drill', config.logLevel), size: 1 });
    const { releases, rows, seconds, mismatches } = result;
    await db.tx((tx) => audit(tx, theHouse, 'system.restore-drilled', `backup:${result.backup}`, { releases, rows, seconds, mismatches: mismatches.length })).finally(() => db.close());
  }
  const ok = result.mismatches.length === 0;
  if (json) process.stdout.write(`${JSON.stringify({ ok, file, ...result })}\n`);
  else {
    process.stdout.write(reportText(result));
    say(`รายงาน: ${file}`, `Report: ${file}`);
  }
  return ok ? 0 : 1;
}
