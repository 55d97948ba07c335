import { isSheetFormat, type SourceFormat, type SourceShape } from '@saphan/contracts/contract';
import { defaultSource } from '@saphan/contracts/odcs/defaults';
import type { LinkagePorts } from '../linkage-ports.ts';
import { dbfEncoding } from '../draft/dbf-encoding.ts';
import { draftFromRows } from '../draft/draft-from-rows.ts';
import { draftFromFixed, looksFixed } from '../draft/draft-from-fixed.ts';
import { draftFromText, sniffText, type TextChoices } from '../draft/draft-from-text.ts';
import type { ProposedDraft } from '../draft/draft-schemas.ts';
import { note } from '../draft/note.ts';
import type { Draft } from '../draft/draft-shape.ts';
import { detectHeader } from '../draft/header-evidence.ts';
import { findLists } from '../formats/json/find-lists.ts';
import { listSheetsOf, openTabular } from '../formats/open-tabular.ts';
import { checkFileKind, sniffFile } from '../formats/sniff-format.ts';
import type { TabularReader } from '../formats/tabular.ts';
import { findRecordPaths } from '../formats/xml/find-record-paths.ts';
import { readXmlEncoding } from '../formats/xml/xml-encoding.ts';
import { withRawData } from '../pipeline/raw-data.ts';
import { readHead } from '../pipeline/records.ts';
import { selectRaw } from './upload-file.ts';

const HEAD_BYTES = 4 * 1024 * 1024;
const SAMPLE_ROWS = 5_000;

export interface DraftAsked {
  rawId: number;
  overrides?: TextChoices & { sheet?: string; recordPath?: string; format?: 'csv' | 'fixed'; borders?: number[] };
  dataset?: string;
  titleTh?: string;
  titleEn?: string;
}
type Chosen = NonNullable<DraftAsked['overrides']>;

/** Proposes a contract from a raw file, whatever its format; nothing is in force until someone agrees it. */
export async function proposeDraft(ports: LinkagePorts, asked: DraftAsked): Promise<ProposedDraft> {
  const raw = await selectRaw(ports, asked.rawId);
  const titles = { dataset: asked.dataset, titleTh: asked.titleTh, titleEn: asked.titleEn, fileName: raw.name };
  return withRawData(ports, raw.object_key, async (path) => {
    const format = checkFileKind(await sniffFile(path), null);
    return format === 'csv' ? draftOfText(path, titles, asked.overrides) : draftOfTable(path, format, titles, asked.overrides ?? {});
  });
}

async function draftOfText(path: string, titles: object, chosen: Chosen | undefined): Promise<ProposedDraft> {
  const head = await readHead(path, HEAD_BYTES);
  const complete = head.length < HEAD_BYTES;
  if (isFixed(head, complete, chosen)) return draftOfFixed(head, complete, titles, chosen ?? {});
  const { evidence, notes, ...draft } = draftFromText(head, { ...titles, complete, chosen });
  return {
    ...draft,
    evidence: {
      format: 'csv', encoding: evidence.encoding.encoding, delimiter: evidence.dialect.delimiter, quote: evidence.dialect.quote,
      headerRow: evidence.header.headerRow, headerRows: evidence.header.headerRows, borders: [], sheets: [], sheet: null, recordPath: null, recordPaths: [], confidence: evidence.confidence, notes,
      alternatives: { encoding: evidence.encoding.alternative ? [evidence.encoding.alternative] : [] },
    },
  };
}

/** By a person's choice, or where no delimiter cuts the lines and their blanks do. */
function isFixed(head: Buffer, complete: boolean, chosen: Chosen | undefined): boolean {
  if (chosen?.format !== undefined || chosen?.borders !== undefined) return chosen.format !== 'csv';
  if (chosen?.delimiter !== undefined || chosen?.encoding?.startsWith('utf-16')) return false;
  return looksFixed(head, complete) && sniffText(head, complete, chosen).rows.slice(0, 1_000).every((cells) => cells.length === 1);
}

function draftOfFixed(head: Buffer, complete: boolean, titles: object, chosen: Chosen): ProposedDraft {
  const { evidence, notes: _, ...draft } = draftFromFixed(head, { ...titles, complete, chosen });
  const { encoding, borders, headerRow, headerRows, confidence, notes } = evidence;
  return {
    ...draft,
    evidence: {
      format: 'fixed', encoding: encoding.encoding, delimiter: null, quote: null, headerRow, headerRows, borders, sheets: [], sheet: null, recordPath: null, recordPaths: [], confidence,
      notes, alternatives: { encoding: encoding.alternative ? [encoding.alternative] : [] },
    },
  };
}

async function draftOfTable(path: string, format: SourceFormat, titles: object, chosen: Chosen): Promise<ProposedDraft> {
  const found = await findShape(path, format, chosen);
  const { sheet, recordPath } = found.shape;
  const reader = await openTabular(path, { source: { ...defaultSource, ...found.shape }, columns: null });
  try {
    const table = await readSample(reader, format, chosen);
    const { headerRow, headerRows } = table;
    const { notes, ...draft } = draftFromRows({ ...titles, source: { ...found.shape, headerRow, headerRows }, headerRows: table.header, rows: table.rows, complete: table.complete });
    return {
      ...draft,
      evidence: {
        format, encoding: found.encoding, delimiter: null, quote: null, headerRow, headerRows, borders: [], sheets: found.sheets, sheet: sheet ?? null,
        recordPath: recordPath ?? null, recordPaths: found.recordPaths, confidence: Math.min(table.confidence, found.confidence), notes: [...found.notes, ...table.notes, ...notes], alternatives: { encoding: found.alternatives },
      },
    };
  } finally {
    await reader.close();
  }
}

type Shape = Pick<SourceShape, 'format'> & Partial<Pick<SourceShape, 'encoding' | 'sheet' | 'recordPath'>>;
interface Found { shape: Shape; encoding: string | null; alternatives: string[]; confidence: number; notes: Draft['notes']; sheets: ProposedDraft['evidence']['sheets']; recordPaths: ProposedDraft['evidence']['recordPaths'] }

/** What has to be known before the columns can be read: the sheet, the path of the records, the encoding. */
async function findShape(path: string, format: SourceFormat, chosen: Chosen): Promise<Found> {
  const nothing: Found = { shape: { format, encoding: 'utf-8' }, encoding: null, alternatives: [], confidence: 1, notes: [], sheets: [], recordPaths: [] };
  if (isSheetFormat(format)) {
    const sheets = await listSheetsOf(path, format);
    return { ...nothing, sheets, shape: { format, encoding: 'utf-8', sheet: chosen.sheet ?? sheets.find((each) => !each.hidden)?.name ?? null } };
  }
  if (format === 'xml') {
    const recordPaths = await findRecordPaths(path);
    const { encoding } = await readXmlEncoding(path);
    return { ...nothing, recordPaths, encoding, shape: { format, encoding, recordPath: chosen.recordPath ?? recordPaths[0]?.path ?? '/' } };
  }
  if (format === 'json' || format === 'ndjson') return shapeOfJson(path, format, chosen, nothing);
  if (format !== 'dbf') return nothing;
  const seen = await dbfEncoding(path);
  const encoding = chosen.encoding ?? seen.encoding;
  return { ...nothing, encoding, shape: { format, encoding }, confidence: chosen.encoding ? 1 : seen.confidence, notes: seen.notes, alternatives: seen.alternative ? [seen.alternative] : [] };
}

/** Lists within records are told; only a person knows whether their elements are the rows. */
async function shapeOfJson(path: string, format: 'json' | 'ndjson', { recordPath }: Chosen, nothing: Found): Promise<Found> {
  const recordPaths = await findLists(path, { format, maxRecordBytes: defaultSource.maxRecordBytes });
  const [first] = recordPaths;
  const notes = first && recordPath === undefined
    ? [note(`แต่ละระเบียนมีรายการซ้อนอยู่ที่ ${first.path} ถ้าต้องการหนึ่งแถวต่อหนึ่งรายการ ให้เลือกตำแหน่งนี้`, `Each record holds a list at ${first.path}; choose it if its elements are to be the rows.`)] : [];
  return { ...nothing, recordPaths, notes, shape: { format, encoding: 'utf-8', ...(recordPath !== undefined && { recordPath }) } };
}

interface Sample { headerRow: number; headerRows: number; header: string[][]; rows: string[][]; confidence: number; complete: boolean; notes: Draft['notes'] }

/** A sheet's header has to be found; the other formats name their columns. */
async function readSample(reader: TabularReader, format: SourceFormat, chosen: TextChoices): Promise<Sample> {
  const lines = await reader.preview(SAMPLE_ROWS);
  const complete = lines.length < SAMPLE_ROWS;
  const text = lines.map(({ cells }) => cells.map((cell) => cell ?? ''));
  if (!isSheetFormat(format)) return { headerRow: 1, headerRows: 1, header: [await reader.readHeader()], rows: text, confidence: 1, complete, notes: [] };
  // Empty rows are left out of the preview but count in a sheet: put them back before looking for the header.
  const sheet: string[][] = [];
  lines.slice(0, 60).forEach(({ line }, i) => { while (sheet.length < line - 1 && sheet.length < 200) sheet.push([]); sheet.push(text[i] as string[]); });
  const found = detectHeader([...sheet, ...text.slice(60)], chosen);
  const first = found.headerRow - 1;
  return { headerRow: found.headerRow, headerRows: found.headerRows, header: sheet.slice(first, first + found.headerRows), rows: [...sheet, ...text.slice(60)].slice(found.firstDataRow).filter((row) => row.some(Boolean)), confidence: found.confidence, complete, notes: found.notes };
}
