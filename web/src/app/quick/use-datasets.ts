import { useQuery } from '@tanstack/react-query';
import { agenciesQuery, datasetsQuery } from '../../api/queries.ts';
import type { DatasetCard } from '../../api/types.ts';
import { answers, widen, type Question } from './question.ts';

/** How many datasets the list shows; the catalogue page shows all. */
export const mostDatasets = 6;
/** How many the wider question may bring, of which the ones with every word are kept. */
const wide = 100;

export interface FoundDatasets { cards: DatasetCard[]; more: boolean; isBusy: boolean; error: Error | null; retry: () => void }

/** Datasets whose title or name holds the phrase; when none does, those that hold all its words, with the agency counting as words. */
export function useDatasets(question: Question): FoundDatasets {
  const asks = question.text !== '';
  const phrase = useQuery({ ...datasetsQuery({ q: question.text, limit: mostDatasets + 1 }), placeholderData: undefined, enabled: asks });
  const agencies = useQuery(agenciesQuery());
  const misses = asks && phrase.data?.items.length === 0;
  const loose = useQuery({ ...datasetsQuery({ ...widen(question, agencies.data?.items ?? []), limit: wide }), placeholderData: undefined, enabled: misses && agencies.data !== undefined });
  const found = misses ? (loose.data?.items ?? []).filter((card) => answers(question, textsOf(card))) : phrase.data?.items ?? [];
  return {
    cards: asks ? found.slice(0, mostDatasets) : [], more: asks && !misses && found.length > mostDatasets,
    isBusy: phrase.isLoading || loose.isLoading, error: phrase.error ?? loose.error, retry: () => void (phrase.isError ? phrase : loose).refetch(),
  };
}

function textsOf({ slug, titleTh, titleEn, agency }: DatasetCard): string[] {
  return [slug, titleTh, titleEn, agency.id, agency.abbrTh, agency.abbrTh.replaceAll('.', ''), agency.abbrEn, agency.nameTh, agency.nameEn];
}
