import { normalise } from './normalise.ts';

/** Words that must be found whole, and which of them mean the same: names of agencies and provinces, crops, abbreviations. */
export interface Dictionary {
  /** The longest entry that begins at `at`, or null. */
  longestAt(text: string, at: number): { term: string; end: number } | null;
  /** The one name of everything that means the same, `@…`; null when the term stands for itself alone or is not known. */
  sameAs(term: string): string | null;
  has(term: string): boolean;
  readonly size: number;
}

const HEAD = 2;
const SPACES = /\s+/g;

/** As dictionary terms and abbreviations are compared: without dots, single spaces. */
export const dictionaryForm = (term: string): string => normalise(term).replace(/\./g, '').replace(SPACES, ' ').trim();

/**
 * @param groups each a list of terms that mean the same, the first of them naming the rest; a list of one is a term alone.
 */
export function makeDictionary(groups: Iterable<readonly string[]>): Dictionary {
  const terms = new Map<string, string | null>();
  const lengths = new Map<string, Set<number>>();
  for (const group of groups) {
    const forms = [...new Set(group.map(dictionaryForm))].filter((form) => form.length >= HEAD);
    for (const form of forms) {
      const name = forms.length > 1 ? `@${forms[0]}` : null;
      terms.set(form, terms.get(form) ?? name);
      const head = form.slice(0, HEAD);
      lengths.set(head, (lengths.get(head) ?? new Set()).add(form.length));
    }
  }
  const descending = new Map([...lengths].map(([head, found]) => [head, [...found].sort((a, b) => b - a)]));
  return {
    longestAt(text, at) {
      for (const length of descending.get(text.slice(at, at + HEAD)) ?? []) {
        const term = text.slice(at, at + length);
        if (term.length === length && terms.has(term)) return { term, end: at + length };
      }
      return null;
    },
    sameAs: (term) => terms.get(term) ?? null,
    has: (term) => terms.has(term),
    size: terms.size,
  };
}

export const emptyDictionary: Dictionary = makeDictionary([]);
