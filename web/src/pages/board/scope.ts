import { addDays } from '@saphan/contracts/dates';
import type { Board, DatasetState, OverdueStep } from '../../api/types.ts';
import type { SearchText } from '../../app/search.ts';
import type { Behind } from '../../ui/rich.tsx';

/** The board of one agency alone: its states, marks and what is late; plan and pace stay those of the ministry. */
export function boardOf(board: Board, agencyId: string | undefined): Board {
  const row = agencyId === undefined ? undefined : board.agencies.find(({ agency }) => agency.id === agencyId);
  if (!row) return board;
  return {
    ...board, agencies: [row], overdue: board.overdue.filter(({ agency }) => agency.id === row.agency.id),
    totals: { ...row.counts, datasets: row.total, linked: row.linked, plannedByNow: row.cells.filter(({ dueOn }) => dueOn !== null && dueOn <= board.asOf).length },
  };
}

export interface Figure { state?: DatasetState; linked?: boolean; agency?: string | undefined; step?: OverdueStep; lateOver?: number; dueWithin?: number }

/** The list behind a figure of the board: as many datasets as it says. @param asOf the day that was chosen; today when none was. */
export function listBehind({ state, linked, agency, step, lateOver, dueWithin }: Figure, board: Pick<Board, 'asOf'>, asOf: string | undefined): Behind {
  const search: SearchText = {
    agency, state, step, asOf, linked: linked === undefined ? undefined : String(linked),
    dueTo: lateOver !== undefined ? addDays(board.asOf, -lateOver - 1) : dueWithin !== undefined ? addDays(board.asOf, dueWithin) : undefined, dueFrom: dueWithin !== undefined ? board.asOf : undefined,
  };
  return { to: '/datasets', search: Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) };
}

/** Who is late and why: how many, in how many agencies, in which most, and the step at which most are stuck. */
export function lateness({ overdue }: Board) {
  const most = <Key>(groups: Map<Key, Board['overdue']>) => [...groups.values()].toSorted((a, b) => b.length - a.length)[0];
  const agencies = Map.groupBy(overdue, ({ agency }) => agency.id);
  return { count: overdue.length, agencies: agencies.size, worst: most(agencies), stuck: most(Map.groupBy(overdue, ({ step }) => step)) };
}

