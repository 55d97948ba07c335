import type { default as Provider } from 'oidc-provider';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { problem } from '../errors.ts';
import { deleteArtifactsOfClient } from '../provider/artifact.sql.gen.ts';
import { noteServiceChange } from '../provider/known-services.ts';
import type { ClientState } from '../schemas.ts';
import { endServiceSessions, wakeLogoutSender } from '../sessions/service-sessions.sql.gen.ts';
import { moveClientRow } from './clients.sql.gen.ts';
import { asPage, selectClient, type StoredMetadata } from './read.ts';
import { assertMetadata } from './register.ts';
import type { ClientPage } from './schemas.ts';

/** draft → sandbox → tested → approved → live, and suspended from any that is in use. A passed self-test moves sandbox to tested. */
const ways: Record<Exclude<ClientState, 'draft'>, readonly ClientState[]> = {
  sandbox: ['draft', 'tested'], tested: ['sandbox'], approved: ['tested', 'suspended'], live: ['approved'], suspended: ['sandbox', 'tested', 'approved', 'live'],
};

/**
 * Moves a service to its next state.
 *
 * @throws `signon.client-state` when the way does not lead there from here.
 */
export async function moveClient(tx: Tx, who: Principal, id: string, to: Exclude<ClientState, 'draft'>, reason: string | null = null): Promise<ClientPage> {
  const before = await selectClient(tx, who, id);
  noteServiceChange(id);
  const moved = await moveClientRow(tx, { id, to, from: [...ways[to]], by: who.name });
  if (!moved) throw problem('client-state', { state: before.state, detailTh: `สถานะตอนนี้คือ ${before.state}`, detailEn: `It is ${before.state} now.` });
  await audit(tx, who, `signon.client-moved`, `client:${id}`, { from: before.state, to, reason });
  if (to === 'approved') await appendEntry(tx, { kind: 'signon.client-approved', subject: `client:${id}`, facts: { client: id, from: before.state } });
  return asPage(await selectClient(tx, who, id));
}

export const submitClient = (tx: Tx, who: Principal, id: string): Promise<ClientPage> => moveClient(tx, who, id, 'sandbox');

/** Approved by a named person: from here on only https addresses count. */
export async function approveClient(tx: Tx, who: Principal, provider: Provider, id: string): Promise<ClientPage> {
  const page = await moveClient(tx, who, id, 'approved');
  const row = await selectClient(tx, who, id);
  await assertMetadata(provider, id, row.metadata as StoredMetadata, 'approved');
  return page;
}

export const openClient = (tx: Tx, who: Principal, id: string): Promise<ClientPage> => moveClient(tx, who, id, 'live');

/** From now on the service is no client: its tokens end, everybody is signed out of it and it is told. */
export async function suspendClient(tx: Tx, who: Principal, id: string, reason: string): Promise<ClientPage> {
  const page = await moveClient(tx, who, id, 'suspended', reason);
  await endServiceSessions(tx, { session_id: null, account_id: null, client_id: id, sid: null, why: 'client-suspended' });
  await deleteArtifactsOfClient(tx, { client_id: id });
  await wakeLogoutSender(tx, {});
  return page;
}

/** Back to where it may be opened again. */
export const resumeClient = approveClient;
