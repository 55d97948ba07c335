const unitHours: Record<string, number> = {
  h: 1, hr: 1, hrs: 1, hour: 1, hours: 1, d: 24, day: 24, days: 24, w: 168, week: 168, weeks: 168,
};

/** A promise of the standard in hours; null when the value is no positive number or the unit is not hours, days or weeks. */
export function hoursOf(value: unknown, unit: string | undefined): number | null {
  const hours = unitHours[unit?.toLowerCase() ?? ''];
  return typeof value === 'number' && value > 0 && hours !== undefined ? value * hours : null;
}
