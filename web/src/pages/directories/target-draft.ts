import type { Body } from '../../api/shape.ts';

/** A system that shall hear of accounts, as typed. */
export interface TargetDraft { name: string; url: string; token: string; agencyId: string }
export const emptyTarget: TargetDraft = { name: '', url: '', token: '', agencyId: '' };

const checks: Record<'name' | 'url' | 'token', (draft: TargetDraft) => boolean> = {
  name: ({ name }) => name.trim() !== '',
  url: ({ url }) => /^https?:\/\/[^/?#@\s]+(\/[^?#\s]*)?$/.test(url.trim()),
  token: ({ token }) => /^[\x21-\x7e]+$/.test(token.trim()),
};

/** What keeps a draft from being sent. */
export const faultsOf = (draft: TargetDraft) => (['name', 'url', 'token'] as const).filter((name) => !checks[name](draft));

/** What is asked of the API; without an agency it is the whole ministry. */
export const targetOf = (draft: TargetDraft): Body<'createScimTarget'> => ({ name: draft.name.trim(), url: draft.url.trim(), token: draft.token.trim(), ...(draft.agencyId !== '' && { agencyId: draft.agencyId }) });
