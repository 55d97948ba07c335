import { addDays, daysBetween, dayInBangkok } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import { listAgencies, type Agency } from '#modules/organisations/index.ts';
import { readItemFacts, type ItemFacts, type Moment } from '#modules/plans/index.ts';
import type { Task, TaskState } from '../schemas.ts';
import { listTasksAt, type ListTasksAtRow } from './meetings.sql.gen.ts';

interface Move { movedTo: string; at: string }
interface EventWord { kind: 'assigned' | 'due-moved' | 'reported' | 'said-done' | 'closed' | 'withdrawn'; note: string | null; dueOn: string | null; earlierMoves: Move[]; by: string; at: string }

/** Days before its due day from which a task is said to be due soon. */
const SOON_DAYS = 7;

/** Which tasks are read: all, or those of one of these. */
export interface TaskChoice { id?: number; meetingId?: number; committeeId?: number }

/** Tasks as of a moment: their due days, reports and whether they are done, by what was known then. */
export async function readTasks(tx: Tx, choice: TaskChoice, moment: Moment): Promise<Task[]> {
  const rows = await listTasksAt(tx, { at: moment.at, id: choice.id ?? null, meeting_id: choice.meetingId ?? null, committee_id: choice.committeeId ?? null });
  if (rows.length === 0) return [];
  const facts = rows.some((row) => (row.dataset_ids as number[]).length > 0) ? new Map((await readItemFacts(tx, moment.at)).map((fact) => [fact.datasetId, fact])) : new Map<number, ItemFacts>();
  const agencies = new Map((await listAgencies(tx)).map((agency) => [agency.id, agency]));
  return rows.map((row) => viewTask(row, facts, agencies.get(row.agency_id) as Agency, moment));
}

function viewTask(row: ListTasksAtRow, facts: ReadonlyMap<number, ItemFacts>, agency: Agency, moment: Moment): Task {
  const all = row.events as EventWord[];
  const events = all.filter(({ at }) => new Date(at) <= new Date(moment.at));
  const wanted = row.dataset_ids as number[];
  const datasets = wanted.flatMap((id) => facts.get(id) ?? []);
  const byFact = wanted.length > 0;
  const doneOn = doneDay(events, byFact, wanted.length, datasets);
  const dueOn = dueDayAt(all, row.moves as Move[], moment.at);
  const state = stateOf(events, doneOn, dueOn, moment.day);
  const until = state === 'withdrawn' ? dueOn : doneOn ?? moment.day;
  const told = events.findLast(({ kind }) => kind === 'reported' || kind === 'said-done');
  return {
    id: row.id, meeting: { id: row.meeting_id, committeeId: row.committee_id, number: row.number, year: row.year }, item: row.item, title: row.title, agency, person: row.person_name, state,
    dueOn, firstDueOn: all[0]?.dueOn ?? dueOn, daysLate: Math.max(0, daysBetween(dueOn, until)), assignedOn: dayInBangkok(row.recorded_at) as string, doneOn, byFact,
    datasets: datasets.map(({ slug, titleTh, titleEn, linked }) => ({ slug, titleTh, titleEn, linked })),
    project: row.plan_slug !== null && row.project_id !== null ? { plan: row.plan_slug, id: row.project_id } : null, lastReport: told?.note ?? null,
    events: events.map(({ kind, note, dueOn: due, by, at }) => ({ kind, note, dueOn: due, by, at: new Date(at).toISOString() })),
  };
}

/** By fact when the task names datasets: the day the last of them was linked, while all are; else the day it was closed. */
function doneDay(events: readonly EventWord[], byFact: boolean, wanted: number, datasets: readonly ItemFacts[]): string | null {
  const closed = events.find(({ kind }) => kind === 'closed');
  if (!byFact) return closed ? dayInBangkok(closed.at) : null;
  if (datasets.length < wanted || datasets.some(({ linked }) => !linked)) return null;
  return datasets.reduce<string | null>((last, { linkedOn }) => (linkedOn !== null && (last === null || linkedOn > last) ? linkedOn : last), null);
}

/** The due day that was known at a moment: as last said by then, moved by the days off declared since and by then. */
function dueDayAt(events: readonly EventWord[], moves: readonly Move[], at: string): string {
  const said = events.filter(({ dueOn }) => dueOn !== null);
  const last = said.findLastIndex((event) => new Date(event.at) <= new Date(at));
  const base = said[last] as EventWord;
  const since = said[last + 1]?.earlierMoves ?? moves;
  return since.findLast((move) => new Date(move.at) <= new Date(at) && new Date(move.at) > new Date(base.at))?.movedTo ?? base.dueOn as string;
}

function stateOf(events: readonly EventWord[], doneOn: string | null, dueOn: string, day: string): TaskState {
  if (events.some(({ kind }) => kind === 'withdrawn')) return 'withdrawn';
  if (doneOn !== null) return 'done';
  const told = events.findLast(({ kind }) => kind === 'reported' || kind === 'said-done');
  if (told?.kind === 'said-done') return 'said-done';
  if (dueOn < day) return 'late';
  return dueOn <= addDays(day, SOON_DAYS) ? 'due-soon' : 'open';
}

/** Whether somebody still has to do something: neither done nor withdrawn. */
export const isOpen = ({ state }: Pick<Task, 'state'>): boolean => state !== 'done' && state !== 'withdrawn';
