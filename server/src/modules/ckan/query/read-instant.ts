const UNITS: Readonly<Record<string, (date: Date, by: number) => void>> = {
  YEAR: (date, by) => date.setUTCFullYear(date.getUTCFullYear() + by), MONTH: (date, by) => date.setUTCMonth(date.getUTCMonth() + by), DAY: (date, by) => date.setUTCDate(date.getUTCDate() + by),
  HOUR: (date, by) => date.setUTCHours(date.getUTCHours() + by), MINUTE: (date, by) => date.setUTCMinutes(date.getUTCMinutes() + by), SECOND: (date, by) => date.setUTCSeconds(date.getUTCSeconds() + by),
};
const ROUND: Readonly<Record<string, number>> = { YEAR: 4, MONTH: 7, DAY: 10, HOUR: 13, MINUTE: 16, SECOND: 19 };
const WHOLE = '0000-01-01T00:00:00';

/** An instant of the search server: ISO, or `NOW` and sums of it such as `NOW/DAY-7DAYS`; null for anything else. */
export function readInstant(text: string, now = new Date()): string | null {
  const [, start = '', sums = ''] = /^(NOW|\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?)?)((?:[+-]\d{1,6}[A-Z]+|\/[A-Z]+)*)$/.exec(text) ?? [];
  if (start === '') return null;
  let date = start === 'NOW' ? new Date(now) : new Date(/[Z]|[+-]\d{2}:\d{2}$/.test(start.slice(10)) ? start : start.length === 10 ? start : `${start}Z`);
  for (const [, by, unit = '', round = ''] of sums.matchAll(/([+-]\d+)([A-Z]+)|\/([A-Z]+)/g)) {
    const name = (unit || round).replace(/S$/, '');
    if (Number.isNaN(date.getTime())) return null;
    if (by === undefined) {
      const length = ROUND[name];
      if (length === undefined) return null;
      date = new Date(`${date.toISOString().slice(0, length)}${WHOLE.slice(length)}Z`);
    } else {
      const add = UNITS[name];
      if (!add) return null;
      add(date, Number(by));
    }
  }
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
