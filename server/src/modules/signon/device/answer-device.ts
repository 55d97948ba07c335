import type Provider from 'oidc-provider';
import { audit } from '#kernel/audit.ts';
import type { Database } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { hashSecret } from '#kernel/tokens.ts';
import { acrOf, type LiveSession } from '#modules/identity/index.ts';
import { findRegisteredClient } from '../clients/registered.sql.gen.ts';
import { problem } from '../errors.ts';
import { describeScopes } from '../interactions/scopes.ts';
import type { SignonPorts } from '../ports.ts';
import { userCodeHash } from '../provider/adapter.ts';
import { newGrant, saveGrant } from '../provider/grants.ts';
import { epochOf } from '../provider/live.ts';
import { ownApi } from '../provider/resources.ts';
import { answerDeviceRequest, countDeviceGuess, findDeviceRequest, readDeviceGuesses } from './device.sql.gen.ts';

const GUESSES = 5;
const OPENID_SCOPES = ['openid', 'profile', 'organisation', 'offline_access'];

interface Waiting { params: { scope?: string; resource?: string | string[] }; deviceInfo?: { ip?: string; ua?: string } }

/** The code as it was written down, whatever was typed between its letters. */
const normalize = (userCode: string): string => userCode.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Finds what waits for an answer. Five wrong codes a session are enough: nobody guesses through somebody's open session. */
export async function findWaiting(db: Database, who: Principal, userCode: string) {
  const guesses = { id_hash: hashSecret(`guesses:${who.sessionId ?? who.accountId ?? ''}`) };
  if (((await db.tx((tx) => readDeviceGuesses(tx, guesses)))?.wrong ?? 0) >= GUESSES) throw problem('device-guesses');
  const user_code = userCodeHash(normalize(userCode));
  const row = await db.tx((tx) => findDeviceRequest(tx, { user_code }));
  if (row) return { user_code, clientId: row.client_id, expiresAt: row.expires_at, payload: row.payload as Waiting };
  await db.tx((tx) => countDeviceGuess(tx, guesses));
  throw problem('device-code-unknown');
}

/** Which device asks, for what, as the page shows it. */
export async function describeDevice(db: Database, who: Principal, userCode: string) {
  const { clientId, expiresAt, payload } = await findWaiting(db, who, userCode);
  const client = await db.tx((tx) => findRegisteredClient(tx, { id: clientId }));
  if (!client) throw problem('device-code-unknown');
  return {
    client: { id: client.id, nameTh: client.name_th, nameEn: client.name_en, agencyId: client.agency_id }, scopes: describeScopes(payload.params.scope), expiresAt,
    address: payload.deviceInfo?.ip ?? null, agent: payload.deviceInfo?.ua?.slice(0, 200) ?? null,
  };
}

/** Lets the device in as this person, or turns it away. */
export async function answerDevice(ports: SignonPorts, provider: Provider, who: Principal, live: LiveSession, answer: { userCode: string; approve: boolean }): Promise<void> {
  const { user_code, clientId, payload } = await findWaiting(ports.db, who, answer.userCode);
  const fields = answer.approve ? await approval(ports, provider, live, clientId, payload) : { error: 'access_denied', errorDescription: 'the person turned the device away' };
  await ports.db.tx(async (tx) => {
    const won = await answerDeviceRequest(tx, { user_code, answer: fields, account_id: live.accountId, grant_id: 'grantId' in fields ? fields.grantId : null });
    if (!won) throw problem('device-code-unknown');
    await audit(tx, who, answer.approve ? 'signon.device-approved' : 'signon.device-refused', `client:${clientId}`);
  });
}

async function approval(ports: SignonPorts, provider: Provider, live: LiveSession, clientId: string, { params }: Waiting) {
  const asked = (params.scope ?? '').split(' ').filter(Boolean);
  const resources = [params.resource ?? []].flat();
  const api = ownApi(ports.publicUrl);
  const openid = asked.filter((scope) => OPENID_SCOPES.includes(scope)).join(' ');
  const forApi = asked.filter((scope) => !OPENID_SCOPES.includes(scope)).join(' ');
  const grant = await saveGrant(newGrant(provider, live.accountId, clientId), { openid, resources: resources.includes(api) && forApi ? { [api]: forApi } : {} });
  return {
    accountId: live.accountId, acr: acrOf(live), amr: live.methods, authTime: epochOf(live.authenticatedAt), grantId: grant.jti, scope: asked.join(' '),
    ...(resources.length > 0 && { resource: resources.length === 1 ? resources[0] : resources }),
  };
}
