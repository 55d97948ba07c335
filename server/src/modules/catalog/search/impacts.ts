import { normalise, tokenise, type Dictionary } from '#kernel/thai-text/index.ts';
import type { SearchDoc } from './types.ts';

/** BM25F: a word in a title says four times as much as one in the description. Weights of anchors/catalog §7.2, as the Thai catalogue has them. */
const WEIGHTS = { title: 4, tags: 3, agency: 2, description: 1, columns: 1 };
const K1 = 1.2;
const B = 0.75;
/** Words of an ordinary record. Fixed, so that entering one dataset never changes what another says. */
const USUAL_LENGTH = 150;
/** Names of groups, whole runs and phrases stand beside their own words: they count a little. */
const BESIDE = 0.5;
const MOST_DESCRIPTION = 20_000;
const MOST_COLUMNS = 20_000;
export const IMPACT_UNIT = 1_000;

/** A word of a title, for those who ask for words of titles only. No word has a colon. */
export const titleTerm = (term: string): string => `t:${term}`;

export interface Entry {
  /** Impact by term, times 1,000, at most 2,200. */
  impacts: Map<string, number>;
  titleBody: string;
  body: string;
}

/** What a dataset is entered under, and how strongly. */
export function readImpacts(doc: SearchDoc, dictionary: Dictionary): Entry {
  const fields: [keyof typeof WEIGHTS, string][] = [
    ['title', normalise(`${doc.titleTh} \n ${doc.titleEn}`)], ['tags', normalise(doc.tags.join(' \n '))], ['agency', normalise(doc.agencyNames.join(' \n '))],
    ['description', normalise(doc.description.slice(0, MOST_DESCRIPTION))], ['columns', normalise(doc.columns.join(' \n ').slice(0, MOST_COLUMNS))],
  ];
  const counts = new Map<string, number>();
  const inTitle = new Set<string>();
  let length = 0;
  for (const [field, text] of fields) {
    for (const { term, kind } of tokenise(text, dictionary)) {
      if (term.length > 100) continue;
      if (kind === 'word') length += 1;
      counts.set(term, (counts.get(term) ?? 0) + WEIGHTS[field] * (kind === 'word' ? 1 : BESIDE));
      if (field === 'title') inTitle.add(term);
    }
  }
  const impacts = new Map([...counts].map(([term, count]) => [term, impactOf(count, length)]));
  for (const term of inTitle) impacts.set(titleTerm(term), impactOf(WEIGHTS.title, length));
  return { impacts, titleBody: fields[0]?.[1] as string, body: fields.map(([, text]) => text).join(' \n ') };
}

const impactOf = (count: number, length: number): number => Math.round(IMPACT_UNIT * (count * (K1 + 1)) / (count + K1 * (1 - B + B * (length / USUAL_LENGTH))));

/** A title as it is compared with what somebody typed: without spaces. */
export const titleKey = (title: string): string => normalise(title).replace(/\s+/g, '');
