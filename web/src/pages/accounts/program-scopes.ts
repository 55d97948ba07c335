/** What a program may be let do: reading a room, one operation of it, or keeping the accounts that a directory sends. */
export const programScopes: readonly string[] = [
  'catalog:read', 'plans:read', 'lake:read', 'linkage:read', 'linkage.start-run', 'linkage.decide-run', 'linkage.agree-contract', 'linkage.manage-sources', 'lake.withdraw-release', 'plans.set-due-date', 'scim',
];
