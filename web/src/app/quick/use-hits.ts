import { useMemo } from 'react';
import { stateGlyph } from '../../ui/state-mark.ts';
import { useMessages, useSay } from '../lang.ts';
import type { Hit, HitGroup } from './hit.ts';
import { hitKinds, readQuestion } from './question.ts';
import { useDatasets, type FoundDatasets } from './use-datasets.ts';
import { useAgencies, usePages } from './use-places.ts';
import { useContracts, useRuns } from './use-work.ts';

export interface Hits { groups: HitGroup[]; isBusy: boolean; error: Error | null; retry: () => void }

/** Everything that answers what was typed, by kind; a kind that was named comes first. */
export function useHits(typed: string): Hits {
  const question = useMemo(() => readQuestion(typed), [typed]);
  const datasets = useDatasets(question);
  const found = {
    page: usePages(question, typed), agency: useAgencies(question), dataset: useDatasetHits(datasets, question.text),
    run: useRuns(question, datasets.cards), contract: useContracts(question, datasets.cards),
  };
  const order = question.kind === null ? hitKinds : [question.kind, ...hitKinds.filter((kind) => kind !== question.kind)];
  return { ...datasets, groups: order.map((kind) => ({ kind, hits: found[kind] })).filter(({ hits }) => hits.length > 0) };
}

function useDatasetHits({ cards, more }: FoundDatasets, text: string): Hit[] {
  const words = useMessages();
  const say = useSay();
  const hits = cards.map((card): Hit => ({
    id: `dataset-${card.slug}`, to: `/datasets/${card.slug}`, title: say(card, 'title'),
    note: `${say(card.agency, 'name')} · ${words.states.long[card.state]}`, sign: { glyph: stateGlyph[card.state] },
  }));
  return more ? [...hits, { id: 'dataset-all', to: '/datasets', search: { q: text }, title: words.quick.allDatasets({ text }), sign: { icon: 'search' } }] : hits;
}
