import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import type { Config } from '#kernel/config.ts';
import { replaceFile } from '../replace-file.ts';
import type { DrillResult } from './drill.ts';

/** Keeps what a drill found in the data folder, for people and for programs. @returns the file for people. */
export function keepReport({ dataDir }: Config, result: DrillResult): string {
  const folder = join(dataDir, 'drills');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = join(folder, result.begunAt.replace(/[-:]|\.\d+/g, ''));
  replaceFile(`${name}.json`, `${JSON.stringify(result, null, 1)}\n`, 0o600);
  replaceFile(`${name}.md`, reportText(result), 0o600);
  return `${name}.md`;
}

/** The report in Thai, then English. */
export function reportText(result: DrillResult): string {
  const { backup, version, seconds, mismatches } = result;
  const [releases, rows, objects, bytes, wrong] = [result.releases, result.rows, result.objects, result.bytes, mismatches.length].map((figure) => formatNumber(figure as number));
  const th = [
    '# รายงานการซ้อมกู้คืน', '',
    `ชุดสำรอง ${backup} ทำเมื่อ ${formatThaiDate(result.madeAt, { style: 'withTime', lang: 'th' })} ด้วยสะพานรุ่น ${version}`,
    `ซ้อมเมื่อ ${formatThaiDate(result.begunAt, { style: 'withTime', lang: 'th' })} ใช้เวลา ${formatNumber(seconds)} วินาที`, '',
    `- กู้คืนไฟล์ ${objects} ไฟล์ รวม ${bytes} ไบต์ ตรวจ SHA-256 ทุกไฟล์`,
    `- อ่านแถวของทุกรุ่นที่เผยแพร่ใหม่: ${releases} รุ่น ${rows} แถว`,
    `- ค่าแฮชเนื้อหาไม่ตรง: ${wrong} รุ่น`, '',
    mismatches.length === 0 ? '**ผล: กู้คืนได้ครบทุกรุ่น**' : '**ผล: กู้คืนไม่ครบ ต้องแก้ก่อนไว้ใจชุดสำรองนี้**',
  ];
  const en = [
    '# Report of the restore drill', '',
    `Backup ${backup}, made ${formatThaiDate(result.madeAt, { style: 'withTime', lang: 'en' })} by Saphan ${version}`,
    `Rehearsed ${formatThaiDate(result.begunAt, { style: 'withTime', lang: 'en' })}; it took ${formatNumber(seconds)} seconds`, '',
    `- ${objects} objects restored, ${bytes} bytes, the SHA-256 of each compared`,
    `- rows of every published release read anew: ${releases} releases, ${rows} rows`,
    `- content hashes that differ: ${wrong} releases`, '',
    mismatches.length === 0 ? '**Result: every release came back**' : '**Result: not every release came back; do not trust this backup before it is mended**',
  ];
  const places = mismatches.map(({ datasetId, number, why }) => `- dataset ${datasetId} release ${number}: ${why}`);
  return `${[...th, '', ...en, '', ...places].join('\n').trimEnd()}\n`;
}
