import { defineModule, joinParts, type Module } from '#kernel/module.ts';
import type { IdentityPorts } from './ports.ts';
import { parts } from './routes.ts';

export { identityHoldings } from './agencies/follow-agencies.ts';
export { createDemoAccounts, hasDemoAccounts, type DemoAccount } from './welcome/demo-accounts.ts';
export { openFirstAdministrator } from './welcome/first-administrator.ts';
export { authenticate, type ResolveToken } from './principal.ts';
export { describeWho } from './session/read.ts';
export { whoSchema } from './schemas.ts';
export { acrOf, findLiveSession } from './session/find-live.ts';
export { endAllSessions, endSession, type EndReason } from './session/end.ts';
export { raiseAlarm, type AlarmKind } from './history/record.ts';
export { findApiToken } from './tokens/find-token.ts';
export { issueTokenBy, issueTokenTo, revokeApiToken } from './tokens/issue.ts';
export { subjectRef, SUBJECT_KEY_VERSION } from './subject-ref.ts';
export { compareNumber } from './identifiers/identifiers.ts';
export { readInstanceId } from './reads/instance.ts';
export { findPrincipal } from './reads/principal-of-account.ts';
export type { IdentityPorts, ServiceUse } from './ports.ts';
export type { Acr, LiveSession, TokenHolder } from './types.ts';
export * from './admin/public.ts';
export * from './upstream/public.ts';

/** Whose account this is, and how it is proved. */
export function identity(ports: IdentityPorts): Module {
  return defineModule({ name: 'identity', uses: ['organisations', 'ledger'], migrations: new URL('./migrations/', import.meta.url), ...joinParts(parts.map((part) => part(ports))) });
}
