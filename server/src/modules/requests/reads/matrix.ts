import type { Tx } from '#kernel/db.ts';
import { listAgencies } from '#modules/organisations/index.ts';
import { momentOf } from '#modules/plans/index.ts';
import type { Matrix, RequestState } from '../schemas.ts';
import { noCounts, waitingStates } from './lines.ts';
import { countCellsAt } from './requests.sql.gen.ts';
import type { Sees } from './sees.ts';

/** Who needs what from whom: agencies by agencies, counted by state, as of a day (null: now); agencies that neither ask nor are asked are left out. */
export async function readMatrix(tx: Tx, asOf: string | null, sees: Sees, now: Date): Promise<Matrix> {
  const moment = momentOf(asOf, now);
  const rows = await countCellsAt(tx, { at: moment.at });
  const totals = noCounts();
  const pairs = Map.groupBy(rows, ({ requester_id, provider_id }) => `${requester_id} ${provider_id}`);
  const cells = [...pairs.values()].map((of) => {
    const { requester_id: requesterId, provider_id: providerId } = of[0] as (typeof of)[number];
    const counts = noCounts();
    for (const { state, count } of of) {
      counts[state as RequestState] += count;
      totals[state as RequestState] += count;
    }
    return {
      requesterId, providerId, counts, total: of.reduce((sum, { count }) => sum + count, 0), waiting: waitingStates.reduce((sum, state) => sum + counts[state], 0),
      mayOpen: sees.whole || sees.agencies.includes(requesterId) || sees.agencies.includes(providerId),
    };
  });
  const involved = new Set(cells.flatMap(({ requesterId, providerId }) => [requesterId, providerId]));
  return { asOf: moment.day, recordedAt: moment.at, agencies: (await listAgencies(tx)).filter(({ id }) => involved.has(id)), cells, totals };
}
