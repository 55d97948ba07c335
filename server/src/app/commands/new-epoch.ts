import { readFileSync, statSync } from 'node:fs';
import { publicUrlOf } from '#kernel/config.ts';
import type { Database } from '#kernel/db.ts';
import { openLog } from '#kernel/log.ts';
import { readOrCreateMasterKey } from '#kernel/master-key.ts';
import { fetchWithin } from '#kernel/net/fetch-within.ts';
import type { LedgerPorts } from '#modules/ledger/index.ts';
import type { CommandEntry } from '../command-entry.ts';
import { StartProblem } from '../exit.ts';
import { say } from '../terminal.ts';
import { machineActor, withRegister } from './operate.ts';

const MOST_BYTES = 64 * 1024;

/** `saphan new-epoch REASON`: asks that the ledger be closed where it stands and the next log begun; `--confirm`, by another person, does it. */
export const newEpochCommand: CommandEntry = {
  name: 'new-epoch', th: 'ขอหรือยืนยันการเริ่มบัญชีหลักฐานใหม่ หลังกู้คืนแล้วบัญชีสั้นกว่าที่ลงนาม', en: 'ask for the next log of the evidence ledger after a loss, or confirm it as another person',
  declare: (command) => {
    command.argument('[reason]', 'เหตุผลที่ผู้อื่นอ่านเข้าใจ · a reason that others will understand').option('--checkpoint <file...>', 'ลายเซ็นบัญชีหรือ tlog-proof ที่ผู้อื่นถืออยู่ · checkpoints or tlog-proofs that others hold')
      .option('--confirm', 'ยืนยันคำขอของอีกคน · confirm what another person asked for').option('--without-silent', 'กับ --confirm: แม้มีพยานไม่ตอบ · with --confirm: also when a witness does not answer')
      .option('--withdraw', 'ถอนคำขอ · withdraw what was asked for').option('--json', 'ตอบเป็น JSON · answer in JSON');
  },
  run: ({ config, args, options }) => withRegister(config, async (db) => {
    const ports: LedgerPorts = { db, log: openLog('new-epoch', 'silent'), masterKey: readOrCreateMasterKey(config.masterKeyFile), publicUrl: publicUrlOf(config, config.port), fetch: fetchWithin({ allow: config.allowPrivateHosts }), stamps: null };
    const answer = (json: object, th: string, en: string) => options['json'] === true ? void process.stdout.write(`${JSON.stringify({ ok: true, ...json })}\n`) : say(th, en);
    if (options['confirm'] === true) return confirm(ports, options['withoutSilent'] === true, answer);
    if (options['withdraw'] === true) return withdraw(db, answer);
    if (args[0] === undefined) throw new StartProblem('usage', 'ต้องบอกเหตุผล: saphan new-epoch REASON', 'Say why: saphan new-epoch REASON');
    const { askNewEpoch } = await import('#modules/ledger/index.ts');
    const { loss, ...asked } = await askNewEpoch(ports, machineActor(), { reason: args[0], checkpoints: ((options['checkpoint'] ?? []) as string[]).map(readText) });
    const [from, to] = [loss.agreed, loss.signed.size];
    answer({ ...asked, lostFrom: from, lostTo: to }, `ขอแล้ว: มีอยู่ ${asked.held} เคยลงนามถึง ${to} อาจหายตั้งแต่ใบที่ ${from} ให้ผู้ดูแลอีกคนยืนยันที่ /ledger#epochs หรือ saphan new-epoch --confirm${asked.silent.length > 0 ? ` · พยานที่ไม่ตอบ: ${asked.silent.join(' ')}` : ''}`,
      `Asked: ${asked.held} are held, ${to} were signed, leaves from ${from} on may be lost. Another operator confirms on /ledger#epochs or by saphan new-epoch --confirm.${asked.silent.length > 0 ? ` Silent witnesses: ${asked.silent.join(' ')}.` : ''}`);
    return 0;
  }),
};

type Answer = (json: object, th: string, en: string) => void;

async function openId(db: Database): Promise<number> {
  const { readOpenRequest } = await import('#modules/ledger/index.ts');
  const asked = await db.read(readOpenRequest);
  if (!asked) throw new StartProblem('usage', 'ไม่มีคำขอเริ่มบัญชีใหม่ที่รออยู่', 'No new log is asked for.');
  return asked.id;
}

async function confirm(ports: LedgerPorts, withoutSilent: boolean, answer: Answer): Promise<number> {
  const { confirmNewEpoch } = await import('#modules/ledger/index.ts');
  const begun = await confirmNewEpoch(ports, machineActor(), { id: await openId(ports.db), withoutSilent });
  answer(begun, `เริ่มบัญชี ${begun.origin} แล้ว ลงนามตั้งแต่ขนาด ${begun.fromSize} ด้วย ${begun.vkey}`, `The log ${begun.origin} has begun: from size ${begun.fromSize} on, ${begun.vkey} signs.`);
  return 0;
}

async function withdraw(db: Database, answer: Answer): Promise<number> {
  const { withdrawNewEpoch } = await import('#modules/ledger/index.ts');
  const id = await openId(db);
  await db.tx((tx) => withdrawNewEpoch(tx, machineActor(), id));
  answer({ id }, 'ถอนคำขอแล้ว', 'Withdrawn.');
  return 0;
}

function readText(file: string): string {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? Infinity) > MOST_BYTES) throw new StartProblem('usage', `อ่านไฟล์ ${file} ไม่ได้`, `The file ${file} cannot be read.`);
  return readFileSync(file, 'utf8');
}
