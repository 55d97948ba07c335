import { Cron } from 'croner';
import { addDays, daysInMonth, isoDate, todayInBangkok } from '@saphan/contracts/dates';
import { isWorkingDay, weekdayOf, workingDayFrom, workingDayUntil, type DaysOff } from '#kernel/calendar/working-days.ts';
import { linkageProblem } from '../errors.ts';
import type { OffRule, ScheduleRule, StartWindow } from './rule.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** A rule that does not come within so many days never does (31 February). */
const FARTHEST_DAYS = 800;
/** Days by which a time may be moved over days off. */
const MOVED_DAYS = 20;
/** A schedule comes at most so often. */
export const CLOSEST_MINUTES = 5;

/** The instant of a Bangkok day and time of day. */
const instant = (day: string, at: string): Date => new Date(`${day}T${at}:00+07:00`);

/**
 * The first nominal time of a rule after a moment; null when there is none.
 *
 * @param off days on which offices are closed, at least from a month before `after` to {@link FARTHEST_DAYS} after it.
 * @param window hours outside it are no times at all; rarer times outside it are moved when they start ({@link startOf}).
 */
export function nextTime(rule: ScheduleRule, after: Date, off: DaysOff, window: StartWindow | null = null): Date | null {
  if (rule.every === 'hour') return nextHour(rule.minute, after, window);
  if (rule.every === 'cron') return nextCron(rule, after, off);
  const today = todayInBangkok(after);
  for (let day = addDays(today, -MOVED_DAYS), last = addDays(today, FARTHEST_DAYS); day <= last; day = addDays(day, 1)) {
    const named = dayOf(rule, day, off);
    const at = named === null ? null : instant(named, rule.at);
    if (at && at > after) return at;
  }
  return null;
}

/** Nominal times in `(after, until]`, the latest `atMost` of them. */
export function listTimes(rule: ScheduleRule, after: Date, until: Date, { off, window, atMost }: { off: DaysOff; window: StartWindow | null; atMost: number }): Date[] {
  const times: Date[] = [];
  for (let at = nextTime(rule, after, off, window); at && at <= until; at = nextTime(rule, at, off, window)) {
    times.push(at);
    if (times.length > atMost) times.shift();
  }
  return times;
}

/** Throws `linkage.schedule-refused` for a cron line that cannot be read, comes too often, or never. */
export function checkRule(rule: ScheduleRule, now: Date, off: DaysOff, window: StartWindow | null = null): void {
  if (rule.every === 'cron') assertCron(rule.cron);
  const first = nextTime(rule, now, off, window);
  if (!first) throw refused('/rule', 'ตารางนี้ไม่มีวันที่จะถึงเลย', 'this schedule never comes');
  let before = first;
  for (let seen = 0; seen < 20; seen += 1) {
    const then = nextTime(rule, before, off, window);
    if (!then) return;
    if (then.getTime() - before.getTime() < CLOSEST_MINUTES * MINUTE_MS) throw refused('/rule', `ถี่เกินไป ต้องห่างกันอย่างน้อย ${CLOSEST_MINUTES} นาที`, `too often: at least ${CLOSEST_MINUTES} minutes must lie between`);
    before = then;
  }
}

/** When the run of a nominal time may start: later by jitter, then moved into the window. The same time always gives the same jitter. */
export function startOf(nominal: Date, { jitterS, window, seed }: { jitterS: number; window: StartWindow | null; seed: number }): Date {
  const at = new Date(nominal.getTime() + (jitterS > 0 ? (mix(seed, nominal.getTime() / MINUTE_MS) % (jitterS + 1)) * 1000 : 0));
  return window ? intoWindow(at, window) : at;
}

/** The moment itself within the window, else its next opening. */
export function intoWindow(at: Date, window: StartWindow): Date {
  if (isOpen(at, window)) return at;
  const { from } = window;
  const opening = instant(todayInBangkok(at), from);
  return opening >= at ? opening : instant(addDays(todayInBangkok(at), 1), from);
}

function isOpen(at: Date, { from, to }: StartWindow): boolean {
  const time = new Date(at.getTime() + 7 * HOUR_MS).toISOString().slice(11, 16);
  return from < to ? time >= from && time < to : time >= from || time < to;
}

function nextHour(minute: number, after: Date, window: StartWindow | null): Date | null {
  const first = Math.floor(after.getTime() / HOUR_MS) * HOUR_MS + minute * MINUTE_MS;
  const hours = Array.from({ length: 26 }, (_, at) => new Date(first + at * HOUR_MS));
  return hours.find((at) => at > after && (!window || isOpen(at, window))) ?? null;
}

/** The day on which a rule's occurrence of `day` happens; null when the rule does not name that day. */
function dayOf(rule: Exclude<ScheduleRule, { every: 'hour' | 'cron' }>, day: string, off: DaysOff): string | null {
  switch (rule.every) {
    case 'day': return day;
    case 'working-day': return isWorkingDay(day, off) ? day : null;
    case 'week': return weekdayOf(day) === rule.weekday ? moved(day, rule.off, off) : null;
    case 'month': return isDayOfMonth(day, rule.day) ? moved(day, rule.off, off) : null;
  }
}

function isDayOfMonth(day: string, wanted: number): boolean {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return day === isoDate({ year, month, day: Math.min(wanted, daysInMonth(year, month)) });
}

function moved(day: string, rule: OffRule, off: DaysOff): string | null {
  if (rule === 'run' || isWorkingDay(day, off)) return day;
  if (rule === 'skip') return null;
  return rule === 'next' ? workingDayFrom(day, off) : workingDayUntil(day, off);
}

function nextCron(rule: Extract<ScheduleRule, { every: 'cron' }>, after: Date, off: DaysOff): Date | null {
  const cron = new Cron(rule.cron, { timezone: 'Asia/Bangkok', paused: true, mode: '5-part' });
  const until = after.getTime() + FARTHEST_DAYS * 24 * HOUR_MS;
  // Times are moved over days off by some days, so looking begins earlier.
  let from: Date | null = rule.off === 'run' || rule.off === 'skip' ? after : new Date(after.getTime() - MOVED_DAYS * 24 * HOUR_MS);
  for (let looked = 0; looked < 20_000; looked += 1) {
    from = cron.nextRun(from);
    if (!from || from.getTime() > until) return null;
    const day = todayInBangkok(from);
    const on = moved(day, rule.off, off);
    if (on === null) continue;
    const at = on === day ? from : instant(on, new Date(from.getTime() + 7 * HOUR_MS).toISOString().slice(11, 16));
    if (at > after) return at;
  }
  return null;
}

function assertCron(text: string): void {
  try {
    new Cron(text, { timezone: 'Asia/Bangkok', paused: true, mode: '5-part' });
  } catch (error) {
    throw refused('/rule/cron', 'อ่านรูปแบบ cron นี้ไม่ได้ ต้องมีห้าช่อง: นาที ชั่วโมง วันที่ เดือน วันในสัปดาห์', `this cron line cannot be read: ${(error as Error).message}`);
  }
}

export const refused = (pointer: string, th: string, en: string) => linkageProblem('schedule-refused', { errors: [{ pointer, th, en }] });

/** A small integer hash: spreads neighbours. */
function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul((b | 0) ^ 0xc2b2ae35, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
