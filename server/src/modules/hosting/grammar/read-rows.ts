import { limits, refuseParameter, refuseTooMuch, type AskedRows, type AskedTest, type AskedTree } from './asked.ts';
import { countTests, readTest, readTree } from './read-tests.ts';

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;
const TREES = new Set(['and', 'or', 'not.and', 'not.or']);
const SINGLE = ['select', 'order', 'limit', 'offset'] as const;

/**
 * Reads a question of PostgREST's read grammar (docs.postgrest.org, “Tables and views”): select, comparisons, and/or, order, limit, offset.
 * Casts, JSON paths and embedding are refused: a service gives columns, nothing else.
 *
 * @throws `hosting.parameter-refused`, `hosting.asked-too-much`, naming the parameter.
 */
export function readAskedRows(query: URLSearchParams): AskedRows {
  const length = query.toString().length;
  if (length > limits.url) throw refuseTooMuch('query', `ที่อยู่ยาวเกิน ${limits.url} อักขระ`, `the query is longer than ${limits.url} characters`);
  const of: (AskedTree | AskedTest)[] = [];
  const said: Partial<Record<(typeof SINGLE)[number], string>> = {};
  for (const [name, text] of query) {
    const single = SINGLE.find((each) => each === name);
    if (single && said[single] !== undefined) throw refuseParameter(name, 'มีสองครั้ง', 'stands twice');
    if (single) said[single] = text;
    else if (TREES.has(name)) of.push(readTree(name, text));
    else if (NAME.test(name)) of.push(readTest(name, text));
    else throw refuseParameter(name, 'ชื่อนี้ไม่ใช่คอลัมน์', 'this is no name of a column');
  }
  const where: AskedTree = { all: true, not: false, of };
  if (countTests(where) > limits.tests) throw refuseTooMuch('query', `เกิน ${limits.tests} เงื่อนไข`, `more than ${limits.tests} comparisons`);
  return { where, select: readSelect(said.select), order: readOrder(said.order), limit: readCount('limit', said.limit, limits.rows), offset: readCount('offset', said.offset, limits.offset) ?? 0 };
}

/** `*`, `a,b`, `as:a`. Null for all that is granted. */
export function readSelect(text: string | undefined): AskedRows['select'] {
  if (text === undefined || text.trim() === '' || text.trim() === '*') return null;
  const parts = text.split(',').map((part) => {
    const [, as, name] = /^(?:([A-Za-z_][A-Za-z0-9_]{0,62}):)?([A-Za-z_][A-Za-z0-9_]{0,62})$/.exec(part.trim()) ?? [];
    if (name === undefined) throw refuseParameter('select', `"${part.replaceAll(/[^\w:()*>.-]/g, '?').slice(0, 63)}" ไม่ใช่คอลัมน์ (ไม่รับการแปลงชนิด เส้นทาง JSON หรือตารางอื่น)`, `"${part.replaceAll(/[^\w:()*>.-]/g, '?').slice(0, 63)}" is no column (casts, JSON paths and other tables are not taken)`);
    return { name, as: as ?? name };
  });
  const twice = parts.find(({ as }, i) => parts.findIndex((other) => other.as === as) !== i);
  if (twice) throw refuseParameter('select', `${twice.as} มีสองครั้ง`, `${twice.as} stands twice`);
  if (parts.length > limits.select) throw refuseTooMuch('select', `เกิน ${limits.select} คอลัมน์`, `more than ${limits.select} columns`);
  return parts;
}

/** `a.desc.nullslast,b`: empty cells last when rising, first when falling, as PostgreSQL has them. */
function readOrder(text: string | undefined): AskedRows['order'] {
  if (text === undefined || text === '') return [];
  const parts = text.split(',');
  if (parts.length > limits.order) throw refuseTooMuch('order', `เกิน ${limits.order} คอลัมน์`, `more than ${limits.order} columns`);
  return parts.map((part) => {
    const [, name, way, nulls] = /^([A-Za-z_][A-Za-z0-9_]{0,62})(?:\.(asc|desc))?(?:\.(nullsfirst|nullslast))?$/.exec(part.trim()) ?? [];
    if (name === undefined) throw refuseParameter('order', 'เขียนเป็น คอลัมน์.asc หรือ คอลัมน์.desc.nullslast', 'write column.asc or column.desc.nullslast');
    return { name, descending: way === 'desc', nullsFirst: nulls === undefined ? way === 'desc' : nulls === 'nullsfirst' };
  });
}

function readCount(parameter: 'limit' | 'offset', text: string | undefined, most: number): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,12}$/.test(text)) throw refuseParameter(parameter, 'ต้องเป็นจำนวนเต็มไม่ติดลบ', 'must be a whole number, not negative');
  if (Number(text) > most) throw refuseTooMuch(parameter, `เกิน ${most}`, `more than ${most}`);
  return Number(text);
}

/** `Range: 0-24` in rows. Null when there is none. */
export function readRange(text: string | undefined): { offset: number; limit: number | null } | null {
  if (text === undefined) return null;
  const [, from, to] = /^(?:items=)?(\d{1,12})-(\d{1,12})?$/.exec(text.trim()) ?? [];
  if (from === undefined || (to !== undefined && Number(to) < Number(from))) throw refuseParameter('Range', 'เขียนเป็น แรก-สุดท้าย เช่น 0-24', 'write first-last, for example 0-24');
  const limit = to === undefined ? null : Number(to) - Number(from) + 1;
  if (limit !== null && limit > limits.rows) throw refuseTooMuch('Range', `เกิน ${limits.rows} แถว`, `more than ${limits.rows} rows`);
  return { offset: Number(from), limit };
}
