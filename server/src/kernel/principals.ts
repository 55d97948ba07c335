import type { Principal } from './policy.ts';

const nobody = {
  accountId: null, personId: null, persona: '', personaTh: '', personaEn: '', powers: [], scopes: null, sessionId: null, tokenId: null,
  phishingResistant: false, ial: 0, authenticatedAt: null,
} as const;

/** Whoever has not signed in. */
export const visitor: Principal = { ...nobody, kind: 'visitor', name: 'visitor', role: 'visitor', roles: ['visitor'], agencies: [], aal: 0, bestAal: 0 };

/** Sweeps and consumers act as the house itself. */
export const theHouse: Principal = { ...nobody, kind: 'house', name: 'saphan', role: 'operator', roles: ['operator'], agencies: ['*'], aal: 3, bestAal: 3 };
