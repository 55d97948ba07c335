import { chartWidth, drawChart } from './chart-shapes.ts';
import type { Bars, Block, Lines, Paper } from './paper.ts';
import { wholeWords, type Piece } from './whole-words.ts';
import { cellText, originText, written } from './written.ts';

/** What the template reads: every text of a person is a JSON string, a list of strings and of pieces that stay whole. */
export type Line = readonly Piece[];

/**
 * A paper as the JSON that `paper.typ` reads. The template is the only Typst there is; nothing here becomes a part of it.
 *
 * @param printable gives a text with every letter that the font lacks replaced by a visible sign.
 */
export function typstInput(paper: Paper, printable: (text: string) => string): object {
  const line = (text: string): Line => wholeWords(printable(written(text, paper)));
  const plain = (text: string): Line => wholeWords(printable(text));
  return {
    title: printable(written(paper.title, { digits: 'ascii' })), on: paper.on.split('-').map(Number), page: paper.page, thai: paper.digits === 'thai', header: plain(paper.header),
    figures: JSON.stringify(paper.figures), blocks: paper.blocks.map((block) => blockInput(block, line, plain)),
  };
}

type Lined = (text: string) => Line;

function blockInput(block: Block, line: Lined, plain: Lined): object {
  switch (block.kind) {
    case 'heading': return { ...block, text: line(block.text) };
    case 'title': return { ...block, text: line(block.text) };
    case 'paragraph': return { ...block, text: line(block.text) };
    case 'field': return { ...block, label: line(block.label), text: line(block.text) };
    case 'item': return { ...block, number: line(block.number), text: line(block.text) };
    case 'rows': return { ...block, rows: block.rows.map((row) => row.map(line)) };
    case 'letterhead': return { ...block, ref: line(block.ref), sender: block.sender.map(line) };
    case 'signature': return { ...block, closing: line(block.closing), name: line(block.name), position: block.position.map(line) };
    case 'gap': case 'new-page': case 'contents': return block;
    case 'table': return {
      kind: 'table', title: plain(block.title), origin: plain(originText(block)), total: block.total && block.rows.length > 0, columns: block.columns.map(({ title, share, cell }) => ({ title: plain(title), share, right: cell === 'number' })),
      rows: block.rows.map((row) => block.columns.map(({ cell }, i) => plain(cellText(row[i], cell)))),
    };
    case 'lines': case 'bars': return { kind: 'chart', title: plain(block.finding), origin: plain(originText(block)), ...chartInput(block, plain) };
  }
}

function chartInput(chart: Lines | Bars, plain: Lined): object {
  const { height, shapes } = drawChart(chart);
  return { height, width: chartWidth, shapes: shapes.map((shape) => (shape.kind === 'text' ? { ...shape, text: plain(shape.text) } : shape)) };
}
