import type { Person } from '../../api/people-queries.ts';
import { useLang } from '../../app/lang.ts';

/** A person's name in the language of the page, Thai where no English one is known. */
export function usePersonName(): (person: Pick<Person, 'givenTh' | 'familyTh' | 'givenEn' | 'familyEn'>) => string {
  const lang = useLang();
  return (person) => (lang === 'en' && person.givenEn && person.familyEn ? `${person.givenEn} ${person.familyEn}` : `${person.givenTh} ${person.familyTh}`);
}
