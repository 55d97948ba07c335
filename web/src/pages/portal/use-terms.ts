import { useQuery } from '@tanstack/react-query';
import { catalogueWordsQuery, publicAgenciesQuery } from '../../api/portal-queries.ts';
import { useLang, useMessages } from '../../app/lang.ts';

/** How a value of a field is called: agencies by name, codes by the words of the standard, all else as it is. A code is not shown while its word is on the way. */
export function useTerms(): (field: string, value: string) => string {
  const lang = useLang();
  const { fresh } = useMessages().portal.search;
  const { data: words } = useQuery(catalogueWordsQuery());
  const { data: agencies } = useQuery(publicAgenciesQuery());
  return (field, value) => {
    if (field === 'organization') {
      const agency = agencies?.items.find(({ id }) => id === value);
      return (lang === 'en' ? agency?.nameEn : agency?.nameTh) ?? (agencies ? value : '…');
    }
    if (field === 'freshness') return fresh[value] ?? value;
    if (!words) return '…';
    const vocabulary = words.fields.find(({ key }) => key === field)?.vocabulary;
    return (vocabulary && words.vocabularies[vocabulary]?.find(({ code }) => code === value)?.[lang]) || value;
  };
}
