import { formatProblem } from '../problems.ts';
import { chooseSheetOf, sheetTable, type SheetName, type SheetOptions } from '../sheet/sheet-table.ts';
import type { TabularReader } from '../tabular.ts';
import type { Merge } from '../xlsx/merged-cells.ts';
import { openZip, type ZipParts } from '../xlsx/open-zip.ts';
import { parseWholeXml } from '../xlsx/parse-xml.ts';
import { readOdsRows } from './ods-rows.ts';

/**
 * Opens a table of an OpenDocument spreadsheet (.ods). Attribute names are looked for under the prefixes that every known program
 * writes (`office:`, `table:`, `text:`).
 *
 * @throws `linkage.sheet-missing`, `linkage.workbook-broken`, `linkage.workbook-too-large`, `linkage.workbook-protected`.
 */
export async function openOds(path: string, options: SheetOptions): Promise<TabularReader> {
  const parts = await openZip(path);
  try {
    const tables = await readTables(parts);
    const chosen = chooseSheetOf(tables, options.sheet);
    const ordinal = tables.indexOf(chosen);
    const table = sheetTable({ name: chosen.name, rows: (yearsAdded) => readOdsRows(parts, ordinal, { yearsAdded }), merges: (lastRow) => readMerges(parts, ordinal, lastRow) }, options);
    return { ...table, close: async () => parts.close() };
  } catch (error) {
    parts.close();
    throw error;
  }
}

/** Tables of an OpenDocument spreadsheet in order, hidden ones marked. */
export async function listOdsSheets(path: string): Promise<SheetName[]> {
  const parts = await openZip(path);
  try {
    return await readTables(parts);
  } finally {
    parts.close();
  }
}

async function readTables(parts: ZipParts): Promise<SheetName[]> {
  await checkClear(parts);
  const tables: SheetName[] = [];
  const hidden = new Set<string>();
  const open: string[] = [];
  let style = '';
  await parseWholeXml(parts, 'content.xml', {
    open(name, attributes) {
      if (name === 'style') style = attributes['style:name'] ?? '';
      else if (name === 'table-properties' && attributes['table:display'] === 'false') hidden.add(style);
      else if (name === 'table' && open.at(-1) === 'spreadsheet') tables.push({ name: attributes['table:name'] ?? '', hidden: hidden.has(attributes['table:style-name'] ?? '') });
      open.push(name);
    },
    close() { open.pop(); },
  });
  if (tables.length === 0) throw formatProblem('workbook-broken', { detailTh: 'ไม่มีแผ่นงานในสมุดงาน', detailEn: 'The workbook has no sheet.' });
  return tables;
}

/** With a password each part is encrypted by itself, and the manifest says so (ODF 1.3 part 2 §4.8). */
async function checkClear(parts: ZipParts): Promise<void> {
  if (!parts.has('META-INF/manifest.xml')) return;
  await parseWholeXml(parts, 'META-INF/manifest.xml', {
    open(name) { if (name === 'encryption-data' || name === 'encrypted-key') throw formatProblem('workbook-protected'); },
    close() { /* nothing ends here */ },
  });
}

async function readMerges(parts: ZipParts, ordinal: number, lastRow: number): Promise<Merge[]> {
  const merges: Merge[] = [];
  for await (const rows of readOdsRows(parts, ordinal, { onMerge: (merge) => { if (merge.top <= lastRow) merges.push(merge); } })) {
    if ((rows.at(-1)?.line ?? 0) > lastRow) break;
  }
  return merges;
}
