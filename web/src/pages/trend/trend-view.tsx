import { formatNumber, formatPercent } from '@saphan/contracts/numbers';
import type { Trend, TrendPoint } from '../../api/watch-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Num, Percent, ThaiDate } from '../../ui/figures.tsx';
import { Section } from '../../ui/section.tsx';
import { ComboBox } from '../../ui/select.tsx';
import '../incidents/incidents.css';
import { TrendChart, type Dot } from './trend-chart.tsx';

/** Small charts with the same figures as tables beside them. */
export function TrendView({ trend, onColumn }: { trend: Trend; onColumn: (name: string) => void }) {
  const words = useMessages().watch.trend;
  const { points } = trend;
  const dots = (of: (point: TrendPoint) => number | null): Dot[] => points.map((point) => ({ at: point.publishedAt, value: of(point) }));
  return (
    <>
      <Section title={words.crumb}>
        <div className="trends">
          <TrendChart title={words.rows} dots={dots((point) => point.rows)} say={(value) => formatNumber(Math.round(value))} />
          <TrendChart title={words.rejects} dots={dots((point) => point.rejectShare)} say={formatPercent} />
          <TrendChart title={words.late} dots={dots((point) => point.lateHours)} say={(value) => `${formatNumber(Math.round(value))} ${words.lateUnit}`} />
          <ColumnChart trend={trend} onColumn={onColumn} />
        </div>
        <details><summary className="linkish">{words.table}</summary><PointTable points={points} /></details>
      </Section>
      {trend.column && <ColumnTable trend={trend} />}
      <ColumnsTable trend={trend} />
    </>
  );
}

/** The column that is looked at, or else the one whose empty cells changed most. */
function ColumnChart({ trend: { columns, column, points }, onColumn }: { trend: Trend; onColumn: (name: string) => void }) {
  const words = useMessages().watch.trend;
  const say = useSay();
  const shown = columns.find(({ name }) => name === column?.name) ?? columns.toSorted((a, b) => spread(b.nullShares) - spread(a.nullShares))[0];
  if (!shown) return null;
  return (
    <div>
      <TrendChart title={`${words.nulls}: ${say(shown, 'title')}`} dots={points.map(({ publishedAt }, i) => ({ at: publishedAt, value: shown.nullShares[i] ?? null }))} say={formatPercent} />
      <ComboBox label={words.column} openLabel={words.column} value={shown.name} options={columns.map((each) => ({ value: each.name, label: say(each, 'title'), hint: each.name }))} onChange={(name) => { if (name !== '') onColumn(name); }} />
    </div>
  );
}

const known = (shares: readonly (number | null)[]): number[] => shares.flatMap((share) => share ?? []);
const spread = (shares: readonly (number | null)[]): number => Math.max(0, ...known(shares)) - Math.min(1, ...known(shares));

function PointTable({ points }: { points: readonly TrendPoint[] }) {
  const words = useMessages().watch.trend;
  return (
    <DataTable caption={words.crumb} density="compact" phones="scroll" rows={points.toReversed()} rowKey={(point) => point.number} rowHead="number" columns={[
      { id: 'number', head: words.release, cell: (point) => point.number },
      { id: 'at', head: words.at, cell: (point) => <ThaiDate iso={point.publishedAt} style="withTime" /> },
      { id: 'rows', head: words.rows, numeric: true, cell: (point) => <Num value={point.rows} /> },
      { id: 'changed', head: words.changed, numeric: true, cell: (point) => `${formatNumber(point.added)} / ${formatNumber(point.removed)} / ${formatNumber(point.changed)}` },
      { id: 'rejects', head: words.rejects, numeric: true, cell: (point) => <Percent share={point.rejectShare} /> },
      { id: 'late', head: `${words.late} (${words.lateUnit})`, numeric: true, cell: (point) => <Num value={point.lateHours} decimals={1} /> },
    ]} />
  );
}

function ColumnTable({ trend: { column, columns, points } }: { trend: Trend }) {
  const words = useMessages().watch.trend;
  const say = useSay();
  if (!column) return null;
  const at = columns.find(({ name }) => name === column.name);
  const rows = points.map((point, i) => ({ point, figures: column.figures[i] ?? null, share: at?.nullShares[i] ?? null })).toReversed();
  const title = words.ofColumn({ column: at ? say(at, 'title') : column.name });
  return (
    <Section title={title}>
      <details><summary className="linkish">{words.table}</summary>
        <DataTable caption={title} density="compact" phones="scroll" rows={rows} rowKey={({ point }) => point.number} rowHead="number" columns={[
          { id: 'number', head: words.release, cell: ({ point }) => point.number },
          { id: 'at', head: words.at, cell: ({ point }) => <ThaiDate iso={point.publishedAt} /> },
          { id: 'nulls', head: words.nulls, numeric: true, cell: ({ share }) => <Percent share={share} /> },
          { id: 'distinct', head: words.distinct, numeric: true, cell: ({ figures }) => <Num value={figures?.distinct} /> },
          { id: 'mean', head: words.mean, numeric: true, cell: ({ figures }) => <Num value={figures?.mean} decimals={2} /> },
          { id: 'min', head: words.min, cell: ({ figures }) => figures?.min ?? <span className="off">–</span> },
          { id: 'max', head: words.max, cell: ({ figures }) => figures?.max ?? <span className="off">–</span> },
        ]} />
      </details>
    </Section>
  );
}

function ColumnsTable({ trend: { columns } }: { trend: Trend }) {
  const words = useMessages().watch.trend;
  const say = useSay();
  return (
    <Section title={words.columns} note={words.columnsNote}>
      <DataTable caption={words.columns} density="compact" rows={columns} rowKey={({ name }) => name} rowHead="column" columns={[
        { id: 'column', head: words.column, cell: (column) => <>{say(column, 'title')}<code className="sub">{column.name}</code></> },
        { id: 'first', head: words.first, numeric: true, cell: ({ nullShares }) => <Percent share={known(nullShares)[0]} /> },
        { id: 'most', head: words.most, numeric: true, cell: ({ nullShares }) => <Percent share={Math.max(0, ...known(nullShares))} /> },
        { id: 'last', head: words.last, numeric: true, cell: ({ nullShares }) => <Percent share={known(nullShares).at(-1)} /> },
      ]} />
    </Section>
  );
}
