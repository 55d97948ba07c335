import type { Tx } from '#kernel/db.ts';
import type { Consumer, Event } from '#kernel/outbox.ts';
import { tellPrograms, type NewEvent } from '../feed/tell.ts';
import { agreementEvent } from './agreement-event.ts';
import { findAgreementFacts, findReleaseFacts, findServiceFacts } from './facts.sql.gen.ts';

type Hearing = (tx: Tx, event: Event) => Promise<NewEvent | null>;

/** What each topic of the house becomes outside; null: of that, programs hear nothing. */
const hearings: Record<string, Hearing> = {
  'lake.release-published': (tx, event) => ofRelease(tx, event, 'saphan.release.published'),
  'lake.release-withdrawn': (tx, event) => ofRelease(tx, event, 'saphan.release.withdrawn'),
  'registry.service-version-published': (tx, event) => ofService(tx, event, ({ state }) => (isOpen(state) ? 'saphan.service.published' : null)),
  'registry.data-service-moved': (tx, event) => ofService(tx, event, () => ({ live: 'saphan.service.published', deprecated: 'saphan.service.deprecated', retired: 'saphan.service.deprecated' } as const)[String(event.payload.to)] ?? null),
  'sharing.agreement-activated': (tx, event) => ofAgreement(tx, event, 'saphan.agreement.activated', 'signed'),
  'sharing.agreement-resumed': (tx, event) => ofAgreement(tx, event, 'saphan.agreement.activated', 'resumed'),
  'sharing.agreement-suspended': (tx, event) => ofAgreement(tx, event, 'saphan.agreement.suspended', 'suspended'),
  'sharing.agreement-ended': (tx, event) => ofAgreement(tx, event, 'saphan.agreement.ended', 'ended'),
};

/** Hears what other rooms announce and tells programs of it, once each. */
export const hearHouse: Consumer = {
  name: 'events.hear-house', topics: Object.keys(hearings),
  async hear(tx, event) {
    const told = await hearings[event.topic]?.(tx, event);
    if (told) await tellPrograms(tx, [told]);
  },
};

const isOpen = (state: string): boolean => state === 'live' || state === 'deprecated';
const momentOf = ({ at }: Event): string => new Date(at).toISOString();

async function ofRelease(tx: Tx, event: Event, type: 'saphan.release.published' | 'saphan.release.withdrawn'): Promise<NewEvent | null> {
  const { payload } = event;
  const found = await findReleaseFacts(tx, { dataset_id: Number(payload.datasetId), number: Number(payload.number) });
  if (!found) return null;
  const { slug, agency_id: agency, title_th: titleTh, title_en: titleEn, number, row_count: rows, content_hash: contentHash, data_as_of: dataAsOf } = found;
  const data = { dataset: slug, agency, titleTh, titleEn, release: number, rows, contentHash, dataAsOf, ...(type === 'saphan.release.withdrawn' && { wasCurrent: payload.wasCurrent === true }) };
  return { type, subject: `datasets/${slug}/releases/${number}`, at: momentOf(event), data, datasetId: found.dataset_id, key: `${type}:${found.dataset_id}:${number}` };
}

/** Everybody who signs in sees a service that is open; of drafts and trials nobody outside hears. */
async function ofService(tx: Tx, event: Event, typeOf: (found: { state: string }) => NewEvent['type'] | null): Promise<NewEvent | null> {
  const found = await findServiceFacts(tx, { service_id: Number(event.payload.serviceId) });
  const type = found && typeOf(found);
  if (!found || !type) return null;
  const { slug, title_th: titleTh, title_en: titleEn, agency_id: agency, sunset_on: sunsetOn } = found;
  const data = { service: slug, agency, titleTh, titleEn, version: Number(event.payload.version ?? found.version), state: String(event.payload.to ?? found.state), sunsetOn: type === 'saphan.service.deprecated' ? sunsetOn : null, breaking: Number(event.payload.breaking ?? 0) };
  return { type, subject: `services/${slug}`, at: momentOf(event), data, key: `${type}:${slug}:${event.payload.version === undefined ? `r${event.payload.revision}` : `v${event.payload.version}`}` };
}

async function ofAgreement(tx: Tx, event: Event, type: NewEvent['type'], why: string): Promise<NewEvent | null> {
  const found = await findAgreementFacts(tx, { agreement_id: Number(event.payload.agreementId) });
  return found && agreementEvent(found, type, { why, at: momentOf(event), version: Number(event.payload.version) });
}
