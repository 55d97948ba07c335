import { formatThaiDate, parseIsoDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import { toThaiDigits } from '@saphan/contracts/thai-digits';
import type { Cell, Paper, Table } from './paper.ts';

/** Marks that steer a program or the direction of writing and show nothing. */
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** As it can be printed: no control characters or marks of direction, no halves of characters; a line break in a text is a space. */
export function legible(text: string): string {
  return text.toWellFormed().replace(/\s*[\r\n]+\s*/g, ' ').replace(/\t/g, ' ').replace(unseen, '');
}

/** Addresses on the network keep their digits. */
const address = /\S*(?:@|:\/\/)\S*/g;

/** A text of the paper outside its tables: legible, in the paper's digits. */
export function written(text: string, { digits }: Pick<Paper, 'digits'>): string {
  const clean = legible(text);
  if (digits === 'ascii') return clean;
  let said = '';
  let at = 0;
  for (const { 0: found, index } of clean.matchAll(address)) {
    said += toThaiDigits(clean.slice(at, index)) + found;
    at = index + found.length;
  }
  return said + toThaiDigits(clean.slice(at));
}

/** A cell as people read it: figures grouped, days in the Buddhist era, digits 0–9. */
export function cellText(cell: Cell | undefined, kind: Table['columns'][number]['cell']): string {
  if (cell === null || cell === undefined) return '–';
  if (typeof cell === 'number') return formatNumber(cell);
  return kind === 'date' && parseIsoDate(cell) ? formatThaiDate(cell) : legible(cell);
}

/** `ข้อมูล ณ วันที่ 19 กุมภาพันธ์ 2568 · ที่มา : …` */
export const originText = ({ asOf, source }: { asOf: string; source: string }): string => `ข้อมูล ณ วันที่ ${formatThaiDate(asOf, { style: 'long' })}  ที่มา : ${legible(source)}`;
