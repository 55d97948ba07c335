import { formatNumber } from '@saphan/contracts/numbers';

/** The same in both languages. */
export interface Said { readonly th: string; readonly en: string }

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const plural = (count: number, noun: string) => `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;

/** So long, in the unit a person would choose. */
export function span(ms: number): Said {
  if (ms >= 2 * DAY_MS) return unit(ms / DAY_MS, 'วัน', 'day');
  if (ms >= 2 * HOUR_MS) return unit(ms / HOUR_MS, 'ชั่วโมง', 'hour');
  return unit(ms / MINUTE_MS, 'นาที', 'minute');
}

function unit(amount: number, th: string, en: string): Said {
  const whole = Math.max(1, Math.floor(amount));
  return { th: `${formatNumber(whole)} ${th}`, en: plural(whole, en) };
}

/** So many of something. */
export const counted = (count: number, th: string, en: string): Said => ({ th: `${formatNumber(count)} ${th}`, en: plural(count, en) });

/** How long before `now` a moment lies, in ms; 0 when there is none. */
export const ageOf = (at: string | null, now: number): number => at === null ? 0 : Math.max(0, now - Date.parse(at));
