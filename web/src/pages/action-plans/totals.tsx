import { eraOffset } from '@saphan/contracts/dates';
import { formatNumber, groupDigits } from '@saphan/contracts/numbers';
import type { PlanTotals } from '../../api/plan-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { MeterBar } from '../../ui/meter.tsx';

const million = 1_000_000;

/** Baht as officials write it: in full below a million, else in millions with up to four decimals. */
export function Baht({ amount }: { amount: string }) {
  const { actionPlans: words } = useMessages();
  const value = Number(amount);
  if (value === 0) return <span className="off">–</span>;
  return <span className="num nw">{value < million ? words.baht({ amount: groupDigits(amount) }) : words.millions({ amount: formatNumber(Number((value / million).toFixed(4))) })}</span>;
}

/** How many of the datasets are linked, as a bar and in figures; what is late or at risk beside it. */
export function PlanProgress({ totals }: { totals: PlanTotals }) {
  const { actionPlans: words } = useMessages();
  const { datasets, linked, overdue, atRisk } = totals;
  if (datasets === 0) return <span className="muted t14">{words.noDatasets}</span>;
  return (
    <span className="plan-progress" title={words.linkedOf({ linked, total: datasets })}>
      <MeterBar shares={[{ share: linked / datasets, tone: 'ok' }, { share: overdue / datasets, tone: 'bad' }, { share: atRisk / datasets, tone: 'warn' }]} />
      <span className="t14 nw">{words.ofDatasets({ linked, total: datasets })}</span>
      {(overdue > 0 || atRisk > 0) && <span className="sub t13">{[overdue > 0 && `${words.late} ${overdue}`, atRisk > 0 && `${words.atRisk} ${atRisk}`].filter(Boolean).join(' · ')}</span>}
    </span>
  );
}

/** Fiscal years from first to last, of the era of the language. */
export function useYearSpan(): (plan: { firstYear: number; lastYear: number }) => string {
  const { actionPlans: words } = useMessages();
  return ({ firstYear, lastYear }) => words.yearSpan({ first: firstYear, last: lastYear, firstCe: firstYear - eraOffset, lastCe: lastYear - eraOffset });
}
