import type { Tx } from '#kernel/db.ts';
import type { Consumer, Event } from '#kernel/outbox.ts';
import { tellPrograms, type NewEvent } from '../feed/tell.ts';
import { findReleaseFacts } from './facts.sql.gen.ts';

type Hearing = (tx: Tx, event: Event) => Promise<NewEvent | null>;

/** What each topic of the house becomes outside; null: of that, programs hear nothing. */
const hearings: Record<string, Hearing> = {
  'lake.release-published': (tx, event) => ofRelease(tx, event, 'saphan.release.published'),
  'lake.release-withdrawn': (tx, event) => ofRelease(tx, event, 'saphan.release.withdrawn'),
};

/** Hears what other rooms announce and tells programs of it, once each. */
export const hearHouse: Consumer = {
  name: 'events.hear-house', topics: Object.keys(hearings),
  async hear(tx, event) {
    const told = await hearings[event.topic]?.(tx, event);
    if (told) await tellPrograms(tx, [told]);
  },
};

async function ofRelease(tx: Tx, { payload, at }: Event, type: 'saphan.release.published' | 'saphan.release.withdrawn'): Promise<NewEvent | null> {
  const found = await findReleaseFacts(tx, { dataset_id: Number(payload.datasetId), number: Number(payload.number) });
  if (!found) return null;
  const { slug, agency_id: agency, title_th: titleTh, title_en: titleEn, number, row_count: rows, content_hash: contentHash, data_as_of: dataAsOf } = found;
  const data = { dataset: slug, agency, titleTh, titleEn, release: number, rows, contentHash, dataAsOf, ...(type === 'saphan.release.withdrawn' && { wasCurrent: payload.wasCurrent === true }) };
  return { type, subject: `datasets/${slug}/releases/${number}`, at: new Date(at).toISOString(), data, datasetId: found.dataset_id, key: `${type}:${found.dataset_id}:${number}` };
}
