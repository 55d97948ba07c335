import type { Principal } from '#kernel/policy.ts';

/** The agencies whose forms somebody sees; null is every one. */
export const agenciesOf = ({ agencies }: Pick<Principal, 'agencies'>): readonly string[] | null => (agencies.includes('*') ? null : agencies);

export const reaches = ({ agencies }: Pick<Principal, 'agencies'>, agencyId: string): boolean => agencies.includes('*') || agencies.includes(agencyId);
