import { buffer } from 'node:stream/consumers';
import type { SourceFormat } from '@saphan/contracts/contract';
import { defaultSource } from '@saphan/contracts/odcs/defaults';
import type { LinkagePorts } from '../linkage-ports.ts';
import { draftFromRows } from '../draft/draft-from-rows.ts';
import { draftFromText, type TextChoices } from '../draft/draft-from-text.ts';
import type { ProposedDraft } from '../draft/draft-schemas.ts';
import type { Draft } from '../draft/draft-shape.ts';
import { detectHeader } from '../draft/header-evidence.ts';
import { openTabular } from '../formats/open-tabular.ts';
import { checkFileKind, sniffFile } from '../formats/sniff-format.ts';
import type { TabularReader } from '../formats/tabular.ts';
import { listSheets } from '../formats/xlsx/open-xlsx.ts';
import { selectRaw } from './upload-file.ts';

const HEAD_BYTES = 4 * 1024 * 1024;
const SAMPLE_ROWS = 5_000;

export interface DraftAsked {
  rawId: number;
  overrides?: TextChoices & { sheet?: string };
  dataset?: string;
  titleTh?: string;
  titleEn?: string;
}

/** Proposes a contract from a raw file, whatever its format; nothing is in force until someone agrees it. */
export async function proposeDraft(ports: LinkagePorts, asked: DraftAsked): Promise<ProposedDraft> {
  const raw = await selectRaw(ports, asked.rawId);
  const titles = { dataset: asked.dataset, titleTh: asked.titleTh, titleEn: asked.titleEn, fileName: raw.name };
  const format = await ports.objects.withLocal(raw.object_key, async (path) => checkFileKind(await sniffFile(path), null));
  if (format !== 'csv') return ports.objects.withLocal(raw.object_key, (path) => draftFromTable(path, format, titles, asked.overrides ?? {}));
  const head = await buffer(await ports.objects.get(raw.object_key, { start: 0, end: HEAD_BYTES }));
  const { evidence, notes, ...draft } = draftFromText(head, { ...titles, complete: raw.bytes <= HEAD_BYTES, chosen: asked.overrides });
  return {
    ...draft,
    evidence: {
      format, encoding: evidence.encoding.encoding, delimiter: evidence.dialect.delimiter, quote: evidence.dialect.quote,
      headerRow: evidence.header.headerRow, headerRows: evidence.header.headerRows, sheets: [], sheet: null, confidence: evidence.confidence, notes,
      alternatives: { encoding: evidence.encoding.alternative ? [evidence.encoding.alternative] : [] },
    },
  };
}

async function draftFromTable(path: string, format: SourceFormat, titles: object, chosen: NonNullable<DraftAsked['overrides']>): Promise<ProposedDraft> {
  const sheets = format === 'xlsx' ? await listSheets(path) : [];
  const sheet = chosen.sheet ?? sheets.find((each) => !each.hidden)?.name ?? null;
  const reader = await openTabular(path, { source: { ...defaultSource, format, sheet }, columns: null });
  try {
    const table = await readSample(reader, format, chosen);
    const { notes, ...draft } = draftFromRows({ ...titles, source: { format, sheet, encoding: 'utf-8', headerRow: table.headerRow, headerRows: table.headerRows }, headerRows: table.header, rows: table.rows, complete: table.complete });
    return {
      ...draft,
      evidence: {
        format, encoding: null, delimiter: null, quote: null, headerRow: table.headerRow, headerRows: table.headerRows, sheets, sheet,
        confidence: table.confidence, notes: [...table.notes, ...notes], alternatives: { encoding: [] },
      },
    };
  } finally {
    await reader.close();
  }
}

interface Sample { headerRow: number; headerRows: number; header: string[][]; rows: string[][]; confidence: number; complete: boolean; notes: Draft['notes'] }

/** A sheet's header has to be found; JSON and Parquet name their columns. */
async function readSample(reader: TabularReader, format: SourceFormat, chosen: TextChoices): Promise<Sample> {
  const lines = await reader.preview(SAMPLE_ROWS);
  const complete = lines.length < SAMPLE_ROWS;
  const text = lines.map(({ cells }) => cells.map((cell) => cell ?? ''));
  if (format !== 'xlsx') return { headerRow: 1, headerRows: 1, header: [await reader.readHeader()], rows: text, confidence: 1, complete, notes: [] };
  // Empty rows are left out of the preview but count in a sheet: put them back before looking for the header.
  const sheet: string[][] = [];
  lines.slice(0, 60).forEach(({ line }, i) => { while (sheet.length < line - 1 && sheet.length < 200) sheet.push([]); sheet.push(text[i] as string[]); });
  const found = detectHeader([...sheet, ...text.slice(60)], chosen);
  const first = found.headerRow - 1;
  return { headerRow: found.headerRow, headerRows: found.headerRows, header: sheet.slice(first, first + found.headerRows), rows: [...sheet, ...text.slice(60)].slice(found.firstDataRow).filter((row) => row.some(Boolean)), confidence: found.confidence, complete, notes: found.notes };
}
