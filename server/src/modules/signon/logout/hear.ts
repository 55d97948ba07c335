import type { Tx } from '#kernel/db.ts';
import type { Consumer, Event } from '#kernel/outbox.ts';
import { deleteArtifactsOfAccount, deleteProviderSessions } from '../provider/artifact.sql.gen.ts';
import { endServiceSessions, listProviderUids, wakeLogoutSender } from '../sessions/service-sessions.sql.gen.ts';

/** Ends that also take away what programs hold: not only the browser's session. */
const WHOLE_ACCOUNT = new Set(['signed-out-everywhere', 'suspended', 'recovered', 'administrator']);
const none = { session_id: null, account_id: null, client_id: null, sid: null };

/** When a session of ours ends, everything issued in it ends and every service is told. */
export const logoutConsumers: readonly Consumer[] = [
  { name: 'signon.end-service-sessions', topics: ['identity.session-ended', 'identity.account-suspended'], hear: (tx, event) => event.topic === 'identity.session-ended' ? endOne(tx, event) : endAll(tx, event) },
];

async function endOne(tx: Tx, { payload, at }: Event): Promise<void> {
  const { sessionId, accountId, why } = payload as { sessionId: string; accountId: string; why: string };
  const uids = (await listProviderUids(tx, { session_id: sessionId })).map((row) => row.provider_uid);
  const ended = await endServiceSessions(tx, { ...none, session_id: sessionId, why });
  await deleteProviderSessions(tx, { uids });
  if (WHOLE_ACCOUNT.has(why)) await deleteArtifactsOfAccount(tx, { account_id: accountId, until: at });
  if (ended.length > 0) await wakeLogoutSender(tx, {});
}

async function endAll(tx: Tx, { payload, at }: Event): Promise<void> {
  const { accountId } = payload as { accountId: string };
  const ended = await endServiceSessions(tx, { ...none, account_id: accountId, why: 'suspended' });
  await deleteArtifactsOfAccount(tx, { account_id: accountId, until: at });
  if (ended.length > 0) await wakeLogoutSender(tx, {});
}
