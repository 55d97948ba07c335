import { formatNumber } from '@saphan/contracts/numbers';
import { statSync } from 'node:fs';
import type { CommandEntry } from '../command-entry.ts';
import type { RunNews } from '../client/follow-run.ts';
import { linkFile, type LinkOptions } from '../client/link-file.ts';
import { Refused, withServer } from '../client/server-client.ts';
import { answerRefusal, say } from '../client/speak.ts';
import { FileChanged } from '../client/upload.ts';
import { watchFolder } from '../client/watch-folder.ts';

const EXIT: Record<string, number> = { published: 0, no_change: 0, held: 3, failed: 4, rejected: 4, cancelled: 5 };

/** `saphan link FILE`: the whole job of a steward on one line. */
export const linkCommand: CommandEntry = {
  name: 'link',
  th: 'เชื่อมไฟล์หนึ่งไฟล์จนเป็นรุ่น (รหัสออก 0 เผยแพร่, 3 พักไว้, 4 ไม่ผ่าน)',
  en: 'link one file into a release (exit code 0 published, 3 held, 4 failed)',
  declare: (command) => {
    command.argument('<file>', 'ไฟล์ CSV, XLSX, JSON, NDJSON หรือ Parquet หรือโฟลเดอร์ · a file, or a folder')
      .option('--watch', 'เฝ้าโฟลเดอร์ เชื่อมทุกไฟล์ที่มาใหม่จนกด Ctrl-C · watch a folder and link each file that arrives, until Ctrl-C')
      .option('--contract <file>', 'ข้อกำหนด YAML; ไม่ระบุ = ฉบับล่าสุด หรือร่างจากไฟล์ · contract; default: newest, or drafted from the file')
      .option('--agency <id>', 'หน่วยงานเจ้าของ · owner agency', 'ops')
      .option('--dataset <slug>', 'ชุดข้อมูล; ไม่ระบุ = ชื่อไฟล์ · dataset; default: name of the file')
      .option('--title-th <text>', 'ชื่อชุดข้อมูล · Thai title').option('--title-en <text>', 'ชื่ออังกฤษ · English title')
      .option('--due <date>', 'วันกำหนด ปปปป-ดด-วว ค.ศ. · due date, ISO')
      .option('--json', 'ตอบเป็น JSON · answer in JSON');
  },
  run: async ({ config, args, options }) => {
    const file = args[0] as string;
    const asked = options as LinkOptions;
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found) { say(`ไม่พบไฟล์ ${file}`, `No such file: ${file}`, process.stderr); return 2; }
    const json = asked.json === true;
    try {
      if (found.isDirectory()) return await withServer(config, (client) => watchFolder(client, file, asked, options['watch'] === true, (run) => report(run, json)));
      const run = await withServer(config, (client) => linkFile(client, file, asked));
      report(run, json);
      return EXIT[run.state] ?? 1;
    } catch (error) {
      if (error instanceof Refused) return answerRefusal(error, json);
      if (error instanceof FileChanged) { say('ไฟล์เปลี่ยนระหว่างอ่าน ไม่มีอะไรถูกเผยแพร่ ลองใหม่เมื่อไฟล์นิ่ง', 'The file changed while it was read; nothing was published. Try again when it stands still.', process.stderr); return 6; }
      throw error;
    }
  },
};

function report(run: RunNews, json: boolean): void {
  if (json) { process.stdout.write(`${JSON.stringify(run)}\n`); return; }
  const { rowsOk = 0, rowsBad = 0 } = run.progress;
  const figures = `${formatNumber(rowsOk)} / ${formatNumber(rowsBad)}`;
  if (run.state === 'published') say(`เผยแพร่รุ่น ${run['release'].number} ผ่าน/กัก ${figures} แถว`, `Published release ${run['release'].number}; passed/quarantined ${figures} rows`);
  else if (run.state === 'no_change') say('ข้อมูลตรงกับรุ่นปัจจุบัน ไม่ออกรุ่นใหม่', 'The data equals the current release; no new release');
  else say(`รอบ ${run.id} สถานะ ${run.state} ผ่าน/กัก ${figures} แถว`, `Run ${run.id} is ${run.state}; passed/quarantined ${figures} rows`);
  for (const gate of run['gates'] ?? []) if (!gate.ok) say(`  ✗ ${gate.th}`, `    ${gate.en}`);
  for (const each of (run['rejects'] ?? []).slice(0, 8)) say(`  กัก ${each.count} แถว ${each.column ?? ''} ${each.code}: ${each.titleTh ?? each.th}`, `    ${each.titleEn ?? each.en}`);
  if (run['problem']) say(`  ✗ ${run['problem'].titleTh} ${run['problem'].detailTh ?? ''}`, `    ${run['problem'].titleEn} ${run['problem'].detailEn ?? ''}`);
}
