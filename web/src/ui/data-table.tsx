import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

export type SortDirection = 'ascending' | 'descending';

export interface TableColumn<Row> {
  id: string;
  head: ReactNode;
  /** Label beside the value when the row is a card; defaults to the head when that is text. */
  cardLabel?: string;
  /** Figures stand right. */
  numeric?: boolean;
  /** Whether the head sorts; the state lives with the caller (in the address). */
  sortable?: boolean;
  className?: string;
  cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  caption: ReactNode;
  /** Hides the caption from sight where a heading above says the same. */
  captionHidden?: boolean;
  columns: TableColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** Which column names the row; it becomes `th scope=row`. */
  rowHead?: string;
  /** Cards on phones (lists), or sideways scrolling inside a named region (data previews). */
  phones?: 'cards' | 'scroll';
  sort?: { column: string; direction: SortDirection } | null;
  onSort?: (column: string, direction: SortDirection) => void;
  density?: 'compact' | 'regular';
  foot?: ReactNode;
}

/** A real table: caption, scopes, sort state; rows turn into cards on phones without losing their meaning. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, captionHidden = true, columns, rows, rowKey, phones = 'cards', density, foot } = props;
  const scrolls = phones === 'scroll';
  return (
    <div className={scrolls ? 'table-wrap' : 'table-wrap table-cards'} {...(scrolls && { tabIndex: 0, role: 'group', 'aria-label': plain(caption) })}>
      <table className="table" role="table" data-density={density}>
        <caption className={captionHidden ? 'sr' : undefined}>{caption}</caption>
        <thead role="rowgroup"><tr role="row">{columns.map((column) => <HeadCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />)}</tr></thead>
        <tbody role="rowgroup">
          {rows.map((row) => <tr role="row" key={rowKey(row)}>{columns.map((column) => <BodyCell key={column.id} column={column} row={row} isHead={column.id === props.rowHead} />)}</tr>)}
        </tbody>
        {foot}
      </table>
    </div>
  );
}

function plain(caption: ReactNode): string | undefined {
  return typeof caption === 'string' ? caption : undefined;
}

function HeadCell<Row>({ column, sort, onSort }: { column: TableColumn<Row> } & Pick<DataTableProps<Row>, 'sort' | 'onSort'>) {
  const direction = sort?.column === column.id ? sort.direction : undefined;
  return (
    <th scope="col" role="columnheader" className={column.numeric ? 'num' : undefined} aria-sort={column.sortable ? direction ?? 'none' : undefined}>
      {column.sortable && onSort
        ? <button type="button" onClick={() => onSort(column.id, direction === 'ascending' ? 'descending' : 'ascending')}>{column.head}{direction && <Icon name={direction === 'ascending' ? 'up' : 'down'} />}</button>
        : column.head}
    </th>
  );
}

function BodyCell<Row>({ column, row, isHead }: { column: TableColumn<Row>; row: Row; isHead: boolean }) {
  const className = [column.numeric ? 'num' : '', column.className ?? ''].join(' ').trim() || undefined;
  if (isHead) return <th scope="row" role="rowheader" className={className}>{column.cell(row)}</th>;
  return <td role="cell" className={className} data-label={column.cardLabel ?? (typeof column.head === 'string' ? column.head : undefined)}><span>{column.cell(row)}</span></td>;
}
