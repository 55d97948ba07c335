import type { Tx } from '#kernel/db.ts';
import { grams } from '#kernel/thai-text/index.ts';
import { ensureFields, ensureSets, ensureTerms, ensureValues, listSets, listTerms, listValues } from './index-records.sql.gen.ts';
import type { SearchDoc } from './types.ts';

/** Longer words are found whole or not at all. */
const LONGEST_GUESSED = 40;
/** Has nearly as many sets of values as there are datasets: its values are counted one by one. */
const WIDE = 'tags';

/** Numbers of words, new ones entered first. */
export async function numberTerms(tx: Tx, terms: readonly string[]): Promise<Map<string, number>> {
  const known = new Map((await listTerms(tx, { terms: [...terms] })).map(({ term, id }) => [term, id]));
  const unknown = terms.filter((term) => !known.has(term));
  if (unknown.length === 0) return known;
  await ensureTerms(tx, { terms: unknown.map((term) => ({ term, grams: isGuessable(term) ? grams(term) : [] })) });
  for (const { term, id } of await listTerms(tx, { terms: unknown })) known.set(term, id);
  return known;
}

/** Words that a misspelt or half-written one may stand for: letters only, no names of groups, no words of titles. */
const isGuessable = (term: string) => term.length >= 3 && term.length <= LONGEST_GUESSED && /^[\p{L}\p{M}]+$/u.test(term);

export interface NumberedFacets {
  /** Which set of values the dataset has, by the number of the field, which counts from 1. */
  sets: (number | null)[];
  wide: number[];
}

/** Sets of values as numbers, in the order of the datasets; new fields, values and sets are entered. */
export async function numberFacets(tx: Tx, docs: readonly SearchDoc[]): Promise<NumberedFacets[]> {
  const given = docs.map((doc) => Object.entries(doc.facets).filter(([, values]) => values.length > 0).map(([name, values]) => ({ name, values: [...new Set(values)] })));
  const pairs = [...new Map(given.flat().flatMap(({ name, values }) => values.map((value) => [`${name}\n${value}`, { name, value }] as const))).values()];
  const [names, vals] = [pairs.map(({ name }) => name), pairs.map(({ value }) => value)];
  await ensureFields(tx, { names });
  await ensureValues(tx, { names, vals });
  const numbers = new Map((await listValues(tx, { names, vals })).map((row) => [`${row.name}\n${row.value}`, row]));
  const numbered = given.map((fields) => fields.map(({ name, values }) => {
    const rows = values.map((value) => numbers.get(`${name}\n${value}`) as { field_id: number; id: number });
    const ids = rows.map(({ id }) => id).sort((a, b) => a - b);
    return { name, field: (rows[0] as { field_id: number }).field_id, ids, key: `{${ids.join(',')}}` };
  }));
  const sets = await numberSets(tx, numbered.flat());
  return numbered.map((fields) => {
    const found: NumberedFacets = { sets: [], wide: [] };
    for (const { name, field, ids, key } of fields) {
      found.sets[field - 1] = sets.get(`${field} ${key}`) as number;
      if (name === WIDE) found.wide = ids;
    }
    return { ...found, sets: Array.from(found.sets, (set) => set ?? null) };
  });
}

async function numberSets(tx: Tx, wanted: readonly { field: number; key: string }[]): Promise<Map<string, number>> {
  const distinct = [...new Map(wanted.map((each) => [`${each.field} ${each.key}`, each])).values()];
  const asked = { field_ids: distinct.map(({ field }) => field), value_ids: distinct.map(({ key }) => key) };
  await ensureSets(tx, asked);
  return new Map((await listSets(tx, asked)).map(({ field_id, value_ids, id }) => [`${field_id} ${value_ids}`, id]));
}
