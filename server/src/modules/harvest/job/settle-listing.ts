import { problemDocument } from '#kernel/problem.ts';
import { problem } from '../errors.ts';
import { countMissing, markSame, moveJob } from './job.sql.gen.ts';
import type { Session } from './session.ts';

/** Compares the listing with what was taken before: goes on to taking, or is held for a person when too much would disappear. */
export async function settleListing(session: Session): Promise<void> {
  const { job, source } = session;
  await session.within(async (tx, held) => {
    if (held.state !== 'listing' || !held.complete) return;
    await markSame(tx, { job_id: job.id, source_id: source.id });
    const { known, missing, unread } = await countMissing(tx, { job_id: job.id, source_id: source.id });
    const isEmpty = held.listed === 0;
    // A page that could not be read whole, or fewer objects than the source counted, may hide those that are missing.
    const withdraws = unread === 0 && (held.total === null || held.listed >= held.total);
    const shrinks = withdraws && known > 0 && missing * 100 > known * source.shrink_percent;
    if (!isEmpty && !shrinks) return moveJob(tx, { id: job.id, state: 'taking', problem: null, missing, withdraws });
    const why = isEmpty ? problem('listing-is-empty', { known }) : problem('shrinks', { known, missing, detailTh: `หายไป ${missing} จาก ${known} รายการ เกิน ${source.shrink_percent} %`, detailEn: `${missing} of ${known} are gone, more than ${source.shrink_percent} %.` });
    // Nothing was ever taken from a source that is empty: there is nothing to decide.
    return moveJob(tx, { id: job.id, state: isEmpty && known === 0 ? 'failed' : 'held', problem: problemDocument(why, `harvest-${job.id}`), missing, withdraws });
  });
}
