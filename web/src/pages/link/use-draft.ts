import type { Contract } from '@saphan/contracts/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { draftQuery } from '../../api/link-queries.ts';
import { useDesk, type Desk } from './desk.ts';
import type { LinkWork } from './link-work.ts';
import { editedColumns, mergeDraft, nameAfter } from './merge-draft.ts';

/**
 * The draft of the file as it is read now. When the reading or the dataset changes, the contract of the work is made anew from it,
 * keeping what a person has decided.
 */
export function useDraft() {
  const desk = useDesk();
  const { rawId, work, change } = desk;
  const query = useQuery({ ...draftQuery(rawId ?? 0, work.overrides), enabled: rawId !== null });
  const { data, isPlaceholderData } = query;
  const madeFor = `${desk.slug ?? ''} ${JSON.stringify(work.overrides)}`;
  useEffect(() => {
    if (data && !isPlaceholderData && work.madeFor !== madeFor) change({ ...remade(data.contract, desk), madeFor });
  }, [data, isPlaceholderData, madeFor, work.madeFor, change, desk]);
  return query;
}

/** The work with its contract made anew: guesses are replaced, what a person decided stays. */
function remade(draft: Contract, { work, basis, slug }: Desk): Pick<LinkWork, 'contract' | 'drafted' | 'edits'> {
  const edits = editedColumns(work);
  const before = work.madeFor?.split(' ')[0] ?? null;
  const isOther = before !== null && before !== (slug ?? '');
  const terms = isOther || work.contract === null ? basis?.contract ?? (isOther ? null : work.contract) : work.contract;
  const known = [...(basis?.contract?.columns ?? []), ...edits];
  const merged = terms ? mergeDraft(draft, { ...terms, columns: known }, work.leftOut) : mergeDraft(draft, known.length > 0 ? { ...draft, columns: known } : null, work.leftOut);
  const contract = basis ? nameAfter(merged, basis.dataset) : merged;
  return { contract, drafted: contract.columns, edits };
}
