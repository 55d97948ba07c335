import type { ReleaseColumn } from '../columns.ts';
import type { Engine } from '../engine/engine.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import { lakeProblem } from '../errors.ts';
import type { RowSource, SourceFile } from './row-source.ts';

const COMPARISONS = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;
export type Comparison = keyof typeof COMPARISONS | 'in';

/** A column compared with values as text; null among the values of `in` is the empty value. `_id` is the row's number. */
export interface Condition { column: string; op: Comparison; values: readonly (string | null)[] }

/** Lists of conditions of which one must hold as a whole. */
export interface AnyOf { anyOf: readonly (readonly Asked[])[] }

export type Asked = Condition | AnyOf;

/** Words that must all occur, in one column or, when it is null, anywhere in a row. */
export interface Words { column: string | null; text: string }

const ID = '_id';
const MOST_WORDS = 20;

/** Conditions as SQL over `t`, after those of the source; parameters begin behind its own. `rank` counts the columns that a word was found in. */
export async function readConditions(engine: Engine, source: RowSource, asked: { conditions: readonly Asked[]; words: readonly Words[] }): Promise<{ sql: string; values: string[]; rank: string }> {
  const values: string[] = [...source.given.values];
  const parts = source.given.sql === 'true' ? [] : [`(${source.given.sql})`];
  for (const condition of asked.conditions) parts.push(await askedSql(engine, source, condition, values));
  const ranks: string[] = [];
  for (const words of asked.words) {
    const names = wordColumns(source, words).map((column) => `t.${q(column.name)}`);
    for (const word of wordsOf(words.text)) {
      values.push(word);
      const hits = names.map((name) => `coalesce(contains(lower(${name}), $${values.length}::varchar), false)`);
      parts.push(hits.length === 0 ? 'false' : `(${hits.join(' or ')})`);
      ranks.push(...hits.map((hit) => `${hit}::int`));
    }
  }
  return { sql: parts.length === 0 ? 'true' : parts.join(' and '), values, rank: ranks.length === 0 ? '0::double' : `(${ranks.join(' + ')})::double` };
}

async function askedSql(engine: Engine, source: RowSource, asked: Asked, values: string[]): Promise<string> {
  if (!('anyOf' in asked)) return conditionSql(engine, source, asked, values);
  const parts: string[] = [];
  for (const all of asked.anyOf) {
    const held: string[] = [];
    for (const each of all) held.push(await askedSql(engine, source, each, values));
    parts.push(held.length === 0 ? 'true' : `(${held.join(' and ')})`);
  }
  return parts.length === 0 ? 'false' : `(${parts.join(' or ')})`;
}

async function conditionSql(engine: Engine, source: RowSource, { column: name, op, values: given }: Condition, values: string[]): Promise<string> {
  const [left, stored] = name === ID ? [`(${source.id})`, 'BIGINT'] : [`t.${q(name)}`, searchable(source.columns, name).stored];
  const parameters: string[] = [];
  for (const value of given) {
    if (value === null) continue;
    await assertOfType(engine, name, stored, value);
    values.push(value);
    parameters.push(`$${values.length}::varchar::${stored}`);
  }
  const isNull = given.includes(null) ? [`${left} is null`] : [];
  if (op !== 'in' && op !== 'eq') return parameters.length === 0 ? 'false' : `${left} ${COMPARISONS[op]} ${parameters[0]}`;
  const equal = parameters.length === 0 ? [] : parameters.length === 1 ? [`${left} = ${parameters[0]}`] : [`${left} in (${parameters.join(', ')})`];
  return equal.length + isNull.length === 0 ? 'false' : `(${[...equal, ...isNull].join(' or ')})`;
}

async function assertOfType(engine: Engine, name: string, stored: string, value: string): Promise<void> {
  if (stored === 'VARCHAR' || (stored === 'BIGINT' && /^-?\d{1,18}$/.test(value))) return;
  const [cast] = await engine.rows<{ ok: boolean }>(`select try_cast($1::varchar as ${stored}) is not null as ok`, [value]);
  if (!cast?.ok) throw refused(`${value.slice(0, 63)} ไม่ใช่ค่าของ ${name}`, `${value.slice(0, 63)} is not a value of ${name} (${stored})`);
}

/** A column whose values may be asked for: a masked one would tell them. */
function searchable(columns: readonly ReleaseColumn[], name: string): ReleaseColumn {
  const column = columns.find((each) => each.name === name);
  if (!column) throw refused(`ไม่มีคอลัมน์ ${name.slice(0, 63)}`, `there is no column ${name.slice(0, 63)}`);
  if (column.shown !== 'clear') throw refused(`คอลัมน์ ${name} ปกปิดข้อมูลบุคคล จึงค้นด้วยค่าไม่ได้`, `${name} is masked and cannot be searched by value`);
  return column;
}

function wordColumns({ columns }: RowSource, { column }: Words): ReleaseColumn[] {
  if (column !== null) {
    const found = searchable(columns, column);
    return found.stored === 'VARCHAR' ? [found] : [];
  }
  return columns.filter((each) => each.shown === 'clear' && each.stored === 'VARCHAR');
}

/** Words between spaces; Thai is not written with spaces, so a run of Thai is looked for as it stands. */
function wordsOf(text: string): string[] {
  const words = text.normalize('NFC').toLowerCase().split(/\s+/).map((word) => word.replace(/[:*]+$/, '')).filter(Boolean);
  if (words.length > MOST_WORDS) throw refused(`คำค้นมากกว่า ${MOST_WORDS} คำ`, `more than ${MOST_WORDS} words`);
  return words;
}

const refused = (th: string, en: string) => lakeProblem('filter-refused', { detailTh: th, detailEn: en });

/** Files whose edges leave room for what the conditions on the first key column ask; with none of these, all. */
export function filesWithin(source: RowSource, asked: readonly Asked[]): readonly SourceFile[] {
  const key = source.columns.find((column) => column.key === 1);
  const compare = key && COMPARE[key.stored];
  if (!key || !compare) return source.files;
  const bounds = asked.flatMap((each) => 'anyOf' in each ? [] : [each]).filter(({ column, values }) => column === key.name && values.length > 0 && values.every((value) => value !== null)) as { op: Comparison; values: readonly string[] }[];
  return source.files.filter(({ minKey, maxKey }) => minKey === null || maxKey === null || bounds.every(({ op, values }) => values.some((value) => {
    const [low, high] = [compare(value, minKey), compare(value, maxKey)];
    return op === 'gt' || op === 'gte' ? high <= 0 : op === 'lt' || op === 'lte' ? low >= 0 : low >= 0 && high <= 0;
  })));
}

/** Order of key texts as the files are sorted; a value that is none of the type was refused before. */
const COMPARE: Record<string, ((a: string, b: string) => number) | undefined> = {
  BIGINT: (a, b) => { const [x, y] = [whole(a), whole(b)]; return x === null || y === null ? 0 : x < y ? -1 : x > y ? 1 : 0; },
  VARCHAR: (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)),
};

/** null for what DuckDB reads as a number and BigInt does not, e.g. `1e3`: its file is then never left out by low = high = 0. */
const whole = (text: string): bigint | null => /^\s*[+-]?\d+\s*$/.test(text) ? BigInt(text.trim().replace(/^\+/, '')) : null;
