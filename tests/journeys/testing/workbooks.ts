import { buffer } from 'node:stream/consumers';
import { writeXlsx } from '../../../server/src/kernel/xlsx/write-xlsx.ts';
import { readDefinition } from '../../../server/src/modules/catalog/index.ts';
import { columnsOf, headerOf } from '../../../server/src/modules/harvest/template/columns.ts';

/** The government's workbook as somebody sent it who put a column of their own before the second one. */
export function shiftedWorkbook(): Promise<Buffer> {
  const titles = (sheet: string) => (columnsOf(readDefinition(), '2.2.4', sheet) ?? []).map(headerOf);
  const sheet = (name: string, heads: readonly string[]) => ({ name, above: Array.from({ length: 3 }, () => ['x']), columns: heads.map((title) => ({ title })), rows: [heads.map(() => 'note')] });
  const [first = '', ...others] = titles('Temp2_Meta_Stat');
  return buffer(writeXlsx([sheet('Temp2_Meta_Stat', [first, 'ลำดับ', ...others]), sheet('Temp3_Resource_Stat', titles('Temp3_Resource_Stat'))]));
}
