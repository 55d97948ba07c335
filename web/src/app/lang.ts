import type { Lang } from '@saphan/contracts/dates';
import { createContext, useContext } from 'react';
import { en } from '../messages/en/index.ts';
import { th, type Messages } from '../messages/th/index.ts';

export type { Lang } from '@saphan/contracts/dates';

export const langs: readonly Lang[] = ['th', 'en'];
const messagesOf: Record<Lang, Messages> = { th, en };

/** React Aria's locale: `th-TH` brings the Buddhist calendar to date fields. */
export const localeOf: Record<Lang, string> = { th: 'th-TH', en: 'en-GB' };

export const LangContext = createContext<Lang>('th');

export function isLang(text: string | undefined): text is Lang {
  return text === 'th' || text === 'en';
}

/** The language of the address (`/th/…`, `/en/…`). */
export function useLang(): Lang {
  return useContext(LangContext);
}

/** Every sentence of the pages in the language of the address. */
export function useMessages(): Messages {
  return messagesOf[useLang()];
}

/** Messages outside components (page titles in route declarations). */
export function messagesFor(lang: string | undefined): Messages {
  return messagesOf[isLang(lang) ? lang : 'th'];
}

/** Picks a record's field in the language of the page: `say(agency, 'name')` reads `nameTh` or `nameEn`, Thai when English is empty. */
export function useSay(): <Key extends string>(record: { [K in `${Key}Th` | `${Key}En`]?: string | null }, key: Key) => string {
  const lang = useLang();
  return (record, key) => {
    const fields = record as Record<string, string | null | undefined>;
    return (lang === 'en' ? fields[`${key}En`] || fields[`${key}Th`] : fields[`${key}Th`]) ?? '';
  };
}

/** The same for notes and steps of the API, which carry `th` and `en`. */
export function useTell(): (said: { th: string; en: string }) => string {
  const lang = useLang();
  return (said) => said[lang] || said.th;
}
