import { buffer } from 'node:stream/consumers';
import { formatThaiDate } from '@saphan/contracts/dates';
import { writeXlsx, type SheetToWrite } from '../xlsx/write-xlsx.ts';
import { chartTable } from './chart-figures.ts';
import type { Block, Paper, Table } from './paper.ts';
import { sealZip } from './seal-zip.ts';
import { legible, originText } from './written.ts';

/** A cell of a workbook holds no more (ECMA-376 §18). */
const LONGEST = 32_767;

/** A paper as a workbook: its text on the first sheet, then a sheet for each table and for the figures of each chart, numbers as numbers and days as days. */
export async function printXlsx(paper: Paper): Promise<Buffer> {
  const tables = paper.blocks.flatMap((block): Table[] => (block.kind === 'table' ? [block] : block.kind === 'lines' || block.kind === 'bars' ? [chartTable(block)] : []));
  const text: SheetToWrite = { name: 'เอกสาร', columns: [{ title: legible(paper.title), width: 110 }], rows: [[`วันที่ ${formatThaiDate(paper.on, { style: 'long' })}`], ...paper.blocks.flatMap(textRows)] };
  return sealZip(await buffer(writeXlsx([text, ...tables.map(sheetOf)])), paper.on);
}

function sheetOf(table: Table, at: number): SheetToWrite {
  return {
    name: `${at + 1} ${legible(table.title)}`, above: [[legible(table.title)], [originText(table)]],
    columns: table.columns.map(({ title, cell, share }) => ({ title: legible(title), kind: cell, width: Math.max(12, share * 8) })),
    rows: table.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? legible(cell).slice(0, LONGEST) : cell))),
  };
}

function textRows(block: Block): string[][] {
  switch (block.kind) {
    case 'heading': case 'title': case 'paragraph': return [[legible(block.text)]];
    case 'field': return [[legible(`${block.label} ${block.text}`)]];
    case 'item': return [[legible(`${block.number} ${block.text}`)]];
    case 'rows': return block.rows.map((row) => [legible(row.join(' '))]);
    case 'letterhead': return [[legible(block.ref)], ...block.sender.map((line) => [legible(line)])];
    case 'signature': return [block.closing, block.name, ...block.position].filter((line) => line !== '').map((line) => [legible(line)]);
    default: return [];
  }
}
