import type { NewReceiver, Receiver, ReceiverChange } from '../../api/lineage-queries.ts';

/** A receiver as typed. */
export interface ReceiverDraft { name: string; url: string; header: string; value: string; mostLevel: number; fromStart: boolean; enabled: boolean }
export const emptyReceiver: ReceiverDraft = { name: '', url: '', header: '', value: '', mostLevel: 1, fromStart: false, enabled: true };

export const draftOf = (receiver: Receiver): ReceiverDraft => ({ name: receiver.name, url: receiver.url, header: receiver.headerName ?? '', value: '', mostLevel: receiver.mostLevel, fromStart: false, enabled: receiver.enabled });

/** Whether the secret is needed anew: there is none yet, or it would go elsewhere. */
export function needsValue(draft: ReceiverDraft, before: Receiver | null): boolean {
  if (draft.header.trim() === '') return false;
  return !before || before.headerName !== draft.header.trim() || !URL.canParse(draft.url.trim()) || new URL(before.url).origin !== new URL(draft.url.trim()).origin;
}

/** What keeps a draft from being sent. */
export function faultsOf(draft: ReceiverDraft, before: Receiver | null): ('name' | 'url' | 'header' | 'value')[] {
  const right = {
    name: draft.name.trim() !== '', url: /^https?:\/\/[^\s]+$/.test(draft.url.trim()) && URL.canParse(draft.url.trim()),
    header: /^[A-Za-z0-9-]{0,100}$/.test(draft.header.trim()), value: draft.value !== '' || !needsValue(draft, before),
  };
  return (['name', 'url', 'header', 'value'] as const).filter((part) => !right[part]);
}

export function toNew(draft: ReceiverDraft): NewReceiver {
  const header = draft.header.trim();
  return { name: draft.name.trim(), url: draft.url.trim(), mostLevel: draft.mostLevel, fromStart: draft.fromStart, ...(header !== '' && { headerName: header, headerValue: draft.value }) };
}

export function toChange(draft: ReceiverDraft): ReceiverChange {
  const header = draft.header.trim();
  return { name: draft.name.trim(), url: draft.url.trim(), mostLevel: draft.mostLevel, enabled: draft.enabled, headerName: header === '' ? null : header, ...(header !== '' && draft.value !== '' && { headerValue: draft.value }) };
}
