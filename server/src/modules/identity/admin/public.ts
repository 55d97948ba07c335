export { closeAccount } from './close-account.ts';
export { createAccount, type NewAccount } from './create-account.ts';
export { grantRole, revokeRole, type NewGrant } from './grant-role.ts';
export { invite } from './invite.ts';
export { listAccounts } from './list-accounts.ts';
export { reinstateAccount, suspendAccount } from './suspend-account.ts';
export type { Account } from './schemas.ts';
export { createServiceAccount } from './service-account.ts';
