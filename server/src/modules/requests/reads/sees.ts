import type { Principal } from '#kernel/policy.ts';

/** How far somebody sees requests: those of their agencies, or all. */
export interface Sees { readonly whole: boolean; readonly agencies: readonly string[]; readonly drafts: boolean }

/** All of it: for rooms that count, and papers of the secretariat. */
export const seesAll: Sees = { whole: true, agencies: [], drafts: true };

/** As the persona of somebody reaches; drafts of others are shown to the secretariat only. */
export function seesOf(who: Principal): Sees {
  const whole = who.agencies.includes('*');
  return { whole, agencies: whole ? [] : who.agencies, drafts: whole && (who.roles.includes('secretariat') || who.roles.includes('operator')) };
}
