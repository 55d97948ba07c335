import type { CatalogueRecord } from '@saphan/contracts/catalogue/record';
import type { Tx } from '#kernel/db.ts';
import { searchRecords } from '#modules/catalog/index.ts';
import { findRecords, selectVisible } from '../catalogue/find-records.ts';
import { refused } from '../errors.ts';
import { assertKnown, one, readBbox, readPage, readPeriod } from './query.ts';

type Query = Readonly<Record<string, unknown>>;
export const RECORD_PARAMETERS = ['q', 'bbox', 'bbox-crs', 'datetime', 'type', 'ids', 'externalIds', 'externalid', 'data_type', 'limit', 'offset', 'f'] as const;
const MOST_WORDS = 200;
/** A search by words that is narrowed by place or time looks at so many of the best. */
const MOST_FOUND = 1000;

export interface RecordsFound { records: CatalogueRecord[]; matched: number; limit: number; offset: number }

/**
 * One page of records (OGC API Records part 1, §8: `q`, `bbox`, `datetime`, `type`, `ids`, `externalIds`, `limit`).
 *
 * @throws `interop.query-refused` naming the parameter.
 */
export async function recordItems(tx: Tx, query: Query): Promise<RecordsFound> {
  assertKnown(query, RECORD_PARAMETERS);
  const { limit, offset } = readPage(query);
  const [bbox, period] = [readBbox(query), readPeriod(query)];
  const types = list(query, 'type');
  const [ids, external] = [list(query, 'ids'), (list(query, 'externalIds') ?? list(query, 'externalid'))?.map(unqualified) ?? null];
  const narrowed = [bbox, period, ids, external, one(query, 'data_type')].some((each) => each !== null && each !== undefined);
  // Every record is a dataset.
  if (types && !types.includes('dataset')) return { records: [], matched: 0, limit, offset };
  const found = await words(tx, query, narrowed ? { limit: MOST_FOUND, offset: 0 } : { limit, offset });
  if (found && !narrowed) {
    const { records } = await findRecords(tx, { found: found.ids, limit, offset: 0 });
    return { records, matched: found.total, limit, offset };
  }
  const page = await findRecords(tx, {
    found: found?.ids ?? null, ids, external, types: list(query, 'data_type'), bbox, since: period?.from?.slice(0, 10) ?? null, until: period?.to?.slice(0, 10) ?? null, limit, offset,
  });
  return { records: page.records, matched: page.total, limit, offset };
}

export const selectRecordItem = (tx: Tx, id: string): Promise<CatalogueRecord> => selectVisible(tx, id);

/** Datasets by words: with spaces between all of them, with commas any (/req/record-core-query-parameters/q-definition). */
async function words(tx: Tx, query: Query, page: { limit: number; offset: number }): Promise<{ ids: number[]; total: number } | null> {
  const text = one(query, 'q')?.trim() ?? '';
  if (text === '') return null;
  if (text.length > MOST_WORDS) throw refused('q', `คำค้นยาวเกิน ${MOST_WORDS} ตัวอักษร`, `q is longer than ${MOST_WORDS} characters`);
  const any = text.split(',').map((part) => part.trim()).filter(Boolean);
  // One text also says what is best; every word must be there all the same.
  const { hits, total } = await searchRecords(tx, {
    ...any.length === 1 && { text }, filter: { kind: 'and', of: [{ kind: 'eq', field: 'state', value: 'published' }, { kind: 'or', of: any.map((part) => ({ kind: 'words', text: part })) }] }, ...page,
  });
  return { ids: hits.map(({ datasetId }) => datasetId), total };
}

/** Values with commas between; an empty list is one that nothing is in. */
function list(query: Query, name: string): string[] | null {
  const value = query[name];
  if (value === undefined) return null;
  return (Array.isArray(value) ? value : [value]).flatMap((each) => String(each).split(',')).map((each) => each.trim()).filter(Boolean).slice(0, 1000);
}

/** `uuid:0199…` or the value alone; an identifier of another scheme is none of ours. */
const unqualified = (text: string): string => { const at = text.lastIndexOf(':'); return at < 0 ? text : text.slice(0, at) === 'uuid' ? text.slice(at + 1) : ''; };
