import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '@saphan/contracts/numbers';
import { lazy, Suspense } from 'react';
import { rowsQuery } from '../../../api/queries.ts';
import type { CatalogueRecord } from '../../../api/portal-types.ts';
import type { RowsPage } from '../../../api/types.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Section } from '../../../ui/section.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { CellValue } from '../../dataset/cell-value.tsx';
import { shownType } from '../../dataset/shown-type.ts';
import { chartOf } from './chart-of.ts';
import { mapOf } from './map-of.ts';

const SAMPLE = 500;
const SHOWN = 10;
const ChartView = lazy(async () => ({ default: (await import('./chart-view.tsx')).ChartView }));
const MapView = lazy(async () => ({ default: (await import('./map-view.tsx')).MapView }));

/** The first rows of the release in use: as a table, and drawn where the columns allow it. */
export function PreviewSections({ record }: { record: CatalogueRecord }) {
  const words = useMessages().openDataset;
  const query = useQuery(rowsQuery(record.slug, 'current', { filter: [], limit: SAMPLE }));
  return (
    <Loaded query={query} label={useMessages().portal.loading} lines={8}>
      {(page) => (
        <>
          <Section id="preview" title={words.preview.title} note={words.preview.note({ count: formatNumber(Math.min(SHOWN, page.items.length)), total: formatNumber(record.release?.rowCount) })}>
            {page.items.length === 0 ? <p className="soft">{words.preview.empty}</p> : <Rows page={page} />}
          </Section>
          <Drawn page={page} />
        </>
      )}
    </Loaded>
  );
}

function Rows({ page }: { page: RowsPage }) {
  const words = useMessages().openDataset.preview;
  const say = useSay();
  const columns = page.columns.map((column) => ({
    id: column.name, head: say(column, 'title') || column.name, numeric: column.type === 'integer' || column.type === 'decimal', className: 'nw',
    cell: (row: RowsPage['items'][number]) => <CellValue value={row[column.name]} type={shownType(column)} />,
  }));
  const rows = page.items.slice(0, SHOWN);
  return (
    <>
      <DataTable caption={words.caption} phones="scroll" density="compact" columns={columns} rows={rows} rowKey={(row) => rows.indexOf(row)} />
      {page.masked.length > 0 && <p className="t14 muted">{words.masked({ columns: page.masked.join(', ') })}</p>}
    </>
  );
}

function Drawn({ page }: { page: RowsPage }) {
  const words = useMessages().openDataset;
  const chart = chartOf(page.columns, page.items, page.masked);
  const map = mapOf(page.columns, page.items, page.masked);
  const note = words.chart.note({ count: formatNumber(page.items.length) });
  const waiting = <Skeleton label={useMessages().portal.loading} />;
  return (
    <>
      {chart && <Section id="chart" title={words.chart.title} note={note}><Suspense fallback={waiting}><ChartView chart={chart} /></Suspense></Section>}
      {map && <Section id="map" title={words.map.title} note={note}><Suspense fallback={waiting}><MapView map={map} /></Suspense></Section>}
    </>
  );
}
