import type { Filter } from '#modules/catalog/index.ts';
import { readInstant } from './read-instant.ts';
import { searchField, type SearchField } from './search-fields.ts';
import type { Clause } from './syntax.ts';
import { refuseQuery, unescape } from './tokens.ts';

type Leaf = Extract<Clause, { at: number }>;

export const everything: Filter = { kind: 'all' };
const none: Filter = { kind: 'or', of: [] };
export const published: Filter = { kind: 'eq', field: 'state', value: 'published' };
export const open: Filter = { kind: 'eq', field: 'audience', value: 'open' };
export const inHand: Filter = { kind: 'in', field: 'state', values: ['draft', 'submitted', 'checked', 'approved'] };
export const archived: Filter = { kind: 'eq', field: 'state', value: 'archived' };

/** A query as the catalogue's filter. @throws `ckan.query-refused` for a field that nobody knows, and for dates that are none. */
export function toFilter(clause: Clause, now = new Date()): Filter {
  switch (clause.kind) {
    case 'all': return everything;
    case 'and': case 'or': return { kind: clause.kind, of: clause.of.map((each) => toFilter(each, now)) };
    case 'not': return { kind: 'not', of: toFilter(clause.of, now) };
    default: return leaf(clause, fieldOfClause(clause), now);
  }
}

function fieldOfClause({ field, at }: Leaf): SearchField {
  const found = field === null || field === '*' ? { kind: 'words', in: 'anywhere' } as const : searchField(field);
  if (!found) throw refuseQuery(Math.max(0, at - (field ?? '').length - 1), `ไม่มีเขตข้อมูล ${field}`, `undefined field ${field}`);
  return found;
}

function leaf(clause: Leaf, field: SearchField, now: Date): Filter {
  if (field.kind === 'empty') return none;
  if (clause.kind === 'range') return range(clause, field, now);
  const exists = clause.kind === 'term' && clause.value === '*';
  const text = clause.kind === 'term' ? unescape(clause.value) : clause.value;
  switch (field.kind) {
    case 'words': return exists ? everything : { kind: 'words', text: text.replaceAll(/(^|\s)[*?]+|[*?]+(?=\s|$)/g, '$1'), in: field.in, ...(clause.kind === 'phrase' && { phrase: true }) };
    case 'fixed': return exists || field.values.includes(text) ? everything : none;
    case 'state': return exists ? everything : ({ active: published, draft: inHand, deleted: archived } as Record<string, Filter>)[text] ?? none;
    case 'capacity': return exists ? everything : ['public', 'false'].includes(text.toLowerCase()) ? open : { kind: 'not', of: open };
    case 'instant': return exists ? everything : { kind: 'eq', field: field.field, value: instant(clause, text, now) };
    case 'values': return exists ? { kind: 'exists', field: field.field } : valuesFilter(clause, field, text);
  }
}

function valuesFilter(clause: Leaf, { field, code }: Extract<SearchField, { kind: 'values' }>, text: string): Filter {
  const raw = clause.kind === 'term' ? clause.value : '';
  if (!/(?:^|[^\\])[*?]/.test(raw)) return { kind: 'eq', field, value: code(text) };
  const [, prefix] = /^((?:\\[^]|[^*?\\])+)\*$/.exec(raw) ?? [];
  return prefix === undefined ? { kind: 'wildcard', field, pattern: raw.replace(/\\([^*?])/g, '$1') } : { kind: 'prefix', field, value: unescape(prefix) };
}

function range(clause: Extract<Clause, { kind: 'range' }>, field: SearchField, now: Date): Filter {
  const { from, to, fromOpen, toOpen } = clause;
  if (field.kind === 'words' || field.kind === 'fixed' || field.kind === 'state' || field.kind === 'capacity' || field.kind === 'empty') {
    if (from === null && to === null) return everything;
    throw refuseQuery(clause.at, `ใช้ช่วงกับ ${clause.field ?? 'คำ'} ไม่ได้`, `a range cannot be used with ${clause.field ?? 'words'}`);
  }
  const bound = (text: string) => field.kind === 'instant' ? instant(clause, text, now) : text;
  if (from === null && to === null) return field.kind === 'instant' ? everything : { kind: 'exists', field: field.field };
  return { kind: 'range', field: field.field, ...(from !== null && { from: bound(from), fromOpen }), ...(to !== null && { to: bound(to), toOpen }) };
}

function instant({ at }: Leaf, text: string, now: Date): string {
  const read = readInstant(text, now);
  const year = Number(/^\d{4}/.exec(text)?.[0] ?? 0);
  if (year >= 2400 && year < 2700) throw refuseQuery(at, `${text} เป็นปี พ.ศ. ให้ใช้ปี ค.ศ. ${year - 543}`, `${text} is a Buddhist year; write ${year - 543}`);
  if (read === null) throw refuseQuery(at, `${text} ไม่ใช่เวลา`, `Invalid Date String: ${text}`);
  return read;
}
