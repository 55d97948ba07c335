import { useNavigate, useSearch } from '@tanstack/react-router';

/** The part of an address after `?`: plain text, lists repeat their name. The address is the state of a page. */
export type SearchText = Record<string, string | string[] | undefined>;

/** `?state=held&filter=a&filter=b` as an object; never guesses numbers or JSON. */
export function parseSearch(text: string): SearchText {
  const found: SearchText = {};
  const params = new URLSearchParams(text);
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name);
    found[name] = values.length > 1 ? values : values[0];
  }
  return found;
}

/** The reverse; empty values are left out, so that an address has one form. */
export function writeSearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each !== undefined && each !== null && each !== '') params.append(name, String(each));
  }
  return params.size > 0 ? `?${params}` : '';
}

/** One text of the search, or undefined. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Every text under one name. */
export function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : textOf(value) === undefined ? [] : [value as string];
}

/** One of the allowed words, else the first of them. */
export function oneOf<Word extends string>(value: unknown, words: readonly [Word, ...Word[]]): Word {
  return words.find((word) => word === value) ?? words[0];
}

/** The search of this page and a way to change part of it, going to a section when named; `replace` keeps the back button for pages, not for filters. */
export function usePageSearch(): [SearchText, (changes: SearchText, section?: string) => void] {
  const search = useSearch({ strict: false }) as SearchText;
  const navigate = useNavigate();
  const change = (changes: SearchText, section?: string) => void navigate({
    to: '.', search: ((before: SearchText) => ({ ...before, ...changes })) as never, replace: true, resetScroll: false, ...(section && { hash: section }),
  });
  return [search, change];
}
