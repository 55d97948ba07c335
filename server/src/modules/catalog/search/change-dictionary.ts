import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { dictionaryForm } from '#kernel/thai-text/index.ts';
import { deleteDictionaryTerm, insertDictionaryTerm, isOtherTerm, listDictionaryTerms, updateDictionaryTerm, type ListDictionaryTermsRow } from './dictionary.sql.gen.ts';
import { listBuiltInTerms } from './dictionary.ts';
import { problem } from './errors.ts';
import { renewDictionary } from './index-records.sql.gen.ts';

export interface DictionaryTerm { id: number | null; term: string; sameAs: string | null; addedBy: string | null; addedAt: string | null }

/** Words of the definitions, which have no number, and those that people added. */
export async function listDictionary(tx: Tx): Promise<DictionaryTerm[]> {
  const builtIn = listBuiltInTerms().flatMap((group) => group.map((term, i) => ({ id: null, term, sameAs: i === 0 ? null : group[0] as string, addedBy: null, addedAt: null })));
  return [...(await listDictionaryTerms(tx, {})).map(termOf), ...builtIn];
}

/**
 * Adds a word that must be found whole, maybe as another name of one. All datasets are read again with it by the next sweep.
 *
 * @throws `catalog.dictionary-term-taken`, `catalog.dictionary-term-refused`.
 */
export async function addDictionaryTerm(tx: Tx, actor: Actor, given: { term: string; sameAs?: string }): Promise<DictionaryTerm> {
  const { form, sameAs } = formsOf(given);
  const row = isBuiltIn(form) ? null : await insertDictionaryTerm(tx, { term: form, same_as: sameAs, added_by: actor.name });
  if (!row) throw problem('dictionary-term-taken', { term: form });
  await renewDictionary(tx, {});
  await audit(tx, actor, 'catalog.dictionary-term-added', `dictionary-term:${row.id}`, { term: form, sameAs });
  return termOf(row);
}

/** Another spelling of a word that people added, or another name that it means. @throws `catalog.dictionary-term-unknown`, `…-taken`, `…-refused`. */
export async function changeDictionaryTerm(tx: Tx, actor: Actor, id: number, given: { term: string; sameAs?: string }): Promise<DictionaryTerm> {
  const { form, sameAs } = formsOf(given);
  if (isBuiltIn(form) || (await isOtherTerm(tx, { id, term: form })).taken) throw problem('dictionary-term-taken', { term: form });
  const row = await updateDictionaryTerm(tx, { id, term: form, same_as: sameAs });
  if (!row) throw problem('dictionary-term-unknown', { id });
  await renewDictionary(tx, {});
  await audit(tx, actor, 'catalog.dictionary-term-changed', `dictionary-term:${id}`, { term: form, sameAs });
  return termOf(row);
}

/** As the dictionary compares them. @throws `catalog.dictionary-term-refused`. */
function formsOf(given: { term: string; sameAs?: string }): { form: string; sameAs: string | null } {
  const form = dictionaryForm(given.term);
  const sameAs = given.sameAs === undefined ? null : dictionaryForm(given.sameAs);
  if (!isTerm(form) || (sameAs !== null && (!isTerm(sameAs) || sameAs === form))) throw problem('dictionary-term-refused', { term: given.term });
  return { form, sameAs };
}

const isBuiltIn = (form: string) => listBuiltInTerms().some((group) => group.some((term) => dictionaryForm(term) === form));

/** Takes out a word that people added. @throws `catalog.dictionary-term-unknown`. */
export async function removeDictionaryTerm(tx: Tx, actor: Actor, id: number): Promise<void> {
  const gone = await deleteDictionaryTerm(tx, { id });
  if (!gone) throw problem('dictionary-term-unknown', { id });
  await renewDictionary(tx, {});
  await audit(tx, actor, 'catalog.dictionary-term-removed', `dictionary-term:${id}`, { term: gone.term });
}

const isTerm = (form: string) => form.length >= 2 && form.length <= 100 && /^[\p{L}\p{M}\p{N} -]+$/u.test(form);

const termOf = (row: ListDictionaryTermsRow): DictionaryTerm => ({ id: row.id, term: row.term, sameAs: row.same_as, addedBy: row.added_by, addedAt: row.added_at });
