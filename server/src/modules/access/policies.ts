import { definePolicies } from '#kernel/policy.ts';

export const policies = definePolicies('access', {});
