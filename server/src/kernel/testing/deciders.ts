import type { Decider } from '../decider.ts';

/** For tests of a room below the policies: what the role permits is permitted for every resource. */
export const allowAll: Decider = {
  decide: async () => ({ allowed: true, reasons: [], columns: 'all', rows: null, policyVersion: 'none' }),
};

/** Its opposite: what the role permits is refused for every resource. */
export const denyAll: Decider = { decide: async () => ({ allowed: false, reasons: [], policyVersion: 'none' }) };
