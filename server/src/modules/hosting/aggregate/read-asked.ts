import { hostingProblem } from '../errors.ts';
import { refuseParameter, refuseTooMuch } from '../grammar/asked.ts';
import type { FindColumn } from '../grammar/tests-sql.ts';
import type { Offer } from '../offers/offer.ts';
import { isNumber, type ServedColumn } from '../offers/served-column.ts';

export interface Measure { readonly as: string; readonly what: 'count' | 'sum' | 'avg'; readonly column: ServedColumn | null }

const MOST_GROUPS = 2;
const MOST_MEASURES = 10;

/**
 * `group_by=province,crop&measure=count,sum.area_rai,avg.area_rai`. No other condition is taken: differences between answers would give small groups away.
 *
 * @throws `hosting.parameter-refused`, `hosting.field-not-granted`, `hosting.asked-too-much`.
 */
export function readAskedFigures(query: URLSearchParams, offer: Offer, find: FindColumn): { groups: ServedColumn[]; measures: Measure[] } {
  for (const name of query.keys()) if (name !== 'group_by' && name !== 'measure') throw refuseParameter(name, 'รับเฉพาะ group_by และ measure', 'only group_by and measure are taken');
  for (const name of ['group_by', 'measure']) if (query.getAll(name).length > 1) throw refuseParameter(name, 'มีสองครั้ง', 'stands twice');
  const groups = listOf(query.get('group_by')).map((name) => groupOf(offer, find, name));
  if (groups.length > MOST_GROUPS) throw refuseTooMuch('group_by', `เกิน ${MOST_GROUPS} คอลัมน์`, `more than ${MOST_GROUPS} columns`);
  if (new Set(groups).size < groups.length) throw refuseParameter('group_by', 'มีคอลัมน์ซ้ำ', 'a column stands twice');
  const measures = listOf(query.get('measure') ?? 'count').map((text) => measureOf(find, text));
  if (measures.length === 0 || measures.length > MOST_MEASURES) throw refuseTooMuch('measure', `1–${MOST_MEASURES} ค่า`, `1 to ${MOST_MEASURES} of them`);
  return { groups, measures };
}

const listOf = (text: string | null): string[] => (text ?? '').split(',').map((part) => part.trim()).filter(Boolean);

function groupOf(offer: Offer, find: FindColumn, name: string): ServedColumn {
  const column = find('group_by', name.slice(0, 63));
  if (column.personal !== null || !offer.groupColumns.includes(column.name)) {
    throw refuseParameter('group_by', `แบ่งตาม ${column.name} ไม่ได้ ใช้ได้: ${offer.groupColumns.join(', ')}`, `${column.name} cannot be grouped by; there are ${offer.groupColumns.join(', ')}`);
  }
  return column;
}

function measureOf(find: FindColumn, text: string): Measure {
  if (text === 'count') return { as: 'count', what: 'count', column: null };
  const [, what, name] = /^(sum|avg)\.([A-Za-z_][A-Za-z0-9_]{0,62})$/.exec(text) ?? [];
  if (what === undefined || name === undefined) throw refuseParameter('measure', 'เขียนเป็น count, sum.คอลัมน์ หรือ avg.คอลัมน์', 'write count, sum.column or avg.column');
  const column = find('measure', name);
  if (!isNumber(column)) throw refuseParameter('measure', `${name} ไม่ใช่จำนวน`, `${name} is no number`);
  return { as: `${what}_${name}`, what: what as 'sum' | 'avg', column };
}

/** More cells than a table that people read. */
export const MOST_CELLS = 10_000;
export const tooManyCells = () => hostingProblem('asked-too-much', { detailTh: `ตารางมีเกิน ${MOST_CELLS} ช่อง`, detailEn: `the table has more than ${MOST_CELLS} cells`, errors: [{ pointer: '/query/group_by', th: `ตารางมีเกิน ${MOST_CELLS} ช่อง`, en: `more than ${MOST_CELLS} cells` }] });
