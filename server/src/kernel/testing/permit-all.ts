import type { Decider } from '../decider.ts';

/** For tests of rooms below `access`: what the role permits is permitted for every resource. */
export const permitAll: Decider = { decide: async () => ({ allowed: true, reasons: [], columns: 'all', rows: null, policyVersion: 'test' }) };
