import type { NewGrant } from '../../api/account-queries.ts';

export type GivenRole = NewGrant['role'];

/** For the whole ministry only; the others belong to an agency, or to the ministry where no agency is named. */
const ministryWide: readonly GivenRole[] = ['operator', 'secretariat', 'auditor'];
/** What an agency's administrator hands out. */
const ordinary: readonly GivenRole[] = ['steward', 'reader'];

/** Roles that somebody may offer; the server refuses the rest. @param whole whether the giver administers the ministry. */
export const rolesToGive = (whole: boolean): readonly GivenRole[] => (whole ? ['reader', 'steward', 'agency-admin', 'secretariat', 'auditor', 'operator'] : ordinary);

/** Whether a role takes an agency: never, if it must, or may stay empty for the whole ministry. */
export function placeOf(role: GivenRole, whole: boolean): 'none' | 'needed' | 'free' {
  if (ministryWide.includes(role)) return 'none';
  return role === 'agency-admin' || !whole ? 'needed' : 'free';
}

export interface GrantDraft { role: GivenRole; agencyId: string; until: string; documentNo: string }

/** The request of a draft. A last day lasts until its midnight in Bangkok. */
export function grantOf({ role, agencyId, until, documentNo }: GrantDraft, whole: boolean): NewGrant {
  return {
    role, ...(placeOf(role, whole) !== 'none' && agencyId && { agencyId }), ...(until && { until: `${until}T23:59:59+07:00` }), ...(documentNo.trim() && { documentNo: documentNo.trim() }),
  };
}
