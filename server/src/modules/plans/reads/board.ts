import type { Tx } from '#kernel/db.ts';
import { agenciesAsOf, type Agency, type AgencyAsOf } from '#modules/organisations/index.ts';
import type { Board } from '../schemas.ts';
import { findClosedPicture, takePicture, type TakePictureRow } from './board.sql.gen.ts';
import { burnup } from './burnup.ts';
import { cellsOf, titlesOf, type Cell } from './cells.ts';
import { forecast } from './forecast.ts';
import { agencyRows, plannedBy, type Totals } from './matrix.ts';
import { momentOf, type Moment } from './moment.ts';
import { overdueList } from './overdue.ts';
import { factPoints } from './weeks.ts';

/**
 * The board as of the end of a day in Bangkok, as recorded by then: the same day gives the same figures for ever.
 *
 * @param asOf `YYYY-MM-DD`, or null for this moment; today means everything recorded up to `now`.
 * @throws `plans.not-a-date`, `plans.as-of-in-future`.
 */
export async function readBoard(tx: Tx, asOf: string | null, now: Date): Promise<Board> {
  const moment = momentOf(asOf, now);
  const picture = await pictureOf(tx, moment);
  const { titles, firstOn = moment.day } = await titlesOf(tx);
  const cells = await cellsOf(tx, titles, picture, moment);
  const agencies = shownAgencies(await agenciesAsOf(tx, moment.day, moment.at), cells);
  const totals = totalsOf(picture);
  const planned = plannedBy(cells);
  const facts = await factPoints(tx, firstOn, moment.day, totals);
  return {
    asOf: moment.day,
    recordedAt: moment.at,
    totals: { ...totals, plannedByNow: planned.upTo(moment.day) },
    agencies: agencyRows(agencies, cells, moment.day),
    burnup: burnup(planned, facts, firstOn, moment.day),
    overdue: overdueList(agencies, cells, moment.day),
    forecast: forecast(planned.lastOn, totals, facts, moment.day),
  };
}

/** Agencies of that day by the names of that day; one that had ended only while datasets are still counted with it. */
function shownAgencies(agencies: readonly AgencyAsOf[], cells: readonly Cell[]): Agency[] {
  const isHolding = (id: string) => cells.some(({ agencyId }) => agencyId === id);
  return agencies.filter(({ agency, endedOn }) => endedOn === null || isHolding(agency.id)).map(({ agency }) => agency);
}

/** A day that is over has its picture kept; today's is taken now, and so is that of a day the sweep has not closed yet. */
async function pictureOf(tx: Tx, moment: Moment): Promise<TakePictureRow> {
  const closed = moment.over ? await findClosedPicture(tx, { day: moment.day }) : null;
  return closed ?? await takePicture(tx, { at: moment.at });
}

function totalsOf({ datasets, linked, fresh, stale, failing, held, overdue, planned }: TakePictureRow): Totals {
  return { datasets, linked, fresh, stale, failing, held, overdue, planned };
}
