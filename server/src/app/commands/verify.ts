import { readFileSync } from 'node:fs';
import type { Config } from '#kernel/config.ts';
import { openDatabase } from '#kernel/db.ts';
import { openLog } from '#kernel/log.ts';
import { verifyLedger, type VerifyReport } from '#modules/ledger/index.ts';
import type { CommandEntry } from '../command-entry.ts';
import { withDatabase } from '../database-url.ts';
import { exitCodes, StartProblem } from '../exit.ts';
import { say } from '../terminal.ts';
import { recogniseReceiptFile } from './recognise-receipt.ts';
import { verifyReceiptFile } from './verify-receipt.ts';

export const verifyCommand: CommandEntry = {
  name: 'verify', th: 'ตรวจบัญชีหลักฐานทั้งหมด หรือตรวจใบรับหนึ่งใบ', en: 'verify the whole ledger (verify), or one receipt offline (verify receipt FILE)',
  declare: (command) => {
    command.argument('[what]', 'receipt: ตรวจใบรับ ถ้าไม่ระบุ: ตรวจบัญชีหลักฐาน · receipt: one receipt; without it the ledger').argument('[file]', 'ไฟล์ใบรับ · the receipt')
      .option('--from <leaf>', 'บัญชี: เริ่มจากใบที่ · ledger: the leaf to begin with', '0')
      .option('--trust <file...>', 'ใบรับ: กุญแจสาธารณะที่เชื่อถือ · receipt: public keys to trust (PEM files or folders)').option('--witnesses <count>', 'ใบรับ: จำนวนพยานอย่างน้อย · receipt: least number of witnesses')
      .option('--request-body <file>', 'ใบรับ: เนื้อหาคำขอ · receipt: the body of the request').option('--response-body <file>', 'ใบรับ: เนื้อหาคำตอบ · receipt: the body of the answer')
      .option('--ledger', 'ใบรับ: เทียบกับบัญชีหลักฐานของเครื่องนี้ด้วย · receipt: also say how it stands to the ledger of this register')
      .option('--json', 'ตอบเป็น JSON · answer in JSON');
  },
  async run({ config, args, options }) {
    const [what, file] = args;
    if (what === 'receipt') return options['ledger'] === true ? recogniseReceiptFile(config, file) : verifyReceiptFile(file, options);
    if (what !== undefined) throw new StartProblem('usage', `ไม่รู้จัก "${what}": ใช้ saphan verify หรือ saphan verify receipt FILE.zip`, `"${what}" is unknown: saphan verify, or saphan verify receipt FILE.zip.`);
    return verifyWholeLedger(config, options);
  },
};

async function verifyWholeLedger(config: Config, options: Record<string, any>): Promise<number> {
  if (!/^\d{1,15}$/.test(options['from'])) throw new StartProblem('usage', `--from ต้องเป็นเลขใบ ไม่ใช่ "${options['from']}"`, `--from is the number of a leaf, not "${options['from']}".`);
  const trustedPem = config.stampTrustFile === null ? null : readFileSync(config.stampTrustFile, 'utf8');
  const report = await withDatabase(config, async (url) => {
    const db = openDatabase(url, { log: openLog('verify', 'silent'), size: 1 });
    try {
      return await verifyLedger(db, { from: Number(options['from']), trustedPem });
    } finally {
      await db.close();
    }
  });
  if (options['json']) process.stdout.write(`${JSON.stringify({ ok: report.found === 0, ...report })}\n`);
  else sayReport(report);
  return report.found === 0 ? 0 : exitCodes.failed;
}

function sayReport({ origin, from, size, entries, checkpoints, cosignatures, stamps, findings, found, seconds }: VerifyReport): void {
  for (const { th, en } of findings) process.stdout.write(`✗ ${th}\n  ${en}\n`);
  const [mark, th, en] = found === 0 ? ['✓', 'ถูกต้องครบทุกใบ', 'everything holds'] : ['✗', `พบ ${found} จุดที่ไม่ถูกต้อง`, `${found} things do not hold`];
  const rate = Math.round(entries / Math.max(seconds, 0.001));
  say(`${mark} ${origin}: ${th} — ใบที่ ${from} ถึง ${size}, รายการ ${entries}, ลายเซ็น ${checkpoints}, พยาน ${cosignatures}, ตราเวลา ${stamps} ใน ${seconds.toFixed(1)} วินาที (${rate} รายการต่อวินาที)`,
    `${mark} ${origin}: ${en} — leaves ${from} to ${size}, ${entries} entries, ${checkpoints} checkpoints, ${cosignatures} co-signatures, ${stamps} stamps in ${seconds.toFixed(1)} s (${rate} entries a second).`);
}
