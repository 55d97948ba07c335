import { readXlsx } from '#kernel/xlsx/read-xlsx.ts';
import { problem } from './errors.ts';
import type { TableRow } from './read-csv.ts';

/** Unpacked bytes of one part; a list of 10,000 people stays below a tenth of it. */
const LARGEST_PART = 64 * 1024 * 1024;
const MOST_COLUMNS = 100;

/** Reads the first visible sheet of a workbook. @throws `identity.import-unreadable`, `identity.import-too-large`. */
export async function readWorkbook(bytes: Buffer): Promise<TableRow[]> {
  const [sheet] = await readXlsx(bytes, {
    firstOnly: true, mostBytes: LARGEST_PART, mostColumns: MOST_COLUMNS,
    unreadable: (fields, cause) => problem('import-unreadable', fields, cause), tooLarge: (fields) => problem('import-too-large', fields),
  });
  if (!sheet) throw problem('import-unreadable', { detailTh: 'ไม่มีแผ่นงานที่มองเห็น', detailEn: 'there is no visible sheet' });
  return sheet.rows;
}
