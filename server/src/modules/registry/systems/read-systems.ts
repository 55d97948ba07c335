import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { listAgencies, type Agency } from '#modules/organisations/index.ts';
import { systemGone } from '../agencies/moved.ts';
import { listSystemKeys } from '../keys/read-keys.ts';
import { keeps } from '../who.ts';
import type { System, SystemPage, SystemState } from './schemas.ts';
import { findSystem, listServicesOf, listSystemHistory, listSystems as listSystemRows, type ListSystemsRow } from './systems.sql.gen.ts';

interface SystemsAsked { agency?: string | undefined; state?: SystemState | undefined; kind?: 'consumer' | 'provider' | undefined; mine?: boolean | undefined }

/** Systems of agencies, by agency and name. */
export async function listSystems(tx: Tx, who: Principal, asked: SystemsAsked, now: Date): Promise<{ items: System[] }> {
  const agencies = await agenciesById(tx);
  const rows = await listSystemRows(tx, { id: null, agency_id: asked.agency ?? null, state: asked.state ?? null, kind: asked.kind ?? null, now: now.toISOString() });
  const items = rows.map((row) => viewSystem(row, agencies, who));
  return { items: asked.mine ? items.filter(({ mayKeep }) => mayKeep) : items };
}

/** One system: its keys, what happened to them, and what it offers. @throws `registry.system-not-found`, `registry.system-moved`. */
export async function readSystem(tx: Tx, who: Principal, path: string, now: Date): Promise<SystemPage> {
  const found = await findSystem(tx, { path, id: null });
  if (!found) throw await systemGone(tx, path);
  const [row] = await listSystemRows(tx, { id: found.id, agency_id: null, state: null, kind: null, now: now.toISOString() });
  const own = keeps(who, found.agency_id);
  const services = await listServicesOf(tx, { system_id: found.id });
  return {
    ...viewSystem(row as ListSystemsRow, await agenciesById(tx), who), contact: found.contact, changedBy: found.actor, changedAt: found.recorded_at, keyList: await listSystemKeys(tx, found.id, now),
    history: (await listSystemHistory(tx, { system_id: found.id })).map(({ at, actor, what, kid, reason }) => ({ at, by: actor, what, kid, reason })),
    serviceList: services.filter(({ state }) => own || (state !== 'draft' && state !== 'test')).map(({ slug, title_th: titleTh, title_en: titleEn, state }) => ({ slug, titleTh, titleEn, state })),
  };
}

/** Agencies by id, those that ended too. */
export async function agenciesById(tx: Tx): Promise<ReadonlyMap<string, Agency>> {
  return new Map((await listAgencies(tx)).map((agency) => [agency.id, agency]));
}

function viewSystem(row: ListSystemsRow, agencies: ReadonlyMap<string, Agency>, who: Principal): System {
  return {
    id: row.id, path: row.path, code: row.code, agency: agencies.get(row.agency_id) as Agency, nameTh: row.name_th, nameEn: row.name_en, kind: row.kind as System['kind'], state: row.state as SystemState,
    minAssurance: row.min_assurance, clientId: row.client_id, version: row.version, keys: row.keys, keysEndOn: row.ends_at, services: row.services, mayKeep: keeps(who, row.agency_id),
  };
}
