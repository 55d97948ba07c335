import type { Item, Shown, Totals } from '../schemas.ts';

/** Sums of baht as exact decimals: satang in whole numbers. */
export function sumBaht(amounts: readonly string[]): string {
  const satang = amounts.reduce((sum, text) => sum + satangOf(text), 0n);
  return `${satang / 100n}.${(satang % 100n).toString().padStart(2, '0')}`;
}

function satangOf(text: string): bigint {
  const [whole = '0', part = ''] = text.split('.');
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0').slice(0, 2));
}

/** What each figure counts, and the list behind it shows. */
export const shownBy: Record<Shown, (item: Item) => boolean> = {
  linked: ({ progress }) => progress === 'done-on-time' || progress === 'done-late', overdue: ({ progress }) => progress === 'overdue',
  'at-risk': ({ progress }) => progress === 'at-risk', moved: ({ slipDays }) => (slipDays ?? 0) > 0,
};

/** What a set of datasets and budgets comes to. */
export function totalsOf(items: readonly Item[], amounts: readonly string[]): Totals {
  const count = (is: (item: Item) => boolean) => items.filter(is).length;
  return {
    datasets: items.length,
    linked: count(shownBy.linked), overdue: count(shownBy.overdue), atRisk: count(shownBy['at-risk']), moved: count(shownBy.moved),
    baht: sumBaht(amounts),
  };
}
