import { posix } from 'node:path';
import { formatProblem } from '../problems.ts';
import { shownByFormat, type Shown } from './date-cells.ts';
import { openZip, type ZipParts } from './open-zip.ts';
import { parseWholeXml } from './parse-xml.ts';
import { readSharedStrings, SharedStrings } from './shared-strings.ts';

/** One worksheet, in tab order. */
export interface Sheet { name: string; hidden: boolean; part: string }

export interface Workbook {
  parts: ZipParts;
  sheets: Sheet[];
  is1904: boolean;
  /** What each cell style shows, by the style number of a cell. */
  shown: Shown[];
  /** Reads the shared strings on first call. */
  strings(): Promise<SharedStrings>;
  close(): void;
}

/**
 * Opens a workbook and reads its table of sheets and its number formats.
 * @throws `linkage.workbook-broken`, `linkage.workbook-too-large` or `linkage.workbook-protected`.
 */
export async function openWorkbook(path: string, spillFolder?: string): Promise<Workbook> {
  const parts = await openZip(path);
  try {
    return await readWorkbook(parts, spillFolder);
  } catch (error) {
    parts.close();
    throw error;
  }
}

async function readWorkbook(parts: ZipParts, spillFolder: string | undefined): Promise<Workbook> {
  const main = [...(await readRelations(parts, '_rels/.rels')).values()].find((each) => each.kind === 'officeDocument')?.part ?? 'xl/workbook.xml';
  const relations = await readRelations(parts, posix.join(posix.dirname(main), '_rels', `${posix.basename(main)}.rels`));
  const { sheets, is1904 } = await readSheets(parts, main, relations);
  const byKind = (kind: string) => [...relations.values()].find((each) => each.kind === kind)?.part;
  const styles = byKind('styles');
  const stringsPart = byKind('sharedStrings');
  const strings = new SharedStrings(spillFolder);
  let reading: Promise<SharedStrings> | null = null;
  return {
    parts, sheets, is1904,
    shown: styles && parts.has(styles) ? await readStyles(parts, styles) : [],
    strings: () => (reading ??= (stringsPart && parts.has(stringsPart) ? readSharedStrings(parts, stringsPart, strings) : Promise.resolve()).then(() => strings)),
    close: () => {
      strings.close();
      parts.close();
    },
  };
}

interface Relation { kind: string; part: string }

async function readRelations(parts: ZipParts, part: string): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  if (!parts.has(part)) return relations;
  const folder = posix.dirname(posix.dirname(part));
  await parseWholeXml(parts, part, {
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== 'Relationship' || !Id || !Target || TargetMode === 'External') return;
      relations.set(Id, { kind: (Type ?? '').split('/').pop() ?? '', part: Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target) });
    },
    close() { /* nothing ends here */ },
  });
  return relations;
}

async function readSheets(parts: ZipParts, main: string, relations: Map<string, Relation>): Promise<{ sheets: Sheet[]; is1904: boolean }> {
  const sheets: Sheet[] = [];
  let is1904 = false;
  await parseWholeXml(parts, main, {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const relation = relations.get(id);
      if (relation?.kind !== 'worksheet') return;
      sheets.push({ name: attributes['name'] ?? '', hidden: (attributes['state'] ?? 'visible') !== 'visible', part: relation.part });
    },
    close() { /* nothing ends here */ },
  });
  if (sheets.length === 0) throw formatProblem('workbook-broken', { detailTh: 'ไม่มีแผ่นงานในสมุดงาน', detailEn: 'The workbook has no worksheet.' });
  return { sheets, is1904 };
}

async function readStyles(parts: ZipParts, part: string): Promise<Shown[]> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCells = false;
  await parseWholeXml(parts, part, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) formats.push(Number(attributes['numFmtId'] ?? 0));
    },
    close(name) { if (name === 'cellXfs') inCells = false; },
  });
  return formats.map((id) => shownByFormat(id, codes.get(id) ?? null));
}
