import type { Column } from '@saphan/contracts/contract';
import { formatThaiDate, parseIsoDate, type Lang } from '@saphan/contracts/dates';
import type { Body } from '../../api/shape.ts';
import type { Messages } from '../../messages/th/index.ts';
import { linesOf } from '../services/service-draft.ts';

export type RowCondition = NonNullable<Body<'createAgreement'>['rowFilter']>[number];
export type Op = RowCondition['op'];
/** A column as the editor needs it. */
export type TermsColumn = Pick<Column, 'name' | 'titleTh' | 'titleEn' | 'type' | 'personalData'>;
/** A condition as typed; `value` holds one value a line where the comparison takes several. */
export interface ConditionDraft { column: string; op: Op; value: string }
/** `columns` is null for all; typed where the dataset has no contract. */
export interface TermsDraft { columns: string[] | null; conditions: ConditionDraft[] }
export type ConditionFault = 'column' | 'value' | 'number' | 'whole' | 'day';

const ordered: readonly Op[] = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in'];
const isDay = ({ type }: TermsColumn): boolean => type === 'date' || type === 'timestamp';

/** Comparisons that mean something for a column: names and codes have no order. */
export function opsFor(column: TermsColumn | undefined): readonly Op[] {
  if (column?.type === 'boolean') return ['eq'];
  const hasOrder = !column || isDay(column) || column.type === 'integer' || column.type === 'decimal';
  return hasOrder ? ordered : ['eq', 'ne', 'in'];
}

const shapes: Partial<Record<TermsColumn['type'], [ConditionFault, (text: string) => boolean]>> = {
  integer: ['whole', (text) => /^-?\d{1,18}$/.test(text)],
  decimal: ['number', (text) => /^-?\d{1,30}(\.\d{1,18})?$/.test(text)],
  date: ['day', (text) => parseIsoDate(text) !== null],
  timestamp: ['day', (text) => parseIsoDate(text) !== null],
};

/** The values of a condition as they are sent: text, which the server reads by the column's own type. */
export const valuesOf = ({ op, value }: ConditionDraft): string[] => (op === 'in' ? linesOf(value) : [value.trim()].filter((text) => text !== ''));

/** What is wrong with a condition, or null. */
export function faultOf(condition: ConditionDraft, columns: readonly TermsColumn[]): ConditionFault | null {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(condition.column)) return 'column';
  const values = valuesOf(condition);
  if (values.length === 0) return 'value';
  const shape = shapes[columns.find(({ name }) => name === condition.column)?.type ?? 'text'];
  return shape && !values.every(shape[1]) ? shape[0] : null;
}

/** Whether a draft can be sent. */
export const isSound = ({ columns, conditions }: TermsDraft, known: readonly TermsColumn[]): boolean => columns?.length !== 0 && conditions.every((each) => faultOf(each, known) === null);

/** The part of the request that a draft asks for; nothing for every column and every row. */
export function termsOf({ columns, conditions }: TermsDraft): Pick<Body<'createAgreement'>, 'columns' | 'rowFilter'> {
  const rowFilter = conditions.map((each): RowCondition => ({ column: each.column, op: each.op, value: each.op === 'in' ? valuesOf(each) : valuesOf(each)[0] ?? '' }));
  return { ...(columns && { columns }), ...(rowFilter.length > 0 && { rowFilter }) };
}

interface Saying { lang: Lang; words: Messages['rights']['terms']; columns: readonly TermsColumn[] }
const mostNames = 12;

/** Conditions as a sentence: "ให้เห็นเฉพาะแถวที่ จังหวัดเท่ากับ “สุรินทร์” และพื้นที่ตั้งแต่ 10". */
export function rowsSentence(conditions: readonly RowCondition[], saying: Saying): string {
  const { lang, words } = saying;
  if (conditions.length === 0) return words.everyRow;
  const parts = conditions.map(({ column, op, value }) => {
    const known = saying.columns.find(({ name }) => name === column);
    const said = (Array.isArray(value) ? value : [value]).map((each) => valueSaid(String(each), known, saying));
    const word = (known && isDay(known) ? words.dayOps[op] : undefined) ?? words.ops[op] ?? op;
    return words.part({ column: titleOf(column, saying), op: lang === 'th' ? ` ${word} ` : word, value: listed(said, words) });
  });
  return words.onlyRows({ conditions: parts.join(`${words.and} `) });
}

/** Columns as a sentence. */
export const columnsSentence = (columns: readonly string[] | null, saying: Saying): string =>
  (columns === null ? saying.words.everyColumn : saying.words.onlyColumns({ columns: listed(columns.map((name) => titleOf(name, saying)), saying.words) }));

function titleOf(name: string, { lang, columns }: Saying): string {
  const known = columns.find((each) => each.name === name);
  return (lang === 'en' ? known?.titleEn || known?.titleTh : known?.titleTh) || name;
}

function valueSaid(text: string, column: TermsColumn | undefined, { lang, words }: Saying): string {
  if (column?.type === 'boolean') return text === 'true' ? words.yes : words.no;
  if (column && isDay(column)) return parseIsoDate(text) ? formatThaiDate(text, { lang }) : text;
  return column?.type === 'integer' || column?.type === 'decimal' ? text : `“${text}”`;
}

const listed = (texts: readonly string[], words: Saying['words']): string =>
  (texts.length > mostNames ? `${texts.slice(0, mostNames).join(', ')} ${words.more({ count: texts.length - mostNames })}` : texts.join(', '));
