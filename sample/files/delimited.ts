import iconv from 'iconv-lite';
import { isRaw, type FileRow } from '../flaws.ts';
import type { KindColumn } from '../kind.ts';
import { spell } from '../spell.ts';

type TextShape = 'csv-874' | 'csv-bom' | 'csv-semicolon' | 'csv-pipe' | 'tsv';
export const delimiters: Record<TextShape, ',' | ';' | '|' | '\t'> = { 'csv-874': ',', 'csv-bom': ',', 'csv-semicolon': ';', 'csv-pipe': '|', tsv: '\t' };

/** Delimited text: Windows-874 with CRLF as old office programs save it, UTF-8 with BOM as Excel does, plain UTF-8 otherwise. */
export function writeDelimited(headers: readonly string[], columns: readonly KindColumn[], rows: readonly FileRow[], shape: TextShape): Buffer {
  const delimiter = delimiters[shape];
  const end = shape === 'csv-874' || shape === 'csv-bom' ? '\r\n' : '\n';
  const quoted = (text: string): string => (/["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map(({ cells, extra }) => {
    const texts = cells.map((cell, i) => quoted(isRaw(cell) ? cell.raw : spell(cell, (columns[i] as KindColumn).type, shape) ?? ''));
    return (extra ? [...texts, 'หมายเหตุ'] : texts).join(delimiter);
  });
  const text = [headers.map(quoted).join(delimiter), ...lines].join(end) + end;
  if (shape === 'csv-874') return iconv.encode(text, 'windows-874');
  return Buffer.from(shape === 'csv-bom' ? `\uFEFF${text}` : text, 'utf8');
}
