import { eraOffset } from '@saphan/contracts/dates';
import { formatNumber, groupDigits } from '@saphan/contracts/numbers';
import type { ItemsFilter, PlanTotals } from '../../api/plan-queries.ts';
import { useMessages } from '../../app/lang.ts';
import type { SearchText } from '../../app/search.ts';
import { MeterBar } from '../../ui/meter.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import type { Behind } from '../../ui/rich.tsx';

const million = 1_000_000;

/** Baht as officials write it: in full below a million, else in millions with up to four decimals. */
export function Baht({ amount }: { amount: string }) {
  const { actionPlans: words } = useMessages();
  const value = Number(amount);
  if (value === 0) return <span className="off">–</span>;
  return <span className="num nw">{value < million ? words.baht({ amount: groupDigits(amount) }) : words.millions({ amount: formatNumber(Number((value / million).toFixed(4))) })}</span>;
}

/** The list behind a figure of a plan. @param scope its project or strategy, and the day. */
export const itemsBehind = (slug: string, scope: SearchText = {}, show?: ItemsFilter['show']): Behind => ({ to: `/action-plans/${slug}/items`, search: { ...scope, ...(show && { show }) } });

/** Lists behind the figures of a headline, in its order: linked, overdue, at risk; the last two are said when there are any. */
export const headlineLinks = (slug: string, scope: SearchText, { overdue, atRisk }: PlanTotals): Behind[] =>
  [itemsBehind(slug, scope, 'linked'), ...(overdue > 0 ? [itemsBehind(slug, scope, 'overdue')] : []), ...(atRisk > 0 ? [itemsBehind(slug, scope, 'at-risk')] : [])];

/** How many of the datasets are linked, as a bar and in figures; what is late or at risk beside it. */
export function PlanProgress({ totals, slug, scope }: { totals: PlanTotals; slug: string; scope?: SearchText }) {
  const { actionPlans: words } = useMessages();
  const { datasets, linked, overdue, atRisk } = totals;
  if (datasets === 0) return <span className="muted t14">{words.noDatasets}</span>;
  return (
    <span className="plan-progress" title={words.linkedOf({ linked, total: datasets })}>
      <MeterBar shares={[{ share: linked / datasets, tone: 'ok' }, { share: overdue / datasets, tone: 'bad' }, { share: atRisk / datasets, tone: 'warn' }]} />
      <span className="t14 nw"><PageLink className="plain" {...itemsBehind(slug, scope)}>{words.ofDatasets({ linked, total: datasets })}</PageLink></span>
      {(overdue > 0 || atRisk > 0) && (
        <span className="sub t13">
          {overdue > 0 && <PageLink className="plain" {...itemsBehind(slug, scope, 'overdue')}>{words.late} {overdue}</PageLink>}
          {overdue > 0 && atRisk > 0 && ' · '}
          {atRisk > 0 && <PageLink className="plain" {...itemsBehind(slug, scope, 'at-risk')}>{words.atRisk} {atRisk}</PageLink>}
        </span>
      )}
    </span>
  );
}

/** Fiscal years from first to last, of the era of the language. */
export function useYearSpan(): (plan: { firstYear: number; lastYear: number }) => string {
  const { actionPlans: words } = useMessages();
  return ({ firstYear, lastYear }) => words.yearSpan({ first: firstYear, last: lastYear, firstCe: firstYear - eraOffset, lastCe: lastYear - eraOffset });
}
