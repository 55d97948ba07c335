import { formatThaiDate } from '@saphan/contracts/dates';
import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import type { Consumer } from '#kernel/outbox.ts';
import { theHouse } from '#kernel/policy.ts';
import { openAgreement } from '../operations/open-agreement.ts';
import { closeAgreement } from '../operations/run-agreement.ts';
import { findMovedService, type FindMovedServiceRow } from './following.sql.gen.ts';
import { tellBecamePersonal } from './tell-personal.ts';
import { listOpenAgreements, settleSunset, tellKept, tellSunset } from './tell-sunset.ts';

interface Moved { serviceId: number; from: string; to: string; sunsetOn: string | null; wasOn?: string | null }

/** What becomes of a data service becomes of its agreements: consumers hear of its last day, and with the service they end; where it comes to be about persons, both sides hear that a new version is due. */
export const followServices: Consumer = {
  name: 'sharing.follow-services', topics: ['registry.data-service-moved', 'registry.data-service-became-personal'],
  async hear(tx, { topic, payload }) {
    const moved = payload as Moved;
    const service = await findMovedService(tx, { id: moved.serviceId });
    if (!service) return;
    const now = systemClock.now();
    if (topic === 'registry.data-service-became-personal') { await tellBecamePersonal(tx, service, now); return; }
    if (moved.to === 'deprecated' && moved.sunsetOn && service.state === 'deprecated') await tellSunset(tx, { ...service, sunset_on: moved.sunsetOn }, 'announced', now);
    if (moved.to === 'live' && moved.from === 'deprecated' && moved.wasOn) await keepOn(tx, service, moved.wasOn, now);
    if (moved.to === 'retired') await endWithService(tx, service, moved.sunsetOn, now);
  },
};

async function keepOn(tx: Tx, service: FindMovedServiceRow, wasOn: string, now: Date): Promise<void> {
  const agencies = (await listOpenAgreements(tx, service.id, now)).map((row) => row.consumer_agency_id);
  await settleSunset(tx, service.slug, wasOn, agencies);
  await tellKept(tx, service, wasOn, agencies);
}

async function endWithService(tx: Tx, service: FindMovedServiceRow, sunsetOn: string | null, now: Date): Promise<void> {
  const open = await listOpenAgreements(tx, service.id, now);
  if (sunsetOn !== null) await settleSunset(tx, service.slug, sunsetOn, open.map((row) => row.consumer_agency_id));
  const next = service.successor === null ? { th: '', en: '' } : { th: ` ใช้ ${service.successor} แทน`, en: `; ${service.successor} takes its place` };
  const on = sunsetOn === null ? { th: '', en: '' } : { th: `เมื่อสิ้นวันที่ ${formatThaiDate(sunsetOn)}`, en: ` with ${formatThaiDate(sunsetOn, { lang: 'en' })}` };
  const reason = `บริการข้อมูล ${service.slug} เลิกให้บริการ${on.th}${next.th} · The data service ${service.slug} ended${on.en}${next.en}`;
  for (const { number } of open) await closeAgreement(tx, theHouse, await openAgreement(tx, theHouse, number, null, now), 'provider', reason, now);
}
