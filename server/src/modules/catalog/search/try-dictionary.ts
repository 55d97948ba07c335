import type { Tx } from '#kernel/db.ts';
import { dictionaryForm, makeDictionary, normalise } from '#kernel/thai-text/index.ts';
import { listDictionary } from './change-dictionary.ts';
import { listBuiltInTerms, readDictionary } from './dictionary.ts';
import { readQuery } from './read-query.ts';
import { searchRecords } from './search-records.ts';
import type { SearchHit, SearchResult } from './types.ts';

export interface TriedWord {
  /** The words that the search looks for, as the dictionary is and as it would be. */
  wordsBefore: string[]; wordsAfter: string[];
  /** Datasets that have every word, now; and with the change, when all were read again. */
  totalBefore: number; totalAfter: number;
  /** Of those that come in by the change, the first five. */
  added: { slug: string; titleTh: string; titleEn: string }[];
  /** Whether the change says anything about these words. */
  touches: boolean;
}

const MOST = 200;
const SHOWN = 5;
const MOST_NAMES = 12;

/**
 * What a query finds now, and would find if a word were added: with another name of it in its place, every dataset that has one of the names is found.
 *
 * @throws `catalog.query-too-long`.
 */
export async function tryDictionaryTerm(tx: Tx, { q, term, sameAs }: { q: string; term: string; sameAs?: string | undefined }): Promise<TriedWord> {
  const dictionary = await readDictionary(tx);
  const names = await namesOf(tx, term, sameAs);
  const before = await searchRecords(tx, { text: q, limit: MOST });
  const known = before.matched === 'all' ? before : null;
  const text = dictionaryForm(normalise(q));
  const said = [...names].sort((a, b) => b.length - a.length).find((name) => text.includes(name));
  const found = new Map<string, SearchHit>((known?.hits ?? []).map((hit) => [hit.id, hit]));
  const added: SearchHit[] = [];
  for (const variant of said === undefined ? [] : variantsOf(text, said, names)) {
    for (const hit of hitsOf(await searchRecords(tx, { text: variant, limit: MOST }))) if (!found.has(hit.id)) { found.set(hit.id, hit); added.push(hit); }
  }
  const after = makeDictionary([...await groupsNow(tx), names]);
  return {
    wordsBefore: readQuery(q, dictionary).must.map(plain), wordsAfter: readQuery(q, after).must.map(plain), totalBefore: known?.total ?? 0, totalAfter: (known?.total ?? 0) + added.length,
    added: added.slice(0, SHOWN).map(({ slug, highlights }) => ({ slug, titleTh: highlights.titleTh.text, titleEn: highlights.titleEn.text })), touches: said !== undefined,
  };
}

const hitsOf = ({ matched, hits }: SearchResult) => matched === 'all' ? hits : [];
/** A group goes by the name of its first, marked. */
const plain = (word: string) => word.replace(/^@/, '');
/** A single name is looked for as it stands, whole; of several each takes the place of the one that was typed. */
const variantsOf = (text: string, said: string, names: readonly string[]) => names.length === 1 ? [text.replace(said, `"${said}"`)] : names.filter((name) => name !== said).map((name) => text.replace(said, name));

/** Everything that would mean the same, the new word with it. */
async function namesOf(tx: Tx, term: string, sameAs: string | undefined): Promise<string[]> {
  const form = dictionaryForm(term);
  if (sameAs === undefined || dictionaryForm(sameAs) === form) return [form];
  const root = dictionaryForm(sameAs);
  const group = (await groupsNow(tx)).map((names) => names.map(dictionaryForm)).filter((names) => names.includes(root)).flat();
  return [...new Set([root, form, ...group])].slice(0, MOST_NAMES);
}

async function groupsNow(tx: Tx): Promise<readonly (readonly string[])[]> {
  const added = (await listDictionary(tx)).filter(({ id }) => id !== null);
  return [...listBuiltInTerms(), ...added.map(({ term, sameAs }) => sameAs === null ? [term] : [sameAs, term])];
}
