import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import { announce, type Consumer } from '#kernel/outbox.ts';
import { theHouse } from '#kernel/policy.ts';
import { holdingOf, type AgencyMerged, type AgencySplit, type ListHoldings } from '#modules/organisations/index.ts';
import { clientIdOf, followSystem } from '../credentials/follow-system.ts';
import { recordChange } from '../record-change.ts';
import { pathOf } from '../systems/save-system.ts';
import { insertSystem, insertSystemVersion } from '../systems/systems.sql.gen.ts';
import {
  endKeys, findOfferingSystem, handServiceOver, isPathTaken, keepFormerPath, listAgencySystems, listServiceHoldings, listServicesOfDatasets, listSystemHoldings, moveSystem, type ListAgencySystemsRow, type ListServicesOfDatasetsRow,
} from './follow-agencies.sql.gen.ts';

const MOST_CODE = 41;

/**
 * Systems go on under the agency that follows theirs: with a new path, their services and agreements as they are, and no keys but new ones. The former path says where they went.
 * Of a split, services go with the datasets that they answer from.
 */
export const followAgencies: Consumer = {
  name: 'registry.follow-agencies', topics: ['organisations.agency-merged', 'organisations.agency-split'],
  async hear(tx, { topic, payload }) {
    const now = systemClock.now();
    if (topic === 'organisations.agency-merged') for (const system of await listAgencySystems(tx, { agency_id: (payload as AgencyMerged).from })) await moveOne(tx, system, payload as AgencyMerged, now);
    else await handOver(tx, payload as AgencySplit, now);
  },
};

async function moveOne(tx: Tx, system: ListAgencySystemsRow, { from, into, documentNo }: AgencyMerged, now: Date): Promise<void> {
  const at = now.toISOString();
  const code = await freeCode(tx, into, system.code, from);
  const path = pathOf(into, code);
  await keepFormerPath(tx, { path: system.path, system_id: system.id, now: at, reason: documentNo });
  await moveSystem(tx, { id: system.id, path, code });
  const ended = (await endKeys(tx, { system_id: system.id, now: at, reason: documentNo, actor: theHouse.name })).map(({ kid }) => kid);
  // The client that was made of its former name proves itself by keys that ended.
  await followSystem(tx, theHouse, { ...system, agency_id: into, state: 'ended' }, now);
  const clientId = system.client_id === clientIdOf(system.path) ? null : system.client_id;
  const said = await insertSystemVersion(tx, {
    system_id: system.id, seen: system.version, agency_id: into, name_th: system.name_th, name_en: system.name_en, kind: system.kind, state: system.state, min_assurance: system.min_assurance, client_id: clientId, contact: system.contact,
    reason: `${documentNo}: ${system.path} → ${path}`, actor: theHouse.name, now: at,
  });
  await recordChange(tx, theHouse, 'system-moved', `system:${path}`, { version: said?.version ?? null, from: system.path, to: path, documentNo, keysEnded: ended });
  await announce(tx, 'registry.system-moved', { systemId: system.id, from: system.path, to: path, agencyId: into, keysEnded: ended.length });
}

/** The code it had, or with the former agency before it when the successor uses that already. */
async function freeCode(tx: Tx, into: string, code: string, from: string): Promise<string> {
  const wished = [code, `${from}-${code}`, ...Array.from({ length: 9 }, (_, n) => `${from}-${code}`.slice(0, MOST_CODE - 2) + `-${n + 2}`)].map((each) => each.slice(0, MOST_CODE));
  for (const each of wished) if (!(await isPathTaken(tx, { path: pathOf(into, each) })).taken) return each;
  return `${from}-${code}`.slice(0, MOST_CODE - 14) + `-${systemClock.now().getTime()}`;
}

async function handOver(tx: Tx, { from, into, datasets, documentNo }: AgencySplit, now: Date): Promise<void> {
  for (const service of await listServicesOfDatasets(tx, { agency_id: from, datasets })) {
    const system = await findOfferingSystem(tx, { path: pathOf(into, service.code), agency_id: into }) ?? await offeringSystem(tx, service, { from, into, documentNo }, now);
    await handServiceOver(tx, { id: service.id, system_id: system.id });
    await recordChange(tx, theHouse, 'data-service-handed-over', `data-service:${service.slug}`, { from: service.path, to: system.path, documentNo });
    await announce(tx, 'registry.data-service-handed-over', { serviceId: service.id, slug: service.slug, from, into, documentNo });
  }
}

/** A system of the agency that takes services over, named as the one they came from. */
async function offeringSystem(tx: Tx, service: ListServicesOfDatasetsRow, { from, into, documentNo }: { from: string; into: string; documentNo: string }, now: Date): Promise<{ id: number; path: string }> {
  const code = await freeCode(tx, into, service.code, from);
  const path = pathOf(into, code);
  const { id } = await insertSystem(tx, { path, code, now: now.toISOString() }) as { id: number };
  await insertSystemVersion(tx, {
    system_id: id, seen: 0, agency_id: into, name_th: service.name_th, name_en: service.name_en, kind: 'provider', state: 'active', min_assurance: service.min_assurance, client_id: null, contact: null, reason: documentNo, actor: theHouse.name, now: now.toISOString(),
  });
  await recordChange(tx, theHouse, 'system-created', `system:${path}`, { version: 1, state: 'active', kind: 'provider', minAssurance: service.min_assurance, clientId: null });
  return { id, path };
}

/** Systems of an agency; of a split, the services that answer from its datasets. */
export const registryHoldings: ListHoldings = async (tx, { agencyId, datasets }) => {
  if (datasets) return holdingOf({ what: 'registry.services', th: 'บริการข้อมูลของชุดข้อมูลที่โอน', en: 'Data services of these datasets', link: `/exchange/services?agency=${agencyId}` }, await listServiceHoldings(tx, { agency_id: agencyId, datasets: [...datasets] }));
  return holdingOf({
    what: 'registry.systems', th: 'ระบบพร้อมบริการข้อมูล', en: 'Systems with their data services', link: `/exchange/systems?agency=${agencyId}`,
    note: { th: 'ชื่อระบบ (path) เปลี่ยนตามหน่วยงานที่รับโอน กุญแจเดิมสิ้นผลในวันนั้น ต้องลงทะเบียนกุญแจใหม่', en: 'Their paths change to the successor’s; their keys end on that day and new ones are registered' },
  }, await listSystemHoldings(tx, { agency_id: agencyId }));
};
