import { readFileSync, statSync } from 'node:fs';
import { readZip } from '@saphan/contracts/receipts/zip';
import type { Config } from '#kernel/config.ts';
import { recogniseProof, type Recognised } from '#modules/ledger/index.ts';
import { exitCodes, StartProblem } from '../exit.ts';
import { say } from '../terminal.ts';
import { withRegister } from './operate.ts';

const MOST_BYTES = 300 * 1024 * 1024;

/** Says how the entry of a receipt stands to the ledger of this register: held, of a lost stretch, or not of ours. @returns the exit code: 0 when our key signed it and it is held or known to be lost. */
export async function recogniseReceiptFile(config: Config, file: string | undefined): Promise<number> {
  if (file === undefined || (statSync(file, { throwIfNoEntry: false })?.size ?? Infinity) > MOST_BYTES) throw new StartProblem('usage', 'ต้องระบุไฟล์ใบรับที่อ่านได้: saphan verify receipt FILE.zip --ledger', 'Say which receipt: saphan verify receipt FILE.zip --ledger');
  const files = await readZip(readFileSync(file)).catch(() => new Map<string, Uint8Array>());
  const [entry, proof] = ['entry.txt', 'receipt.tlog-proof'].map((name) => Buffer.from(files.get(name) ?? []).toString('utf8')) as [string, string];
  const found = await withRegister(config, (db) => db.read((tx) => recogniseProof(tx, entry, proof)));
  const { mark, th, en } = sentenceOf(found);
  say(`${mark} ${th}`, `${mark} ${en}`);
  return mark === '✗' ? exitCodes.failed : 0;
}

function sentenceOf(found: Recognised): { mark: '✓' | '–' | '✗'; th: string; en: string } {
  if (found.state === 'lost') return { mark: '–', th: `กุญแจของเราลงนามไว้ และอยู่ในช่วงที่ ${found.origin} แจ้งว่าอาจหาย${found.known ? '' : ' แต่เกินขนาดที่เคยรู้ว่าลงนาม'}`, en: `Our key signed it, and it is of the stretch that ${found.origin} says may be lost${found.known ? '' : ', beyond what was known to be signed'}.` };
  if (found.state === 'held') return { mark: '✓', th: 'รายการนี้อยู่ในบัญชีหลักฐาน', en: 'Its entry stands in this ledger.' };
  if (found.state === 'signed-and-missing') return { mark: '✗', th: 'กุญแจของเราลงนามไว้ แต่รายการนี้ไม่อยู่ในบัญชี และไม่มีบัญชีใดแจ้งว่าหาย: ดู docs/runbooks/ledger.md', en: 'Our key signed it, but it is not in this ledger and nothing says that it was lost: see docs/runbooks/ledger.md.' };
  return { mark: '✗', th: 'ไม่มีกุญแจของบัญชีนี้ลงนามไว้ หรือข้อพิสูจน์ไม่ตรง', en: 'No key of this ledger signed it, or its proof does not hold.' };
}
