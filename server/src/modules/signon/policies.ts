import { definePolicies } from '#kernel/policy.ts';

/** Of the provider and its clients; each other folder names its own. */
export const policies = definePolicies('signon', {});
