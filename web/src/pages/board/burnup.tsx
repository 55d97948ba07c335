import { formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import type { Board } from '../../api/types.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { useWidth } from '../../ui/use-width.ts';
import { BurnupChart } from './burnup-chart.tsx';
import { findingOf, isPast, type Finding, type PastPoint } from './burnup-finding.ts';

/** Plan against fact over time: the finding as heading, the drawing, a sentence that reads it, and the figures as a table. */
export function Burnup({ board }: { board: Board }) {
  const [box, width] = useWidth<HTMLDivElement>();
  const words = useMessages().board.chart;
  const past = board.burnup.filter(isPast);
  const heading = useFindingWords()(findingOf(past));
  return (
    <Section title={heading} className="keep">
      <div ref={box} className="chart-box">{width > 0 && past.length > 0 && <BurnupChart board={board} past={past} width={width} title={heading} />}</div>
      <p className="reading"><Rich text={useReading(board)} /></p>
      <details className="no-print">
        <summary className="linkish">{words.asTable}</summary>
        <PointsTable past={past} caption={heading} />
      </details>
    </Section>
  );
}

function useFindingWords(): (finding: Finding) => string {
  const lang = useLang();
  const words = useMessages().board.chart;
  return (finding) => (finding.kind === 'slippedSince' ? words.slippedSince({ date: formatThaiDate(finding.on, { lang }) }) : words[finding.kind]);
}

function useReading({ forecast, totals }: Board): string {
  const words = useMessages().board.chart;
  if (!forecast) return words.noPace({ linked: totals.linked, planned: totals.plannedByNow });
  const pace = { weeks: forecast.weeksSeen, perWeek: formatNumber(forecast.perWeek), needed: formatNumber(forecast.neededPerWeek) };
  const short = totals.datasets - forecast.linkedByEnd;
  return short > 0 ? words.reading({ ...pace, short: formatNumber(short) }) : words.readingEnough(pace);
}

function PointsTable({ past, caption }: { past: PastPoint[]; caption: string }) {
  const words = useMessages();
  const figure = (name: 'planned' | 'linked' | 'fresh' | 'stale' | 'held' | 'failing', head: string) => ({ id: name, head, numeric: true, cell: (point: PastPoint) => formatNumber(point[name]) });
  return (
    <DataTable caption={caption} density="compact" phones="scroll" rows={past.toReversed()} rowKey={(point) => point.on} rowHead="on" columns={[
      { id: 'on', head: words.board.chart.week, cell: (point) => <PageLink className="plain" to="/board" search={{ asOf: point.on }}><ThaiDate iso={point.on} /></PageLink> },
      figure('planned', words.board.chart.planned), figure('linked', words.board.chart.linkedHead),
      ...(['fresh', 'stale', 'held', 'failing'] as const).map((state) => figure(state, words.states.short[state])),
    ]} />
  );
}
