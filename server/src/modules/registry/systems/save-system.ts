import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { assertAgencyExists } from '#modules/catalog/index.ts';
import { findClient, findMachineClient } from '#modules/signon/index.ts';
import { clientIdOf, followSystem } from '../credentials/follow-system.ts';
import { isPathTaken } from '../agencies/follow-agencies.sql.gen.ts';
import { systemGone } from '../agencies/moved.ts';
import { registryProblem } from '../errors.ts';
import { recordChange } from '../record-change.ts';
import { assertKeeps } from '../who.ts';
import type { ChangedSystem, NewSystem, SystemState } from './schemas.ts';
import { findSystem, insertSystem, insertSystemVersion, listServicesOf, lockSystem, type FindSystemRow } from './systems.sql.gen.ts';

export const pathOf = (agencyId: string, code: string): string => `TH/GOV/${agencyId}/${code}`;

/** Registers a system of an agency. @throws `registry.other-agency`, `registry.system-exists`, `registry.client-not-found`, `catalog.agency-unknown`. */
export async function createSystem(tx: Tx, who: Principal, asked: NewSystem, now: Date): Promise<{ id: number; path: string; version: number }> {
  assertKeeps(who, asked.agencyId);
  await assertAgencyExists(tx, asked.agencyId);
  const path = pathOf(asked.agencyId, asked.code);
  await assertClient(tx, path, asked.agencyId, asked.clientId || null);
  if ((await isPathTaken(tx, { path })).taken) throw registryProblem('system-exists', { path });
  const made = await insertSystem(tx, { path, code: asked.code, now: now.toISOString() });
  if (!made) throw registryProblem('system-exists', { path });
  const version = await saySystem(tx, who, { id: made.id, path, agencyId: asked.agencyId }, { ...asked, state: 'active', version: 0, reason: null }, now);
  return { id: made.id, path, version };
}

/** Says a system anew, suspends, resumes or ends it. An ended one stays ended. @throws `registry.wrong-state`, `registry.system-in-use`, `registry.changed-meanwhile`. */
export async function changeSystem(tx: Tx, who: Principal, path: string, asked: ChangedSystem, now: Date): Promise<{ path: string; version: number }> {
  const system = await openSystem(tx, who, path);
  if (system.state === 'ended') throw registryProblem('wrong-state', { state: 'ended' });
  if ((asked.clientId || null) !== system.client_id) await assertClient(tx, path, system.agency_id, asked.clientId || null);
  if (asked.state === 'ended' || asked.kind === 'consumer') await assertOffersNothing(tx, system.id);
  const version = await saySystem(tx, who, { id: system.id, path, agencyId: system.agency_id }, asked, now);
  await followSystem(tx, who, { ...system, name_th: asked.nameTh.trim(), name_en: asked.nameEn.trim(), state: asked.state, client_id: asked.clientId || null }, now);
  return { path, version };
}

/** Names the client that was made for a system; everything else of it stays. */
export async function nameClient(tx: Tx, who: Principal, system: FindSystemRow, clientId: string, now: Date): Promise<void> {
  await saySystem(tx, who, { id: system.id, path: system.path, agencyId: system.agency_id }, {
    version: system.version, state: system.state as SystemState, nameTh: system.name_th, nameEn: system.name_en, kind: system.kind as ChangedSystem['kind'], minAssurance: system.min_assurance,
    contact: system.contact, clientId, reason: `สร้างข้อมูลรับรองของระบบ · Credentials were made: ${clientId}`,
  }, now);
}

type Saying = Omit<ChangedSystem, 'reason'> & { reason: string | null };

async function saySystem(tx: Tx, who: Principal, { id, path, agencyId }: { id: number; path: string; agencyId: string }, asked: Saying, now: Date): Promise<number> {
  const said = await insertSystemVersion(tx, {
    system_id: id, seen: asked.version, agency_id: agencyId, name_th: asked.nameTh.trim(), name_en: asked.nameEn.trim(), kind: asked.kind, state: asked.state, min_assurance: asked.minAssurance,
    client_id: asked.clientId || null, contact: asked.contact?.trim() || null, reason: asked.reason, actor: who.name, now: now.toISOString(),
  });
  if (!said) {
    const last = await findSystem(tx, { path, id: null });
    throw registryProblem('changed-meanwhile', { by: last?.actor ?? null, at: last?.recorded_at ?? null, version: last?.version ?? null });
  }
  await recordChange(tx, who, asked.version === 0 ? 'system-created' : 'system-changed', `system:${path}`, { version: said.version, state: asked.state, kind: asked.kind, minAssurance: asked.minAssurance, clientId: asked.clientId || null }, asked.reason);
  return said.version;
}

/** The system, locked for this change, if whoever asks may change it. @throws `registry.system-not-found`, `registry.other-agency`. */
export async function openSystem(tx: Tx, who: Principal, path: string): Promise<FindSystemRow> {
  const row = await lockSystem(tx, { path }) && await findSystem(tx, { path, id: null });
  if (!row) throw await systemGone(tx, path);
  assertKeeps(who, row.agency_id);
  return row;
}

/** A client of the same agency, and not the one that was made for another system. */
async function assertClient(tx: Tx, path: string, agencyId: string, clientId: string | null): Promise<void> {
  if (clientId === null) return;
  const client = await findClient(tx, clientId);
  const isOther = clientId !== clientIdOf(path) && await findMachineClient(tx, clientId) !== null;
  if (client?.agencyId !== agencyId || isOther) throw registryProblem('client-not-found', { errors: [{ pointer: '/clientId', th: `ไม่พบ “${clientId}” ของหน่วยงานนี้`, en: `The agency has no client “${clientId}”` }] });
}

async function assertOffersNothing(tx: Tx, systemId: number): Promise<void> {
  const open = (await listServicesOf(tx, { system_id: systemId })).filter(({ state }) => state !== 'retired');
  if (open.length > 0) throw registryProblem('system-in-use', { services: open.map(({ slug }) => slug), detailTh: open.map(({ title_th }) => title_th).join(' · '), detailEn: open.map(({ title_en }) => title_en).join(' · ') });
}
