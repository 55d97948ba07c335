import { isInstant } from '../compile-filter.ts';
import type { Filter } from '../types.ts';
import type { Picture } from './kept-columns.ts';

type Range = Extract<Filter, { kind: 'range' }>;

/** Columns of their own, which are no sets of values. */
const OWN = new Set(['id', 'slug', 'createdAt', 'changedAt']);
/** Microseconds between 1970 and PostgreSQL's beginning of time. */
const EPOCH = 946_684_800_000_000;

/** Fields that a filter asks about; null when memory does not hold what it asks: words, addresses, patterns, and values compared by size. */
export function fieldsOf(filter: Filter): string[] | null {
  switch (filter.kind) {
    case 'all': return [];
    case 'and': case 'or': return filter.of.reduce<string[] | null>((all, each) => { const more = fieldsOf(each); return all && more && [...all, ...more]; }, []);
    case 'not': return fieldsOf(filter.of);
    case 'exists': return OWN.has(filter.field) ? [] : [filter.field];
    case 'eq': case 'in': return OWN.has(filter.field) ? null : [filter.field];
    case 'range': return filter.field === 'changedAt' || filter.field === 'createdAt' ? [] : null;
    default: return null;
  }
}

/** Bytes of masks kept for one revision. */
const MOST_KEPT = 16 * 1024 * 1024;

/**
 * A byte a dataset: 1 where the filter lets it through, the same as `compileFilter` says in SQL. Whatever is asked often, such as what is published, is kept
 * as long as nothing changes; so what comes out is never written to.
 */
function maskOf(filter: Filter, picture: Picture): Uint8Array {
  const { masks, columns: { size } } = picture;
  const key = JSON.stringify(filter);
  const kept = masks.get(key);
  if (kept) return kept;
  const mask = makeMask(filter, picture);
  if ((masks.size + 1) * size > MOST_KEPT) masks.clear();
  masks.set(key, mask);
  return mask;
}

/** Takes out of a mask what the filter does not let through. */
export function narrow(mask: Uint8Array, filter: Filter, picture: Picture): void {
  if (filter.kind === 'and') for (const each of filter.of) narrow(mask, each, picture);
  else if (filter.kind !== 'all') keepBoth(mask, maskOf(filter, picture));
}

function keepBoth(mask: Uint8Array, other: Uint8Array): void {
  const [to, from] = [fours(mask), fours(other)];
  for (let i = 0; i < to.length; i += 1) to[i] = (to[i] as number) & (from[i] as number);
}

/** Columns have room for a multiple of four datasets. */
const fours = ({ buffer, byteOffset, length }: Uint8Array) => new Int32Array(buffer, byteOffset, length / 4);

function makeMask(filter: Filter, picture: Picture): Uint8Array {
  const mask = new Uint8Array(picture.columns.size);
  switch (filter.kind) {
    case 'and': mask.fill(1); narrow(mask, filter, picture); break;
    case 'or': for (const each of filter.of) addAll(mask, maskOf(each, picture)); break;
    case 'not': { const those = maskOf(filter.of, picture); for (let doc = 0; doc < mask.length; doc += 1) mask[doc] = 1 - (those[doc] as number); break; }
    case 'eq': markSets(mask, filter.field, [filter.value], picture); break;
    case 'in': markSets(mask, filter.field, filter.values, picture); break;
    case 'exists': if (OWN.has(filter.field)) mask.fill(1); else markFilled(mask, filter.field, picture); break;
    case 'range': markBetween(mask, filter, picture); break;
    default: mask.fill(1);
  }
  return mask;
}

function addAll(mask: Uint8Array, other: Uint8Array): void {
  const [to, from] = [fours(mask), fours(other)];
  for (let i = 0; i < to.length; i += 1) to[i] = (to[i] as number) | (from[i] as number);
}

function columnOf(field: string, { columns, fields }: Picture): { id: number; sets: Int32Array } | null {
  const id = fields.get(field) ?? null;
  const sets = id === null ? undefined : columns.sets.get(id);
  return id === null || !sets ? null : { id, sets };
}

function markSets(mask: Uint8Array, field: string, values: readonly string[], picture: Picture): void {
  const column = columnOf(field, picture);
  if (!column) return;
  const wanted = picture.values.setsWith(column.id, values);
  for (let doc = 0; doc < mask.length; doc += 1) mask[doc] = wanted[column.sets[doc] as number] ?? 0;
}

function markFilled(mask: Uint8Array, field: string, picture: Picture): void {
  const column = columnOf(field, picture);
  if (column) for (let doc = 0; doc < mask.length; doc += 1) mask[doc] = column.sets[doc] === 0 ? 0 : 1;
}

function markBetween(mask: Uint8Array, range: Range, { columns }: Picture): void {
  const { from, to, fromOpen, toOpen } = range;
  if ([from, to].some((bound) => bound !== undefined && !isInstant(bound))) return;
  const column = range.field === 'changedAt' ? columns.changedAt : columns.createdAt;
  const least = from === undefined ? Number.NEGATIVE_INFINITY : microsOf(from) + (fromOpen ? 1 : 0);
  const most = to === undefined ? Number.POSITIVE_INFINITY : microsOf(to) - (toOpen ? 1 : 0);
  for (let doc = 0; doc < mask.length; doc += 1) mask[doc] = (column[doc] as number) >= least && (column[doc] as number) <= most ? 1 : 0;
}

/** PostgreSQL's number of an instant, to the microsecond; without a zone it is one of UTC, as sessions are. */
function microsOf(instant: string): number {
  const [, whole = '', fraction = '', zone = ''] = /^([^.Z+]*?)(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})?$/.exec(instant) ?? [];
  const seconds = Date.parse(whole.length === 10 ? `${whole}T00:00:00Z` : `${whole}${zone || 'Z'}`);
  return seconds * 1_000 + Math.round(Number(`0.${fraction || '0'}`) * 1_000_000) - EPOCH;
}
