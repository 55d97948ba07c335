import { plainLine } from './plain-text.ts';

/** EU authority and Dublin Core words for how often → our unit and interval. */
const words: Record<string, [string, string | null]> = {
  ANNUAL: ['A', '1'], ANNUAL_2: ['S', '1'], BIENNIAL: ['A', '2'], TRIENNIAL: ['A', '3'], QUINQUENNIAL: ['A', '5'], DECENNIAL: ['A', '10'], QUARTERLY: ['Q', '1'], MONTHLY: ['M', '1'], BIMONTHLY: ['M', '2'], WEEKLY: ['W', '1'], BIWEEKLY: ['W', '2'],
  DAILY: ['D', '1'], DAILY_2: ['H', '12'], HOURLY: ['H', '1'], CONT: ['R', null], UPDATE_CONT: ['R', null], NEVER: ['O', null], UNKNOWN: ['U', null], IRREG: ['X', null], OTHER: ['X', null], SEMIANNUAL: ['S', '1'], CONTINUOUS: ['R', null], IRREGULAR: ['X', null],
};
const units: Record<string, string> = { Y: 'A', M: 'M', W: 'W', D: 'D' };

const frequency = (unit: string, interval: string | null): Record<string, string> => ({ update_frequency_unit: unit, ...(interval !== null && { update_frequency_interval: interval }) });

/** `…/frequency/ANNUAL`, `http://purl.org/cld/freq/monthly` → unit and interval; nothing for an unknown word. */
export function frequencyOfWord(iri: string): Record<string, string> {
  const found = words[iri.replace(/^.*[/#]/, '').toUpperCase()];
  return found ? frequency(...found) : {};
}

/** `R/P1Y`, `R/PT1S` (ISO 8601 repeating intervals, as data.json writes them). */
export function frequencyOfIso(text: string): Record<string, string> {
  if (text === 'R/PT1S') return frequency('R', null);
  const found = /^R\/P(\d+(?:\.\d+)?)([YMWD])$/.exec(text);
  if (!found) return /^R\/PT(\d+)H$/.test(text) ? frequency('H', /\d+/.exec(text)?.[0] ?? '1') : {};
  const [, count = '', unit = ''] = found;
  if (unit === 'M' && count === '3') return frequency('Q', '1');
  if (unit === 'M' && count === '6') return frequency('S', '1');
  return Number.isInteger(Number(count)) ? frequency(units[unit] ?? 'X', count) : {};
}

/** `mailto:a@b.go.th` → `a@b.go.th`. */
export const mailOf = (value: unknown): string => plainLine(value).replace(/^mailto:/i, '');
