import type { Agency } from '#modules/organisations/index.ts';
import { states, type AgencyRow, type BoardCell, type DatasetState, type StateCounts } from '../schemas.ts';
import type { Cell } from './cells.ts';

export interface Totals extends StateCounts { datasets: number; linked: number }

const noCounts = (): StateCounts => ({ fresh: 0, stale: 0, failing: 0, held: 0, overdue: 0, planned: 0 });
const isLinked = (state: DatasetState): boolean => state !== 'overdue' && state !== 'planned';

/** Who needs help first. */
const urgency: Record<DatasetState, number> = { overdue: 0, failing: 1, held: 2, stale: 3, planned: 4, fresh: 5 };

/** One row per agency in the order given, cells by urgency, then due date; agencies without datasets stay, empty. */
export function agencyRows(agencies: readonly Agency[], cells: readonly Cell[], day: string): AgencyRow[] {
  const byAgency = new Map(agencies.map((agency) => [agency.id, [] as Cell[]]));
  for (const cell of cells) byAgency.get(cell.agencyId)?.push(cell);
  return agencies.map((agency) => agencyRow(agency, byAgency.get(agency.id) ?? [], day));
}

function agencyRow(agency: Agency, rows: readonly Cell[], day: string): AgencyRow {
  const counts = noCounts();
  const byState = new Map<string, BoardCell[]>(states.toSorted((a, b) => urgency[a] - urgency[b]).map((state) => [state, []]));
  let nextDueOn: string | null = null;
  for (const row of rows) {
    counts[row.state] += 1;
    byState.get(row.state)?.push({ slug: row.slug, titleTh: row.titleTh, titleEn: row.titleEn, state: row.state, dueOn: row.dueOn });
    if (!isLinked(row.state) && row.dueOn !== null && row.dueOn >= day && (nextDueOn === null || row.dueOn < nextDueOn)) nextDueOn = row.dueOn;
  }
  const linked = counts.fresh + counts.stale + counts.failing + counts.held;
  return { agency, cells: [...byState.values()].flat(), counts, linked, total: rows.length, nextDueOn };
}

/** The plan as a step line: how many datasets are due on or before a day. */
export interface PlannedLine { firstOn: string | null; lastOn: string | null; upTo(day: string): number }

export function plannedBy(cells: readonly Cell[]): PlannedLine {
  const due = cells.flatMap((cell) => cell.dueOn ?? []); // ordered by the statement
  return { firstOn: due[0] ?? null, lastOn: due.at(-1) ?? null, upTo: (day) => countUpTo(due, day) };
}

/** Number of texts ≤ `day` in an ordered list, by halving. */
function countUpTo(ordered: readonly string[], day: string): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle] as string) <= day) low = middle + 1; else high = middle;
  }
  return low;
}
