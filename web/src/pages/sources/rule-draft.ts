import type { Schedule, ScheduleAsked, ScheduleRule } from '../../api/schedule-queries.ts';

/** What stands in the form, as text until it is sent. */
export interface RuleDraft {
  every: ScheduleRule['every'] | 'none';
  at: string; minute: string; weekday: string; day: string; cron: string; off: 'run' | 'skip' | 'next' | 'before';
  from: string; to: string; jitter: string; after: string; overlap: 'skip' | 'queue'; priority: string; grace: string;
}

export const newDraft: RuleDraft = {
  every: 'working-day', at: '06:00', minute: '0', weekday: '1', day: '5', cron: '0 6 * * 1-5', off: 'next', from: '', to: '', jitter: '0', after: '', overlap: 'skip', priority: '5', grace: '120',
};

/** The form of a schedule that is there. */
export function draftOf(schedule: Schedule): RuleDraft {
  const rule = schedule.rule;
  return {
    ...newDraft, every: rule?.every ?? 'none',
    ...(rule && 'at' in rule && { at: rule.at }), ...(rule && 'off' in rule && { off: rule.off }),
    ...(rule?.every === 'hour' && { minute: String(rule.minute) }), ...(rule?.every === 'week' && { weekday: String(rule.weekday) }),
    ...(rule?.every === 'month' && { day: String(rule.day) }), ...(rule?.every === 'cron' && { cron: rule.cron }),
    from: schedule.window?.from ?? '', to: schedule.window?.to ?? '', jitter: String(schedule.jitterMinutes), after: schedule.after.map(({ slug }) => slug).join(' '),
    overlap: schedule.overlap, priority: String(schedule.priority), grace: String(schedule.graceMinutes),
  };
}

const clock = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;
const whole = (text: string, from: number, to: number): number | null => (/^\d{1,5}$/.test(text.trim()) && Number(text) >= from && Number(text) <= to ? Number(text) : null);

/** The rule of a draft; undefined while something is missing, null for none. */
export function ruleOf(draft: RuleDraft): ScheduleRule | null | undefined {
  const at = draft.at.trim();
  const timed = clock.test(at);
  switch (draft.every) {
    case 'none': return null;
    case 'hour': { const minute = whole(draft.minute, 0, 59); return minute === null ? undefined : { every: 'hour', minute }; }
    case 'cron': return draft.cron.trim().split(/\s+/).length === 5 ? { every: 'cron', cron: draft.cron.trim(), off: draft.off } : undefined;
    case 'week': return timed ? { every: 'week', weekday: Number(draft.weekday), at, off: draft.off } : undefined;
    case 'month': { const day = whole(draft.day, 1, 31); return timed && day !== null ? { every: 'month', day, at, off: draft.off } : undefined; }
    default: return timed ? { every: draft.every, at } : undefined;
  }
}

/** Both ends, neither (null), or not yet readable (undefined). */
export function windowOf({ from, to }: Pick<RuleDraft, 'from' | 'to'>): { from: string; to: string } | null | undefined {
  if (from.trim() === '' && to.trim() === '') return null;
  return clock.test(from.trim()) && clock.test(to.trim()) && from.trim() !== to.trim() ? { from: from.trim(), to: to.trim() } : undefined;
}

/** What is sent; null while something is missing. */
export function askedOf(draft: RuleDraft): ScheduleAsked | null {
  const [rule, window, jitterMinutes, priority, graceMinutes] = [ruleOf(draft), windowOf(draft), whole(draft.jitter, 0, 120), whole(draft.priority, 1, 9), whole(draft.grace, 1, 44_640)];
  const after = draft.after.split(/[\s,]+/).filter(Boolean);
  if (rule === undefined || window === undefined || jitterMinutes === null || priority === null || graceMinutes === null || (rule === null && after.length === 0)) return null;
  return { rule, window, jitterMinutes, after, overlap: draft.overlap, priority, graceMinutes };
}
