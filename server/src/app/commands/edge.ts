import type { CommandEntry } from '../command-entry.ts';
import type { EdgeConfig } from '../edge/edge-config.ts';
import { exitCodes } from '../exit.ts';
import { exitSoon, listenForStop } from '../service.ts';
import { say, sayProblem } from '../terminal.ts';

/** `saphan edge`: inside an agency's network; holds its key, connects outward only. */
export const edgeCommand: CommandEntry = {
  name: 'edge',
  th: 'ปลายทางของหน่วยงาน: ตอบและเรียกบริการข้อมูลด้วยกุญแจของหน่วยงาน เชื่อมต่อขาออกเท่านั้น',
  en: 'the edge of an agency: answers and calls data services with the agency’s own key, outward only',
  declare: (command) => {
    command.argument('[what]', 'init = เริ่มต้น เขียนแฟ้มตั้งค่าและกุญแจ · first settings and key, receipts = รายการหลักฐาน · list receipts, check = ตรวจหลักฐาน · verify them, verify = ตรวจใบรับหนึ่งใบ · verify one receipt (.zip) offline').argument('[file]', 'verify: ไฟล์ใบรับ · the receipt')
      .requiredOption('--config <file>', 'แฟ้มตั้งค่า YAML · settings')
      .option('--hub <address>', 'init: ที่อยู่ของศูนย์ · address of the hub').option('--system <path>', 'init: ระบบของหน่วยงาน เช่น TH/GOV/rid/water · the agency’s system')
      .option('--house-key <kid>', 'ลายนิ้วมือกุญแจของศูนย์ · fingerprint of the hub’s key')
      .option('--since <date>', 'ตั้งแต่วันที่ (ค.ศ. ปปปป-ดด-วว) · from this day on');
  },
  async run({ args, options }) {
    const [{ readEdgeConfig }, { EdgeProblem }] = [await import('../edge/edge-config.ts'), await import('../edge/edge-problem.ts')];
    try {
      if (args[0] === 'init') return await init(options);
      const config = readEdgeConfig(options['config'] as string);
      if (args[0] === 'receipts') return await listReceipts(config.stateDir, options['since'] as string | undefined);
      if (args[0] === 'check') return await checkAll(config);
      if (args[0] === 'verify') return await verifyOne(config, args[1]);
      if (args[0] !== undefined) throw new EdgeProblem(`ไม่รู้จักคำสั่ง ${args[0]}`, `There is no such thing as ${args[0]}: init, receipts, check or verify`, true);
      const { startEdge } = await import('../edge/run-edge.ts');
      await (await startEdge(config, { signal: listenForStop().signal, say, houseKey: options['houseKey'] as string | undefined })).ended;
      return 0;
    } catch (error) {
      if (!(error instanceof EdgeProblem)) throw error;
      sayProblem(error);
      return exitCodes.failed;
    } finally {
      exitSoon();
    }
  },
};

async function init(options: Record<string, unknown>): Promise<number> {
  const { initEdge } = await import('../edge/init/init-edge.ts');
  await initEdge({ file: options['config'] as string, hub: options['hub'] as string | undefined, system: options['system'] as string | undefined, say });
  return 0;
}

async function listReceipts(stateDir: string, since: string | undefined): Promise<number> {
  const { readLines } = await import('../edge/receipts/receipt-store.ts');
  const { EdgeProblem } = await import('../edge/edge-problem.ts');
  if (since !== undefined && !/^(?:19|20)\d\d-\d\d-\d\d$/.test(since)) throw new EdgeProblem('--since ใช้วันที่ ค.ศ. เช่น 2026-11-22', '--since takes a day of the common era, for instance 2026-11-22', true);
  for (const { line } of readLines(stateDir, since)) {
    if (line) process.stdout.write(`${line.at}\t${line.id}\t${line.role}\t${line.via}\t${line.service}\t${line.client}\t${line.agreement ?? '-'}\t${line.purpose ?? '-'}\t${line.status}\n`);
  }
  return 0;
}

async function checkAll(config: EdgeConfig): Promise<number> {
  const [{ checkReceipts }, { houseKidsOf }] = [await import('../edge/receipts/check-receipts.ts'), await import('../edge/trust/known-keys.ts')];
  const document = await readSnapshot(config);
  const { lines, findings } = checkReceipts(config.stateDir, document && houseKidsOf(document));
  for (const { place, th, en } of findings) say(`✗ ${place}: ${th}`, `  ${place}: ${en}`);
  if (findings.length === 0) say(`✓ หลักฐาน ${lines} รายการถูกต้องและต่อเนื่อง`, `  ${lines} receipts are right and in one chain`);
  return findings.length === 0 ? 0 : exitCodes.failed;
}

/** A receipt of the hub, against the keys of the snapshot: no network, and no key that came with the receipt is believed. */
async function verifyOne(config: EdgeConfig, file: string | undefined): Promise<number> {
  const [{ EdgeProblem }, { knownKidsOf }, { verifyReceiptFile }] = [await import('../edge/edge-problem.ts'), await import('../edge/trust/known-keys.ts'), await import('./verify-receipt.ts')];
  const document = await readSnapshot(config);
  if (!document) throw new EdgeProblem('ปลายทางนี้ยังไม่มีภาพความเชื่อถือ: ให้เริ่มทำงานและติดต่อศูนย์ได้สักครั้งก่อน', 'This edge has no trust snapshot yet: let it run and reach the hub once', true);
  say(`ตรวจด้วยกุญแจจากภาพความเชื่อถือที่ศูนย์ออกเมื่อ ${document.issuedAt}`, `  With the keys of the snapshot that the hub issued at ${document.issuedAt}`);
  return verifyReceiptFile(file, { knownKids: knownKidsOf(document) });
}

async function readSnapshot({ stateDir, system, hub, houseKey, graceHours }: EdgeConfig) {
  const { TrustStore } = await import('../edge/trust/trust-store.ts');
  return new TrustStore({ stateDir, system, hub, houseKey, graceHours, now: () => new Date(), say }).document;
}
