import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '@saphan/contracts/numbers';
import { rowsQuery } from '../../api/queries.ts';
import type { Release, RowsPage } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { listOf, textOf, usePageSearch } from '../../app/search.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Section } from '../../ui/section.tsx';
import { CellValue } from './cell-value.tsx';
import { shownType } from './shown-type.ts';
import { RowFilters } from './row-filters.tsx';

const pageSize = 20;
type Row = RowsPage['items'][number];

/** Rows of a release as anyone with this right sees them, masked; filter, sort and page live in the address. */
export function RowsSection({ slug, release }: { slug: string; release: Release }) {
  const words = useMessages().dataset.rows;
  const [search, change] = usePageSearch();
  const filter = listOf(search['filter']);
  const trail = listOf(search['cursor']);
  const sort = textOf(search['sort']);
  const query = useQuery(rowsQuery(slug, release.number, { filter, limit: pageSize, ...(sort && { sort }), ...(trail.length > 0 && { cursor: trail.at(-1) as string }) }));
  const setFilters = (next: string[]) => change({ filter: next, cursor: undefined });
  return (
    <Section id="rows" title={words.title({ number: release.number })} note={words.note}>
      <Loaded query={query} label={words.loading} lines={6}>
        {(page) => (
          <>
            <RowFilters columns={page.columns} filters={filter} onChange={setFilters} />
            {page.items.length === 0
              ? <Empty icon="search" title={words.none} action={filter.length > 0 && <Button onPress={() => setFilters([])}>{words.dropFilters}</Button>} />
              : <RowsTable page={page} release={release} trail={trail} filtered={filter.length > 0} sort={sort} change={change} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function RowsTable({ page, release, trail, filtered, sort, change }: {
  page: RowsPage; release: Release; trail: string[]; filtered: boolean; sort: string | undefined; change: ReturnType<typeof usePageSearch>[1];
}) {
  const words = useMessages().dataset.rows;
  const columns = useColumns(page);
  const before = trail.length * pageSize;
  const span = { from: formatNumber(before + 1), to: formatNumber(before + page.items.length) };
  return (
    <>
      <DataTable caption={words.caption} phones="scroll" density="compact" columns={columns} rows={page.items} rowKey={(row) => before + page.items.indexOf(row)}
        sort={sort ? { column: sort.replace(/^-/, ''), direction: sort.startsWith('-') ? 'descending' : 'ascending' } : null}
        onSort={(column, direction) => change({ sort: direction === 'descending' ? `-${column}` : column, cursor: undefined })} />
      <Pager of={words.title({ number: release.number })} trail={trail} nextCursor={page.nextCursor} said={filtered ? words.filteredRange(span) : words.range({ ...span, total: formatNumber(release.rowCount) })} onChange={(next) => change({ cursor: next })} />
      {page.masked.length > 0 && <p className="t14 muted">{words.masked({ columns: page.masked.join(', ') })}</p>}
    </>
  );
}

function useColumns(page: RowsPage): TableColumn<Row>[] {
  const say = useSay();
  return page.columns.map((column) => ({
    id: column.name, head: say(column, 'title') || column.name, sortable: !page.masked.includes(column.name),
    numeric: column.type === 'integer' || column.type === 'decimal', className: page.masked.includes(column.name) ? 'muted nw' : 'nw',
    cell: (row: Row) => <CellValue value={row[column.name]} type={shownType(column)} />,
  }));
}
