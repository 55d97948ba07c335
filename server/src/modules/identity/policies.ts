import { definePolicies } from '#kernel/policy.ts';

/** Of the ways in; each other folder names its own. */
export const policies = definePolicies('identity', {});
