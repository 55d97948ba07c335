import { audit } from '#kernel/audit.ts';
import type { Database, Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { openSecret, sealSecret } from '#kernel/secrets.ts';
import { findAgency } from '#modules/organisations/index.ts';
import { problem as ofAdministration } from '../../admin/errors.ts';
import type { IdentityPorts } from '../../ports.ts';
import { problem } from '../errors.ts';
import { noteAll, PURPOSE } from './push.ts';
import { ask } from './send.ts';
import { enableScimTarget, findScimTarget, insertScimTarget, listTargets } from './targets.sql.gen.ts';

export interface NewTarget { name: string; url: string; token: string; agencyId?: string }

/** Directories that hear of our accounts, with how far each is; never their tokens. */
export async function listScimTargets(tx: Tx, id: number | null = null) {
  return (await listTargets(tx, { id })).map((row) => ({
    id: row.id, name: row.name, url: row.url, agencyId: row.agency_id, enabled: row.enabled, told: row.told, waiting: row.waiting, failing: row.failing, failures: row.failures, nextAt: row.next_at, lastError: row.last_error,
  }));
}

async function selectScimTarget(tx: Tx, id: number) {
  const [target] = await listScimTargets(tx, id);
  if (!target) throw problem('scim-target-unknown', { id });
  return target;
}

/**
 * Adds a directory that hears of an agency's officers, or of all, from now on.
 *
 * @throws `identity.agency-unknown`, `scim-target-refused` for http in production, `scim-target-taken`.
 */
export async function createScimTarget(tx: Tx, actor: Actor, { masterKey, mode }: IdentityPorts, asked: NewTarget) {
  const url = new URL(asked.url);
  if (url.protocol !== 'https:' && mode === 'production') throw problem('scim-target-refused');
  if (asked.agencyId !== undefined && !await findAgency(tx, asked.agencyId)) throw ofAdministration('agency-unknown', { agencyId: asked.agencyId });
  const made = await insertScimTarget(tx, { name: asked.name.trim(), url: asked.url.replace(/\/+$/, ''), secret: sealSecret(masterKey, PURPOSE, asked.token), agency_id: asked.agencyId ?? null, by: actor.name });
  if (!made) throw problem('scim-target-taken', { name: asked.name });
  await noteAll(tx, made.id);
  await audit(tx, actor, 'identity.scim-target-created', `scim-target:${made.id}`, { host: url.host, agencyId: asked.agencyId ?? null });
  return selectScimTarget(tx, made.id);
}

/** Tells a directory nothing more until it is resumed. @throws `identity.scim-target-unknown`. */
export const suspendScimTarget = (tx: Tx, actor: Actor, id: number) => setEnabled(tx, actor, id, false);

/** Goes on, with everything that changed meanwhile. @throws `identity.scim-target-unknown`. */
export async function resumeScimTarget(tx: Tx, actor: Actor, id: number) {
  await setEnabled(tx, actor, id, true);
  await noteAll(tx, id);
  return selectScimTarget(tx, id);
}

async function setEnabled(tx: Tx, actor: Actor, id: number, enabled: boolean) {
  if (!await enableScimTarget(tx, { id, enabled })) throw problem('scim-target-unknown', { id });
  await audit(tx, actor, enabled ? 'identity.scim-target-resumed' : 'identity.scim-target-suspended', `scim-target:${id}`);
  return selectScimTarget(tx, id);
}

/** Asks a directory what it can do: address, token and SCIM in one. @throws `identity.scim-target-unknown`. */
export async function testScimTarget(db: Database, ports: IdentityPorts, id: number): Promise<{ ok: boolean; answer: string }> {
  const found = await db.tx((tx) => findScimTarget(tx, { id }));
  if (!found) throw problem('scim-target-unknown', { id });
  const target = { id, url: found.url, token: openSecret(ports.masterKey, PURPOSE, found.secret) };
  return ask(ports.fetch, target, 'GET', '/ServiceProviderConfig', undefined, [200])
    .then(({ status }) => ({ ok: true, answer: String(status) }), (error: Error) => ({ ok: false, answer: error.message }));
}
