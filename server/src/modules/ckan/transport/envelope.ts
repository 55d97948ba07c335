import type { Problem } from '#kernel/problem.ts';
import type { RefusalForm } from '#kernel/route.ts';

/** What a refusal is in CKAN's words: its status, and the error of the envelope or, for what never was a call, a bare sentence. */
export interface Refused { status: number; error: Record<string, unknown> | string }

const QUERY_CODES = new Set(['ckan.query-refused', 'catalog.query-too-long', 'catalog.filter-refused']);
const VALUE_CODES = new Set(['lake.filter-refused', 'lake.sort-refused', 'ckan.sql-refused', 'ckan.query-too-long', 'lake.interrupted']);

/** A problem as `ckan/views/api.py` tells it; the sentences are ours, in Thai and English. */
export function refusedAs(problem: Problem): Refused {
  const { code, status, entry, fields } = problem;
  const said = [entry.th, fields.detailTh, entry.en, fields.detailEn === fields.detailTh ? undefined : fields.detailEn].filter(Boolean).join(' · ');
  if (code === 'ckan.request-refused') return { status: 400, error: `Bad request - ${fields.detailEn ?? entry.en}` };
  if (status === 413) return { status: 413, error: said };
  if (QUERY_CODES.has(code)) return { status: 400, error: { __type: 'Search Query Error', message: `Search Query is invalid: ${said}`, ...places(problem) } };
  if (code === 'ckan.search-refused') return { status: 409, error: { __type: 'Search Error', message: said } };
  if (status === 401 || status === 403) return { status: 403, error: { __type: 'Authorization Error', message: `Access denied: ${said}` } };
  if (status === 404 || status === 410) return { status: 404, error: { __type: 'Not Found Error', message: `Not found: ${said}` } };
  if (status === 429 || status === 503) return { status, error: { __type: 'Internal Server Error', message: said } };
  if (status >= 500) return { status: 500, error: { __type: 'Internal Server Error', message: 'Internal Server Error' } };
  return { status: 409, error: { ...byField(problem, said), __type: 'Validation Error' } };
}

/** Sentences by field, as clients show them beside a form; what names no field is the message. */
function byField({ code, fields }: Problem, said: string): Record<string, unknown> {
  if (fields['byField']) return fields['byField'] as Record<string, unknown>;
  if (VALUE_CODES.has(code)) return { message: said, info: { orig: [fields.detailEn ?? said] } };
  const sentences: Record<string, string[]> = {};
  for (const { pointer, th, en } of fields.errors ?? []) (sentences[fieldOf(pointer)] ??= []).push(th === en ? th : `${th} · ${en}`);
  return Object.keys(sentences).length > 0 ? sentences : { message: said };
}

/** Fields of a record → fields of CKAN, where they are called otherwise. */
const NAMES = new Map([['titleTh', 'title'], ['titleEn', 'title_en'], ['descriptionTh', 'notes'], ['descriptionEn', 'notes_en'], ['nameTh', 'name'], ['nameEn', 'name_en'], ['slug', 'name'], ['agencyId', 'owner_org']]);
const fieldOf = (pointer = 'message'): string => {
  const parts = pointer.split('/').filter((part) => part !== '' && part !== 'metadata' && part !== 'body');
  return NAMES.get(parts[0] ?? '') ?? parts[0] ?? 'message';
};

const places = ({ fields }: Problem) => fields['position'] === undefined ? {} : { position: fields['position'] };

/** Refusals before an action is known, e.g. of a token that counts no more; `code` is ours, so that one refusal has one name in every form. */
export const ckanRefusal: RefusalForm = (refused) => {
  const { status, error } = refusedAs(refused);
  return { status, type: 'application/json;charset=utf-8', body: typeof error === 'string' ? error : { help: null, success: false, code: refused.code, error } };
};
