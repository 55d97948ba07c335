import type { Tx } from '#kernel/db.ts';
import { momentOf } from '#modules/plans/index.ts';
import { isSeen } from '../operations/open-request.ts';
import type { ListQuery, RequestList } from '../schemas.ts';
import { agenciesById, noCounts, viewLine, waitingStates } from './lines.ts';
import { listRequestsAt, type ListRequestsAtRow } from './requests.sql.gen.ts';
import type { Sees } from './sees.ts';

const PAGE = 200;

/**
 * Requests as of a day, newest first, and how many of those that are asked for stand where.
 *
 * @param asked filters; `counts` are of all states, whatever `state` says.
 * @throws the problems of days of `plans`.
 */
export async function listRequests(tx: Tx, asked: ListQuery, sees: Sees, now: Date): Promise<RequestList> {
  const moment = momentOf(asked.asOf ?? null, now);
  const agencies = await agenciesById(tx);
  const among = (await listRequestsAt(tx, { at: moment.at, id: null })).filter((row) => isAskedFor(row, asked, sees));
  const seen = among.filter((row) => isSeen(row, sees));
  const counts = noCounts();
  const lines = seen.map((row) => viewLine(row, agencies, moment.day));
  for (const { state } of lines) counts[state] += 1;
  const found = lines.filter(({ state }) => (!asked.state || state === asked.state) && (!asked.open || waitingStates.includes(state)));
  const offset = asked.offset ?? 0;
  return {
    asOf: moment.day, recordedAt: moment.at, items: found.slice(offset, offset + PAGE), total: found.length, counts,
    hidden: among.filter((row) => row.sent_at !== null && !isSeen(row, sees) && (!asked.state || row.state === asked.state)).length,
  };
}

function isAskedFor(row: ListRequestsAtRow, { box, agency, requester, provider, dataset }: ListQuery, sees: Sees): boolean {
  const own = (id: string | null) => id !== null && sees.agencies.includes(id);
  return (!box || box === 'all' || (box === 'asked' ? own(row.requester_id) : own(row.provider_id) && (row.state === 'sent' || row.state === 'overdue')))
    && (!agency || row.requester_id === agency || row.provider_id === agency) && (!requester || row.requester_id === requester) && (!provider || row.provider_id === provider)
    && (!dataset || row.slug === dataset);
}
