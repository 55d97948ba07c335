import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Tx } from '#kernel/db.ts';
import { makeDictionary, type Dictionary } from '#kernel/thai-text/index.ts';
import { listDictionaryTerms } from './dictionary.sql.gen.ts';

const FRESH_MS = 5_000;
const file = new URL('../../../../../definitions/search-dictionary.yaml', import.meta.url);
const agenciesFile = new URL('../../../../../definitions/agencies.yaml', import.meta.url);

interface Agency { abbrTh: string; abbrEn: string; nameTh: string; nameEn: string }
let builtIn: readonly (readonly string[])[] | undefined;
let kept: { dictionary: Dictionary; terms: string; readAt: number } | undefined;

/** Groups of terms that mean the same, from the definitions: agencies, provinces, crops, abbreviations. The first of a group names the rest. */
export function listBuiltInTerms(): readonly (readonly string[])[] {
  if (builtIn) return builtIn;
  const { agencies } = parse(readFileSync(agenciesFile, 'utf8')) as { agencies: Agency[] };
  const groups = parse(readFileSync(file, 'utf8')) as Record<string, string[][]>;
  return builtIn = [...agencies.map(({ nameTh, abbrTh, abbrEn, nameEn }) => [nameTh, abbrTh, abbrEn, nameEn]), ...Object.values(groups).flat()];
}

/** The dictionary with what people added; what another process adds is seen within five seconds. */
export async function readDictionary(tx: Tx): Promise<Dictionary> {
  if (kept && Date.now() - kept.readAt < FRESH_MS) return kept.dictionary;
  return readDictionaryNow(tx);
}

/** The same without waiting: for whoever enters datasets into the index. */
export async function readDictionaryNow(tx: Tx): Promise<Dictionary> {
  const added = await listDictionaryTerms(tx, {});
  const terms = JSON.stringify(added.map(({ term, same_as }) => [term, same_as]));
  const dictionary = kept?.terms === terms ? kept.dictionary : makeDictionary([...listBuiltInTerms(), ...added.map(({ term, same_as }) => same_as === null ? [term] : [same_as, term])]);
  kept = { dictionary, terms, readAt: Date.now() };
  return dictionary;
}
