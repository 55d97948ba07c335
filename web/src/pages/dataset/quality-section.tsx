import { useQuery } from '@tanstack/react-query';
import { formatNumber, formatPercent } from '@saphan/contracts/numbers';
import { releaseQuery } from '../../api/queries.ts';
import type { ProfileColumn, ReleaseDetail } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Num } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { MeterBar } from '../../ui/meter.tsx';
import { Section } from '../../ui/section.tsx';
import { CellValue } from './cell-value.tsx';
import { shownType } from './shown-type.ts';

const topShown = 3;

/** Profile of a release: how full each column is, how varied, from where to where, and its most frequent values. */
export function QualitySection({ slug, number }: { slug: string; number: number }) {
  const words = useMessages().dataset.quality;
  const query = useQuery(releaseQuery(slug, number));
  return <Loaded query={query} label={words.loading}>{(release) => <Profile release={release} />}</Loaded>;
}

function Profile({ release }: { release: ReleaseDetail }) {
  const words = useMessages().dataset.quality;
  const columns = useColumns();
  const note = words.note({ rows: formatNumber(release.rowCount), columns: release.profile.length });
  return (
    <Section id="quality" title={words.title({ number: release.number })} note={note}>
      <DataTable caption={words.title({ number: release.number })} columns={columns} rows={release.profile} rowKey={(column) => column.column} rowHead="column" />
    </Section>
  );
}

function useColumns(): TableColumn<ProfileColumn>[] {
  const say = useSay();
  const words = useMessages().dataset.quality;
  return [
    { id: 'column', head: words.column, cell: (column) => <>{say(column, 'title') || column.column}<code className="sub">{column.column}</code></> },
    { id: 'filled', head: words.filled, className: 'filled', cell: (column) => <><MeterBar shares={[{ share: 1 - column.nullShare, tone: column.nullShare > 0 ? 'warn' : 'ok' }]} /><span className="sub">{column.nulls === 0 ? words.noneEmpty : words.empty({ share: formatPercent(column.nullShare) })}</span></> },
    { id: 'distinct', head: words.distinct, numeric: true, cell: (column) => <Num value={column.distinct} /> },
    { id: 'range', head: words.range, cell: (column) => (column.min === null && column.max === null ? <span className="off">–</span> : <><CellValue value={column.min} type={typeOf(column)} /> – <CellValue value={column.max} type={typeOf(column)} /></>) },
    { id: 'top', head: words.top, className: 'soft', cell: (column) => <TopValues column={column} /> },
  ];
}

const typeOf = ({ column, type }: ProfileColumn) => shownType({ name: column, type });

function TopValues({ column }: { column: ProfileColumn }) {
  if (column.top.length === 0) return <span className="off">–</span>;
  return <>{column.top.slice(0, topShown).map(({ value, count }) => <span key={String(value)} className="top-value"><CellValue value={value} type={typeOf(column)} /> <span className="muted num">{formatNumber(count)}</span></span>)}</>;
}
