import { addDays, parseIsoDate, todayInBangkok } from '@saphan/contracts/dates';
import type { Static } from 'typebox';
import { isWorkingDay, type DaysOff } from '#kernel/calendar/working-days.ts';
import type { Tx } from '#kernel/db.ts';
import { findPauseOfAll, listAgenda, type ListAgendaRow } from './deliveries.sql.gen.ts';
import { nextTime, refused, startOf } from './next-time.ts';
import { readDaysAround, windowOf } from './plan-due.ts';
import type { Agenda, AgendaItem } from './schemas.ts';
import { deliveryState } from './views.ts';

type Item = Static<typeof AgendaItem>;

const order = ['suspended', 'breached', 'late', 'due', 'running', 'planned', 'paused', 'fresh'];
const PLANNED_AT_MOST = 24;
const ITEMS = 500;
const working = ['claimed', 'extracting', 'staged', 'validating', 'diffed', 'publishing'];

/** What runs when on a Bangkok day: what stands still and what is late first, then what comes, then what is done. @throws `linkage.schedule-refused`. */
export async function readAgenda(tx: Tx, asked: { day?: string | undefined; agency?: string | undefined; limit?: number | undefined }, now: Date): Promise<Static<typeof Agenda>> {
  const day = asked.day ?? todayInBangkok(now);
  if (!parseIsoDate(day)) throw refused('/day', `"${day}" ไม่ใช่วันที่`, `"${day}" is not a day`);
  const [from, to] = [new Date(`${day}T00:00:00+07:00`), new Date(`${addDays(day, 1)}T00:00:00+07:00`)];
  const off = await readDaysAround(tx, from);
  const rows = await listAgenda(tx, { from: from.toISOString(), to: to.toISOString(), agency: asked.agency ?? null });
  const items = rows.flatMap((row) => itemsOf(row, { from, to, now, off })).sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.startAt ?? '').localeCompare(b.startAt ?? '') || a.priority - b.priority || a.sourceId - b.sourceId);
  const pause = await findPauseOfAll(tx, {});
  return {
    day, working: isWorkingDay(day, off), pausedAll: pause && { at: pause.paused_at, by: pause.paused_by, reason: pause.reason },
    counts: Object.fromEntries(order.map((state) => [state, items.filter((item) => item.state === state).length])), items: items.slice(0, asked.limit ?? ITEMS),
  };
}

interface Day { from: Date; to: Date; now: Date; off: DaysOff }

function itemsOf(row: ListAgendaRow, day: Day): Item[] {
  const base = {
    dataset: { slug: row.slug, titleTh: row.title_th, titleEn: row.title_en, agency: { id: row.agency_id, abbrTh: row.abbr_th, nameTh: row.name_th, nameEn: row.name_en } },
    sourceId: row.source_id, sourceName: row.source_name, priority: row.priority, run: null, outcome: null, reason: null, missed: 0, why: null,
  };
  const happened = row.occurrences.map((each: Happened): Item => ({
    ...base, nominalAt: iso(each.nominalAt), startAt: iso(each.startAt), state: stateOf(each, day.now), run: each.runId === null ? null : { id: each.runId, state: each.runState as string },
    outcome: each.outcome, reason: each.reason, missed: each.missed,
  }));
  return [...happened, ...comingItems(row, base, day)];
}

interface Happened { nominalAt: string; startAt: string; dueBy: string; breachedAt: string; deliveredAt: string | null; runId: number | null; runState: string | null; outcome: string; reason: string | null; missed: number }

/** JSON of the register writes `+00:00`. */
const iso = (text: string): string => new Date(text).toISOString();

function stateOf(each: Happened, now: Date): string {
  const state = deliveryState({ ...each, deliveredAt: each.deliveredAt }, now);
  return state === 'due' && each.runState !== null && working.includes(each.runState) ? 'running' : state;
}

/** Times of the day that are still to come, or the one line of a schedule that stands still. */
function comingItems(row: ListAgendaRow, base: Omit<Item, 'nominalAt' | 'startAt' | 'state'>, { from, to, now, off }: Day): Item[] {
  if (row.suspended_at) return [{ ...base, nominalAt: null, startAt: null, state: 'suspended', why: { th: row.suspended_problem.titleTh ?? '', en: row.suspended_problem.titleEn ?? row.suspended_problem.title ?? '' } }];
  if (row.paused_at) return [{ ...base, nominalAt: null, startAt: null, state: 'paused', why: { th: row.paused_reason as string, en: row.paused_reason as string } }];
  if (!row.rule || !row.next_at) return [];
  const window = windowOf(row);
  const items: Item[] = [];
  const begin = new Date(Math.max(from.getTime(), new Date(row.next_at).getTime()) - 1);
  for (let at = nextTime(row.rule, begin, off, window); at && at < to && items.length < PLANNED_AT_MOST; at = nextTime(row.rule, at, off, window)) {
    const start = startOf(at, { jitterS: row.jitter_s, window, seed: row.source_id });
    items.push({ ...base, nominalAt: at.toISOString(), startAt: start.toISOString(), state: at > now || start > now ? 'planned' : 'due' });
  }
  return items;
}
