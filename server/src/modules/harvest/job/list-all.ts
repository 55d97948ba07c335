import { problem } from '../errors.ts';
import type { Listing, RemoteRecord } from '../readers/remote-record.ts';
import { refuseCircle } from './circle.ts';
import { insertEntries, notePage } from './job.sql.gen.ts';
import { listPage, type SourceKind } from './list-source.ts';
import type { Session } from './session.ts';

/**
 * Reads the listing of a source to its end, page by page, each kept before the next is asked for.
 * @throws `harvest.circular`, `harvest.listing-repeats`, `harvest.listing-too-long`, and what asking throws.
 */
export async function listAll(session: Session): Promise<void> {
  const { source, client } = session;
  const kind = source.kind as SourceKind;
  let place = await session.within(async (_tx, job) => job);
  if (place.complete) return;
  if (place.pages === 0) await refuseCircle(session);
  while (!session.signal.aborted) {
    if (place.pages >= source.max_pages) throw problem('listing-too-long', { pages: place.pages, detailTh: `อ่านไปแล้ว ${place.pages} หน้า`, detailEn: `${place.pages} pages were read.` });
    const page = await listPage({ kind, url: source.url, pageSize: source.page_size }, place.cursor, client);
    place = await keepPage(session, page);
    if (place.complete) return;
  }
}

async function keepPage(session: Session, page: Listing): ReturnType<typeof placeOf> {
  await session.within(async (tx, job) => {
    const entries = [...page.records.map((record, at) => entryOf(record, at)), ...page.unread.map(({ remoteId, remark }, at) => ({ remote_id: remoteId, number: page.records.length + at, title: remoteId, organisation: null, digest: '', record: null, outcome: 'refused', remarks: [remark] }))];
    const added = entries.length === 0 ? [] : await insertEntries(tx, { job_id: session.job.id, first: job.listed, entries });
    if (entries.length > 0 && added.length === 0) throw problem('listing-repeats', { detailTh: `หน้าที่ ${job.pages + 1}`, detailEn: `Page ${job.pages + 1}.` });
    await notePage(tx, { id: session.job.id, cursor: page.next, added: added.length, total: page.total, complete: page.next === null });
  });
  return placeOf(session);
}

const placeOf = (session: Session) => session.within(async (_tx, job) => job);

const entryOf = (record: RemoteRecord, number: number) => ({
  remote_id: record.remoteId, number, title: (record.draft.titleTh ?? '').slice(0, 300), organisation: record.organisation?.name ?? null, digest: record.digest, record, outcome: null, remarks: [],
});
