import type { Contract } from '@saphan/contracts/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { draftQuery } from '../../api/link-queries.ts';
import { useDesk, type Desk } from './desk.ts';
import { adoptDataset, mergeDraft } from './merge-draft.ts';

/**
 * The draft of the file as it is read now. When the reading or the dataset changes, the contract of the work is made anew from it,
 * keeping what a person has edited.
 */
export function useDraft() {
  const desk = useDesk();
  const { rawId, work, change } = desk;
  const query = useQuery({ ...draftQuery(rawId ?? 0, work.overrides), enabled: rawId !== null });
  const { data, isPlaceholderData } = query;
  const madeFor = `${desk.slug ?? ''} ${JSON.stringify(work.overrides)}`;
  useEffect(() => {
    if (data && !isPlaceholderData && work.madeFor !== madeFor) change({ contract: contractFor(data.contract, desk), madeFor });
  }, [data, isPlaceholderData, madeFor, work.madeFor, change, desk]);
  return query;
}

function contractFor(draft: Contract, { work, basis, slug }: Desk): Contract {
  const merged = mergeDraft(draft, work.contract, work.leftOut);
  if (basis) return adoptDataset(merged, basis.dataset, basis.contract);
  const wasOfDataset = work.madeFor !== null && !work.madeFor.startsWith(' ');
  return slug === null && wasOfDataset ? { ...merged, dataset: draft.dataset, titleTh: draft.titleTh, titleEn: draft.titleEn } : merged;
}
