import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import { listAgencies } from '#modules/organisations/index.ts';
import { titlesOf } from '../reads/cells.ts';
import { momentOf } from '../reads/moment.ts';
import { listBoardPartitions } from './partitions.sql.gen.ts';
import { viewFreshness } from './read-partitions.ts';
import type { BoardPartitions } from './schemas.ts';

/** Periods of a dataset: a year of months. */
const PERIODS = 12;
/** Datasets on one board; who needs help first comes first. */
const DATASETS = 40;

/**
 * The last promised partitions of the datasets that promise them, worst first, as of the end of a day in Bangkok and as recorded by then.
 *
 * @param asOf `YYYY-MM-DD`, or null for this moment.
 * @throws `plans.not-a-date`, `plans.as-of-in-future`.
 */
export async function readBoardPartitions(tx: Tx, asOf: string | null, now: Date): Promise<Static<typeof BoardPartitions>> {
  const { day, at } = momentOf(asOf, now);
  const rows = await listBoardPartitions(tx, { moment: at, periods: PERIODS, datasets: DATASETS });
  if (rows.length === 0) return { asOf: day, datasets: 0, items: [] };
  const { titles } = await titlesOf(tx);
  const agencies = new Map((await listAgencies(tx)).map((agency) => [agency.id, agency]));
  const items = [...Map.groupBy(rows, (row) => row.dataset_id)].flatMap(([id, parts]) => {
    const title = titles.get(id);
    const agency = title && agencies.get(title.agencyId);
    return agency ? [{ slug: title.slug, titleTh: title.titleTh, titleEn: title.titleEn, agency, ...viewFreshness(parts, at) }] : [];
  });
  return { asOf: day, datasets: rows[0]?.datasets ?? 0, items };
}
