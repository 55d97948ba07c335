import type { default as Provider } from 'oidc-provider';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { newSecret } from '#kernel/tokens.ts';
import { problem } from '../errors.ts';
import { isMachine } from '../machines/machine-client.ts';
import { normalise, subjectProperties } from '../provider/certificate-subject.ts';
import { secretHash } from '../provider/client-metadata.ts';
import { findAgencyLimit, insertClient, moveClientRow, rotateClientSecretRow, updateClientRow } from './clients.sql.gen.ts';
import { asPage, assertReach, reachesAll, selectClient, tlsSubjectOf, type StoredMetadata } from './read.ts';
import type { ClientChange, ClientPage, NewClient } from './schemas.ts';

const STRONG_PROOFS: readonly string[] = ['private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth'];
/** Words that stand where an id stands in addresses of pages. */
const RESERVED: readonly string[] = ['new', 'limits', 'settings'];
const withSecret = (authMethod: string) => authMethod.startsWith('client_secret_');

/** Registers an e-service as a draft; its secret is shown once. */
export async function registerClient(tx: Tx, who: Principal, provider: Provider, asked: NewClient): Promise<{ client: ClientPage; secret: string | null }> {
  assertReach(who, asked.agencyId);
  if (RESERVED.includes(asked.id)) throw problem('client-refused', { detailTh: `รหัส ${asked.id} สงวนไว้ เลือกรหัสอื่น`, detailEn: `The id ${asked.id} is reserved: choose another.` });
  await assertWithinLimit(tx, asked.agencyId, asked, 1);
  assertReachable(who, asked.allowedCidrs ?? [], []);
  if (asked.tier === 'exchange' && !STRONG_PROOFS.includes(asked.authMethod)) throw refusal('a service of the exchange tier proves itself by a key or a certificate');
  const metadata = metadataOf(asked);
  await assertMetadata(provider, asked.id, metadata, 'draft');
  const secret = withSecret(asked.authMethod) ? newSecret('sps_').text : null;
  const made = await insertClient(tx, { id: asked.id, agency_id: asked.agencyId, tier: asked.tier ?? 'standard', ...columnsOf(asked), metadata, secret_hash: secret && secretHash(secret), created_by: who.name });
  if (!made) throw problem('client-exists');
  await audit(tx, who, 'signon.client-registered', `client:${asked.id}`, { agency: asked.agencyId });
  return { client: asPage(await selectClient(tx, who, asked.id)), secret };
}

/** Changes what the owner says of a service. What an approval or a test rested on is changed by an administrator only, or tested again. */
export async function updateClient(tx: Tx, who: Principal, provider: Provider, id: string, asked: ClientChange): Promise<ClientPage> {
  const row = await selectClient(tx, who, id);
  if (isMachine(row.metadata as object)) throw problem('client-refused', { detailTh: 'ไคลเอนต์นี้เป็นของระบบในทะเบียนแลกเปลี่ยน แก้ที่หน้าระบบและกุญแจ', detailEn: 'It belongs to a system of the exchange: change it on the page of systems and keys.' });
  const gone: readonly string[] = ['jwks_uri', 'backchannel_logout_uri', ...Object.values(subjectProperties)];
  const kept = Object.fromEntries(Object.entries(row.metadata as object).filter(([name]) => !gone.includes(name)));
  const metadata = { ...kept, ...metadataOf(asked) };
  if (row.agency_id) await assertWithinLimit(tx, row.agency_id, asked, 0);
  assertReachable(who, asked.allowedCidrs ?? [], row.allowed_cidrs);
  await assertMetadata(provider, id, metadata, row.state);
  const before = trustOf(row.metadata as StoredMetadata, row.min_aal, row.min_ial);
  if (trustOf(metadata, asked.minAal ?? 1, asked.minIal ?? 0) !== before) {
    if ((row.state === 'approved' || row.state === 'live') && !reachesAll(who)) throw problem('client-state', { state: row.state, detailTh: 'บริการนี้อนุมัติแล้ว การแก้ที่อยู่ วิธียืนยันตัว หรือขอบเขตต้องให้ผู้ดูแลระบบทำ', detailEn: 'It was approved: addresses, authentication and scopes are changed by an administrator.' });
    await moveClientRow(tx, { id, to: 'sandbox', from: ['tested'], by: who.name });
  }
  await updateClientRow(tx, { id, ...columnsOf(asked), metadata });
  await audit(tx, who, 'signon.client-changed', `client:${id}`);
  return asPage(await selectClient(tx, who, id));
}

/** Gives a new secret, shown once; the old one works for another day. */
export async function rotateClientSecret(tx: Tx, who: Principal, id: string): Promise<{ secret: string; oldUntil: string }> {
  const row = await selectClient(tx, who, id);
  if (row.secret_hash === null) throw problem('client-refused', { detailTh: 'บริการนี้ไม่ใช้รหัสลับ', detailEn: 'This service uses no secret.' });
  const secret = newSecret('sps_').text;
  const { old_until } = await rotateClientSecretRow(tx, { id, secret_hash: secretHash(secret) });
  await audit(tx, who, 'signon.client-secret-rotated', `client:${id}`);
  return { secret, oldUntil: old_until };
}

const columnsOf = (asked: ClientChange) => ({
  name_th: asked.nameTh, name_en: asked.nameEn, purpose_th: asked.purposeTh ?? null, purpose_en: asked.purposeEn ?? null, home_url: asked.homeUrl ?? null, min_aal: asked.minAal ?? 1, min_ial: asked.minIal ?? 0, allowed_cidrs: asked.allowedCidrs ?? [],
});

function metadataOf(asked: ClientChange): StoredMetadata & Record<string, unknown> {
  return {
    redirect_uris: asked.redirectUris, token_endpoint_auth_method: asked.authMethod, scope: asked.scopes.join(' '), post_logout_redirect_uris: asked.postLogoutRedirectUris ?? [],
    ...(asked.backchannelLogoutUri && { backchannel_logout_uri: asked.backchannelLogoutUri, backchannel_logout_session_required: true }), ...(asked.jwksUri && { jwks_uri: asked.jwksUri }), ...(asked.tlsSubject && { [subjectProperties[asked.tlsSubject.kind]]: asked.tlsSubject.value }),
  };
}

/** What an approval rests on, as one text. */
export function trustOf(metadata: StoredMetadata, minAal: number, minIal: number): string {
  const { redirect_uris, post_logout_redirect_uris = [], backchannel_logout_uri, jwks_uri, token_endpoint_auth_method = 'client_secret_basic', scope = 'openid' } = metadata;
  return JSON.stringify([redirect_uris, post_logout_redirect_uris, backchannel_logout_uri, jwks_uri, token_endpoint_auth_method, scope, tlsSubjectOf(metadata), minAal, minIal]);
}

/** Private networks that the house may reach for a service are an administrator's word: else an agency could have our own machines asked. */
function assertReachable(who: Principal, asked: readonly string[], before: readonly string[]): void {
  if (!reachesAll(who) && asked.some((each) => !before.includes(each))) throw problem('client-refused', { detailTh: 'เครือข่ายภายในที่ให้ระบบติดต่อ ต้องให้ผู้ดูแลระบบเป็นผู้เพิ่ม', detailEn: 'Private networks that the house may reach are added by an administrator.' });
}

/** Hosts, methods and scopes that the agency may register, and how many services; none are refused when no limit was set. */
export async function assertWithinLimit(tx: Tx, agencyId: string, asked: { redirectUris: readonly string[]; authMethod: string; scopes: readonly string[] }, more: number): Promise<void> {
  const limit = await findAgencyLimit(tx, { agency_id: agencyId });
  if (!limit) return;
  if (limit.clients + more > limit.max_clients) throw problem('client-limit');
  const stranger = asked.redirectUris.find((each) => !limit.redirect_hosts.includes(URL.parse(each)?.hostname ?? '')) ?? [asked.authMethod].find((each) => !limit.auth_methods.includes(each)) ?? asked.scopes.find((each) => !limit.scopes.includes(each));
  if (stranger !== undefined) throw refusal(`not within the agency's limits: ${stranger.slice(0, 200)}`);
}

/** Addresses on plain http are for trying out on one's own machine: in the sandbox, or where the house itself has no https. The provider checks the rest. */
export async function assertMetadata(provider: Provider, id: string, metadata: StoredMetadata, state: string): Promise<void> {
  const open = (state === 'approved' || state === 'live') && provider.issuer.startsWith('https:');
  const addresses = [...(metadata.redirect_uris ?? []), ...(metadata.post_logout_redirect_uris ?? []), ...[metadata.backchannel_logout_uri, metadata.jwks_uri].filter((each) => each !== undefined)];
  for (const each of addresses) {
    const url = URL.parse(each);
    if (!url || url.hash || url.username || each.includes('\\') || !(url.protocol === 'https:' || (!open && url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)))) throw refusal(`address refused: ${each.slice(0, 200)}`);
  }
  const subject = tlsSubjectOf(metadata);
  if (subject && normalise(subject.kind, subject.value) === null) throw refusal(`no name of the kind ${subject.kind}: ${subject.value.slice(0, 200)}`);
  const schema = provider.Client as unknown as { validate(metadata: object): Promise<void> };
  await schema.validate({ client_id: id, client_secret: 'kept-as-a-hash', ...metadata }).catch((error: { error_description?: string; message: string }) => { throw refusal(error.error_description ?? error.message); });
}

const refusal = (what: string) => problem('client-refused', { detailTh: what, detailEn: what });
