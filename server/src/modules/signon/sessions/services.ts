import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { deleteArtifactsBetween } from '../provider/artifact.sql.gen.ts';
import { wakeLogoutSender } from './service-sessions.sql.gen.ts';
import { endServiceSessionsOf, listConsents, listLiveClients, listServiceSessions as selectServiceSessions } from './services.sql.gen.ts';

/** A service somebody is, or within a day was, signed in to, and whether it was told of the end. */
export interface ServiceSession { sessionId: string; clientId: string; nameTh: string; nameEn: string; startedAt: string; seenAt: string; endedAt: string | null; toldAt: string | null; toldStatus: number | null }

/** Where an account is signed in. */
export async function listServiceSessions(tx: Tx, accountId: string): Promise<ServiceSession[]> {
  const rows = await selectServiceSessions(tx, { account_id: accountId });
  return rows.map((row) => ({
    sessionId: row.session_id, clientId: row.client_id, nameTh: row.name_th, nameEn: row.name_en, startedAt: row.started_at, seenAt: row.seen_at, endedAt: row.ended_at, toldAt: row.told_at, toldStatus: row.told_status,
  }));
}

/** The launcher: services open to people, where this person is signed in, and what they agreed to. */
export async function listMyServices(tx: Tx, accountId: string) {
  const [services, consents] = [await listLiveClients(tx, {}), await listConsents(tx, { account_id: accountId })];
  return {
    services: services.map((row) => ({ id: row.id, nameTh: row.name_th, nameEn: row.name_en, agencyId: row.agency_id, homeUrl: row.home_url })),
    sessions: await listServiceSessions(tx, accountId),
    consents: consents.map((row) => ({ clientId: row.client_id, nameTh: row.name_th, nameEn: row.name_en, scope: row.scope ?? '', givenAt: row.created_at })),
  };
}

/** Takes back what was agreed: the service's tokens for this person end at once and it is told. */
export async function withdrawConsent(tx: Tx, who: Principal, clientId: string): Promise<void> {
  const accountId = who.accountId as string;
  await endServiceSessionsOf(tx, { account_id: accountId, client_id: clientId, why: 'consent-withdrawn' });
  await deleteArtifactsBetween(tx, { account_id: accountId, client_id: clientId });
  await wakeLogoutSender(tx, {});
  await audit(tx, who, 'signon.consent-withdrawn', `client:${clientId}`);
}
