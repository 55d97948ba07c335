// The process that draws papers; started by press.ts. It knows no database, no setting and no secret: it is given a paper, and where font and garuda lie, and gives bytes.
import { Value } from 'typebox/value';
import { readLook } from './look.ts';
import { openPdfPrinter } from './print-pdf.ts';
import { printDocx } from './print-docx.ts';
import { printXlsx } from './print-xlsx.ts';
import { paperSchema, type Paper, type PaperFormat } from './paper.ts';

/** What the press asks, and what it hears. */
export interface PrintOrder { paper: Paper; format: PaperFormat }
export type Printed = { bytes: Uint8Array } | { failed: string };

/** Where the ministry's own font and garuda lie, checked by whoever started this. */
const look = readLook(JSON.parse(process.argv[2] ?? '{"fontDir":null,"garudaFile":null}'));
const printPdf = openPdfPrinter(look);

async function print({ paper, format }: PrintOrder): Promise<Printed> {
  try {
    Value.Assert(paperSchema, paper);
    return { bytes: format === 'pdf' ? printPdf(paper) : await (format === 'docx' ? printDocx(paper, look) : printXlsx(paper)) };
  } catch (error) {
    return { failed: error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 2000) : String(error) };
  }
}

process.on('message', (order: PrintOrder) => { void print(order).then((printed) => process.send?.(printed)); });
// Whoever started it is gone.
process.on('disconnect', () => process.exit());
