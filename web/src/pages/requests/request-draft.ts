import type { NewRequest, RequestPage } from '../../api/request-queries.ts';

/** A request being written; nothing is `''`. */
export interface RequestDraft {
  requesterId: string; providerId: string; dataset: string; datasetWords: string; purpose: string; legalBases: readonly string[]; ownLaw: string; columns: readonly string[]; fieldWords: string;
  frequency: string; wantedOn: string; retention: string; contact: string;
}

/** A new one. @param dataset short name from the address. */
export const emptyDraft = (requesterId: string, dataset = ''): RequestDraft => ({
  requesterId, providerId: '', dataset, datasetWords: '', purpose: '', legalBases: [], ownLaw: '', columns: [], fieldWords: '', frequency: '', wantedOn: '', retention: '', contact: '',
});

/** One that is there, as it stands. */
export const draftOf = (page: RequestPage): RequestDraft => ({
  requesterId: page.requester.id, providerId: page.provider?.id ?? '', dataset: page.dataset?.slug ?? '', datasetWords: page.datasetWords ?? '', purpose: page.purpose, legalBases: page.legalBases, ownLaw: page.ownLaw ?? '',
  columns: page.columns.map(({ name }) => name), fieldWords: page.fieldWords ?? '', frequency: page.frequency ?? '', wantedOn: page.wantedOn ?? '', retention: page.retention ?? '', contact: page.contact ?? '',
});

/** As the API takes it; whose a dataset is, is known. */
export function sayingOf(draft: RequestDraft): Omit<NewRequest, 'requesterId'> {
  return {
    dataset: draft.dataset || null, providerId: draft.dataset ? null : draft.providerId || null, datasetWords: draft.dataset ? null : draft.datasetWords.trim() || null, purpose: draft.purpose.trim(),
    legalBases: [...draft.legalBases], ownLaw: draft.ownLaw.trim() || null, columns: [...draft.columns], fieldWords: draft.fieldWords.trim() || null, frequency: draft.frequency || null, wantedOn: draft.wantedOn || null,
    retention: draft.retention.trim() || null, contact: draft.contact.trim() || null,
  };
}

/** The list with a value put in or taken out. */
export const toggled = (list: readonly string[], value: string): string[] => (list.includes(value) ? list.filter((each) => each !== value) : [...list, value]);
