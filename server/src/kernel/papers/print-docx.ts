import {
  AlignmentType, BorderStyle, Document, Footer, Header, HeadingLevel, ImageRun, Packer, PageBreak, PageNumber, Paragraph, Table as DocxTable, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlignTable, WidthType, type FileChild,
} from 'docx';
import { chartTable } from './chart-figures.ts';
import { chartSvg } from './chart-svg.ts';
import { chartWidth } from './chart-shapes.ts';
import type { Garuda, Look as PaperLook } from './look.ts';
import type { Bars, Block, Lines, Paper, Table } from './paper.ts';
import { sealZip } from './seal-zip.ts';
import { cellText, originText, written } from './written.ts';

/** The font of the cabinet's resolution of 7 September 2553; offices have it installed. Word breaks Thai lines itself. */
const usual = 'TH SarabunPSK';
const cm = (value: number): number => Math.round(value * 567);
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };
/** One transparent pixel, for programs that do not show SVG (Word before 2016): the table of figures stands below the chart. */
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==', 'base64');

/** A paper as OOXML (ECMA-376): texts as `w:t`, tables with their header on every page. The same paper gives the same bytes. */
export async function printDocx(paper: Paper, { own, regular, garuda }: PaperLook): Promise<Buffer> {
  const letter = paper.page === 'letter';
  const margin = letter ? { left: cm(3), right: cm(2), top: cm(2.5), bottom: cm(2) } : { left: cm(2), right: cm(2), top: cm(2.2), bottom: cm(2) };
  const pages = new Paragraph({ alignment: letter ? AlignmentType.CENTER : AlignmentType.RIGHT, children: [run('', letter ? 16 : 12), new TextRun({ size: 24, children: letter ? [PageNumber.CURRENT] : ['หน้า ', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })] });
  const document = new Document({
    creator: 'สะพาน', lastModifiedBy: 'สะพาน', title: written(paper.title, { digits: 'ascii' }),
    styles: { default: { document: { run: { font: own ? regular.family : usual, size: letter ? 32 : 28, language: { value: 'th-TH', bidirectional: 'th-TH' } } } } },
    sections: [{
      properties: { page: { size: { width: cm(21), height: cm(29.7) }, margin }, titlePage: letter },
      headers: letter ? { default: new Header({ children: [pages] }), first: new Header({ children: [] }) } : { default: new Header({ children: [new Paragraph({ children: [run(written(paper.header, { digits: 'ascii' }), 12)] })] }) },
      footers: letter ? {} : { default: new Footer({ children: [pages] }) },
      children: paper.blocks.flatMap((block) => drawBlock(block, paper, garuda)),
    }],
  });
  return sealZip(await Packer.toBuffer(document), paper.on);
}

interface Look { bold?: boolean; color?: string }

const run = (text: string, sizePt: number, { bold = false, color }: Look = {}): TextRun => new TextRun({ text, size: sizePt * 2, sizeComplexScript: sizePt * 2, bold, boldComplexScript: bold, ...(color && { color }) });

function drawBlock(block: Block, paper: Paper, garuda: Garuda | null): FileChild[] {
  const size = paper.page === 'letter' ? 16 : 14;
  const say = (text: string, look: Look = {}) => run(written(text, paper), size, look);
  switch (block.kind) {
    case 'heading': return [new Paragraph({ heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2, keepNext: true, spacing: { before: 200, after: 80 }, children: [run(written(block.text, paper), block.level === 1 ? size + 2 : size, { bold: true, color: '000000' })] })];
    case 'title': return [new Paragraph({ alignment: AlignmentType.CENTER, children: [run(written(block.text, paper), block.sizePt, { bold: true })] })];
    case 'paragraph': return [paragraph(block.look, written(block.text, paper), size)];
    case 'field': return [columns([cm(0.2 + block.label.length * 0.32), cm(12)], [[say(block.label, { bold: block.bold })], [say(block.text)]])];
    case 'item': return [new Paragraph({ indent: { left: cm(block.depth) }, children: [say(block.number, { bold: block.bold }), say('  '), say(block.text, { bold: block.bold })] })];
    case 'rows': return [peopleTable(block.shares, block.rows.map((row) => row.map((text) => say(text))))];
    case 'letterhead': return block.form === 'external'
      ? [garuda ? new Paragraph({ alignment: AlignmentType.CENTER, children: [garudaRun(garuda, 3)] }) : new Paragraph({ spacing: { before: cm(3) } }), columns([cm(7), cm(9)], [[say(block.ref)], block.sender.flatMap((text, i) => (i > 0 ? [new TextRun({ break: 1 }), say(text)] : [say(text)]))])]
      : [new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before: cm(0.4), after: cm(0.4) }, children: [...garuda ? [garudaRun(garuda, 1.5), run('   ', 29)] : [], run('บันทึกข้อความ', 29, { bold: true })] })];
    case 'signature': return [block.closing, '', `(${block.name})`, ...block.position].map((text, i, all) => new Paragraph({ alignment: AlignmentType.CENTER, indent: { left: cm(7.5) }, keepNext: i < all.length - 1, keepLines: true, spacing: i === 1 ? { before: cm(1) } : {}, children: [say(text)] }));
    case 'gap': return [new Paragraph({})];
    case 'new-page': return [new Paragraph({ children: [new PageBreak()] })];
    // Without page numbers: Word would ask to update fields before it shows them.
    case 'contents': return paper.blocks.flatMap((each) => (each.kind === 'heading' && each.level === 1 ? [new Paragraph({ children: [say(each.text)] })] : []));
    case 'table': return drawTable(block);
    case 'lines': case 'bars': return drawChartBlock(block, paper.blocks.indexOf(block) + 1);
  }
}

/** As high as the rule asks, at 96 pixels an inch. */
function garudaRun({ bytes, kind, ratio }: Garuda, heightCm: number): ImageRun {
  const height = Math.round((heightCm / 2.54) * 96);
  const shown = { data: bytes, transformation: { height, width: Math.round(height * ratio) }, altText: { id: '9000', name: 'garuda', title: 'ตราครุฑ', description: 'ตราครุฑ' } };
  return kind === 'png' ? new ImageRun({ ...shown, type: 'png' }) : new ImageRun({ ...shown, type: 'svg', fallback: { type: 'png', data: pixel } });
}

function paragraph(look: (Block & { kind: 'paragraph' })['look'], text: string, size: number): Paragraph {
  if (look === 'speed') return new Paragraph({ children: [run(text, 32, { bold: true, color: 'B3261E' })] });
  const indent = look === 'indented' ? { indent: { firstLine: cm(2.5) } } : look === 'middle' ? { indent: { left: cm(7.5) } } : {};
  return new Paragraph({ ...indent, spacing: { after: look === 'small' ? 0 : 80 }, children: [run(text, look === 'small' ? size - 2 : size)] });
}

/** One row without lines. */
function columns(widths: number[], cells: TextRun[][]): DocxTable {
  return new DocxTable({ layout: TableLayoutType.FIXED, columnWidths: widths, width: { size: widths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA }, borders: noBorders, rows: [new TableRow({ children: cells.map((children, i) => new TableCell({ width: { size: widths[i] as number, type: WidthType.DXA }, children: [new Paragraph({ children })] })) })] });
}

function peopleTable(shares: readonly number[], rows: TextRun[][]): DocxTable {
  const widths = widthsOf(shares, 16);
  return new DocxTable({ layout: TableLayoutType.FIXED, columnWidths: widths, width: { size: cm(16), type: WidthType.DXA }, borders: noBorders, rows: rows.map((row) => new TableRow({ children: row.map((text, i) => new TableCell({ width: { size: widths[i] ?? 0, type: WidthType.DXA }, children: [new Paragraph({ children: [text] })] })) })) });
}

function widthsOf(shares: readonly number[], wholeCm: number): number[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => cm((share / sum) * wholeCm));
}

function drawTable(table: Table): FileChild[] {
  const widths = widthsOf(table.columns.map(({ share }) => share), 16.5);
  const cell = (text: string, i: number, bold: boolean) => new TableCell({
    width: { size: widths[i] ?? 0, type: WidthType.DXA }, verticalAlign: VerticalAlignTable.TOP, margins: { left: 80, right: 80 }, ...(bold && { shading: { fill: 'EEF1F5' } }),
    children: [new Paragraph({ alignment: table.columns[i]?.cell === 'number' ? AlignmentType.RIGHT : AlignmentType.LEFT, children: [run(text, 12, { bold })] })],
  });
  const rows = table.rows.map((row, at) => new TableRow({ cantSplit: false, children: table.columns.map(({ cell: kind }, i) => cell(cellText(row[i], kind), i, table.total && at === table.rows.length - 1)) }));
  return [
    ...table.title === '' ? [] : [new Paragraph({ keepNext: true, spacing: { before: 160 }, children: [run(written(table.title, { digits: 'ascii' }), 14, { bold: true })] })],
    new DocxTable({ layout: TableLayoutType.FIXED, columnWidths: widths, width: { size: cm(16.5), type: WidthType.DXA }, rows: [new TableRow({ tableHeader: true, children: table.columns.map(({ title }, i) => cell(written(title, { digits: 'ascii' }), i, true)) }), ...rows] }),
    new Paragraph({ spacing: { after: 160 }, children: [run(originText(table), 11, { color: '4B5563' })] }),
  ];
}

function drawChartBlock(chart: Lines | Bars, id: number): FileChild[] {
  const { svg, height } = chartSvg(chart);
  const image = new ImageRun({ type: 'svg', data: Buffer.from(svg), transformation: { width: 600, height: Math.round((600 * height) / chartWidth) }, fallback: { type: 'png', data: pixel }, altText: { id: String(id), name: 'chart', title: chart.finding, description: chart.finding } });
  return [new Paragraph({ keepNext: true, spacing: { before: 160 }, children: [run(written(chart.finding, { digits: 'ascii' }), 14, { bold: true })] }), new Paragraph({ children: [image] }), ...drawTable({ ...chartTable(chart), title: '' })];
}
