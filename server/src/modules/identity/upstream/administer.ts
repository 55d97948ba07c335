import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor, Principal } from '#kernel/policy.ts';
import type { ProblemPlace } from '#kernel/problem.ts';
import { sealSecret } from '#kernel/secrets.ts';
import { endSession } from '../session/end.ts';
import type { IdentityPorts } from '../ports.ts';
import { problem } from './errors.ts';
import { selectUpstream } from './find-upstream.ts';
import { canSign } from './saml/client.ts';
import { isSimulated, secretPurpose, type OidcSecret, type OidcSettings, type UpstreamKind, type UpstreamSettings } from './settings.ts';
import { changeUpstream, insertUpstream, listSessionsOfUpstream, listUpstreams, setUpstreamSecret as keepSecret, switchUpstream } from './upstream.sql.gen.ts';

export type AdminPorts = Pick<IdentityPorts, 'masterKey' | 'publicUrl' | 'mode'>;
export interface NewUpstream { id: string; kind: UpstreamKind; nameTh: string; nameEn: string; settings: UpstreamSettings; secret?: OidcSecret | undefined }
export interface UpstreamChange { nameTh: string; nameEn: string; settings: UpstreamSettings }

/** Settings of every upstream; of a secret only whether there is one. */
export async function listUpstreamSettings(tx: Tx) {
  return (await listUpstreams(tx, {})).map((row) => ({
    id: row.id, kind: row.kind as UpstreamKind, nameTh: row.name_th, nameEn: row.name_en, settings: row.config as UpstreamSettings, hasSecret: row.secret !== null, enabled: row.enabled,
    changedAt: row.changed_at, changedBy: row.changed_by, lookedAt: row.looked_at, lastError: row.last_error,
  }));
}

/** Adds an upstream with its secret, which is never shown again. @throws `identity.upstream-taken`, `upstream-settings-refused`. */
export async function createUpstream(tx: Tx, ports: AdminPorts, who: Actor, asked: NewUpstream): Promise<void> {
  assertFits(ports, asked.kind, asked.settings);
  if ((asked.kind === 'saml') === (asked.secret !== undefined)) throw problem('upstream-settings-refused', { errors: [{ pointer: '/body/secret', th: 'ทุกชนิดต้องมีความลับ ยกเว้น SAML ที่ต้องไม่มี', en: 'Every kind has a secret, except SAML, which has none.' }] });
  const secret = asked.secret === undefined ? null : sealSecret(ports.masterKey, secretPurpose(asked.id), JSON.stringify(asked.secret));
  if (!await insertUpstream(tx, { id: asked.id, kind: asked.kind, name_th: asked.nameTh.trim(), name_en: asked.nameEn.trim(), config: asked.settings, secret, by: who.name })) throw problem('upstream-taken');
  await audit(tx, who, 'identity.upstream-created', `upstream:${asked.id}`, { kind: asked.kind, settings: asked.settings });
}

/**
 * Changes names and settings. Whose accounts they are stays: another issuer or directory is another upstream, so that no subject of
 * one is taken for a subject of the other.
 */
export async function updateUpstream(tx: Tx, ports: AdminPorts, who: Principal, id: string, change: UpstreamChange): Promise<void> {
  const before = await selectUpstream(tx, id);
  assertFits(ports, before.kind, change.settings);
  const home = (settings: object) => 'issuer' in settings ? settings.issuer : 'url' in settings ? settings.url : null;
  if (home(before.settings) !== home(change.settings)) throw problem('upstream-settings-refused', { errors: [{ pointer: before.kind === 'ldap' ? '/body/settings/url' : '/body/settings/issuer', th: 'เปลี่ยนไม่ได้ ให้เพิ่มเป็นระบบใหม่', en: 'This cannot change; add another system.' }] });
  await changeUpstream(tx, { id, name_th: change.nameTh.trim(), name_en: change.nameEn.trim(), config: change.settings, by: who.name });
  await audit(tx, who, 'identity.upstream-updated', `upstream:${id}`, { before: before.settings, after: change.settings });
}

/** Follows a simulator to the address it has now. */
export async function updateUpstreamHome(tx: Tx, actor: Actor, id: string, settings: OidcSettings): Promise<void> {
  const { nameTh, nameEn } = await selectUpstream(tx, id);
  await changeUpstream(tx, { id, name_th: nameTh, name_en: nameEn, config: settings, by: actor.name });
  await audit(tx, actor, 'identity.upstream-updated', `upstream:${id}`, { after: settings });
}

/** Replaces the secret. */
export async function setUpstreamSecret(tx: Tx, { masterKey }: AdminPorts, who: Principal, id: string, secret: OidcSecret): Promise<void> {
  if ((await selectUpstream(tx, id)).kind === 'saml') throw problem('upstream-settings-refused', { errors: [{ pointer: '/body', th: 'SAML ไม่มีความลับ', en: 'SAML has no secret.' }] });
  await keepSecret(tx, { id, secret: sealSecret(masterKey, secretPurpose(id), JSON.stringify(secret)), by: who.name });
  await audit(tx, who, 'identity.upstream-secret-set', `upstream:${id}`);
}

/** Switches an upstream off, and ends every session that began or was raised by it: it may be switched off because it is not safe. */
export async function disableUpstream(tx: Tx, who: Principal, id: string, reason: string): Promise<number> {
  await selectUpstream(tx, id);
  await switchUpstream(tx, { id, enabled: false, by: who.name });
  const sessions = await listSessionsOfUpstream(tx, { upstream_id: id });
  for (const session of sessions) await endSession(tx, who, session.id, 'administrator');
  await audit(tx, who, 'identity.upstream-disabled', `upstream:${id}`, { reason, sessions: sessions.length });
  return sessions.length;
}

/** Switches an upstream on again. */
export async function enableUpstream(tx: Tx, who: Principal, id: string): Promise<void> {
  await selectUpstream(tx, id);
  if (await switchUpstream(tx, { id, enabled: true, by: who.name })) await audit(tx, who, 'identity.upstream-enabled', `upstream:${id}`);
}

/** What the schema cannot say. @throws `identity.upstream-settings-refused` with every place that is wrong. */
function assertFits({ publicUrl, mode }: AdminPorts, kind: UpstreamKind, settings: UpstreamSettings): void {
  const errors: ProblemPlace[] = [];
  if ((kind === 'ldap') !== ('url' in settings) || (kind === 'saml') !== ('ssoUrl' in settings)) errors.push({ pointer: '/body/settings', th: `ไม่ใช่ค่าตั้งของชนิด ${kind}`, en: `These are not settings of the kind ${kind}.` });
  if ('ssoUrl' in settings && !settings.certificates.every(canSign)) errors.push({ pointer: '/body/settings/certificates', th: 'ต้องเป็นใบรับรองกุญแจ RSA 2048 บิตขึ้นไป', en: 'Each must be the certificate of an RSA key of 2048 bits or more.' });
  if ('scopes' in settings) {
    const simulated = isSimulated(settings.issuer, publicUrl);
    if (simulated && mode === 'production') errors.push({ pointer: '/body/settings/issuer', th: 'ระบบจริงใช้ตัวจำลองไม่ได้', en: 'A production system takes no simulator.' });
    if (!simulated && !settings.issuer.startsWith('https://')) errors.push({ pointer: '/body/settings/issuer', th: 'ต้องเป็น https', en: 'This must be https.' });
    if (!settings.scopes.includes('openid')) errors.push({ pointer: '/body/settings/scopes', th: 'ต้องมี openid มิฉะนั้นไม่มีโทเคนที่ตรวจได้', en: 'openid is needed, or no token comes that can be checked.' });
    if (settings.opensAccounts && (settings.pidClaim === null || settings.highestIal < 20)) errors.push({ pointer: '/body/settings/opensAccounts', th: 'เปิดบัญชีได้เฉพาะระบบที่เชื่อเลขประชาชนที่ IAL 2 ขึ้นไป', en: 'Only a system believed about citizen ids at IAL 2 or above opens accounts.' });
  }
  if (errors.length > 0) throw problem('upstream-settings-refused', { errors });
}
