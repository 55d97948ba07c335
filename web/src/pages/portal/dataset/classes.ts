const MOST = 5;
/** Steps of the scale from light to dark that so many classes take. */
const STEPS: readonly (readonly number[])[] = [[], [4], [2, 5], [1, 3, 5], [1, 2, 4, 5], [1, 2, 3, 4, 5]];

/** One class of a map: its step on the scale (1 light, 5 dark), and the least and the greatest value in it. */
export interface ValueClass { step: number; low: number; high: number; members: number }

/** At most five classes of about as many members each (quantiles), least first; equal values are never torn apart. */
export function classesOf(values: readonly number[]): ValueClass[] {
  const sorted = values.toSorted((a, b) => a - b);
  const wanted = Math.min(MOST, new Set(sorted).size);
  const groups = Map.groupBy(sorted, (value) => Math.floor((sorted.indexOf(value) * wanted) / sorted.length));
  const steps = STEPS[groups.size] ?? [];
  return [...groups.values()].map((members, at) => ({ step: steps[at] ?? MOST, low: members[0] as number, high: members.at(-1) as number, members: members.length }));
}

/** The step of a value among the classes it was counted in. */
export const stepOf = (classes: readonly ValueClass[], value: number): number | undefined => classes.find(({ low, high }) => value >= low && value <= high)?.step;
