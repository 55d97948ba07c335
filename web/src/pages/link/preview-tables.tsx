import type { Contract } from '@saphan/contracts/contract';
import { formatNumber } from '@saphan/contracts/numbers';
import type { Preview } from '../../api/link-types.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { CellValue } from '../dataset/cell-value.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Num } from '../../ui/figures.tsx';
import { RawValue } from '../../ui/raw-value.tsx';
import { useDesk } from './desk.ts';

const rejectsShown = 12;

/** Reasons, largest first, each with its remedy. */
export function ByReason({ preview }: { preview: Preview }) {
  const words = useMessages().link.preview;
  const say = useSay();
  const rows = [...preview.byCode].sort((a, b) => b.count - a.count);
  return (
    <section className="stack-1" aria-label={words.byReason}>
      <h3>{words.byReason}</h3>
      <DataTable caption={words.byReason} rows={rows} rowKey={(row) => `${row.code} ${row.column}`} rowHead="reason" columns={[
        { id: 'reason', head: words.reason, cell: (row) => <>{say(row, 'title')}<code className="sub">{row.code}</code></> },
        { id: 'column', head: words.column, cell: (row) => (row.column ? <ColumnName preview={preview} name={row.column} /> : words.wholeRow) },
        { id: 'count', head: words.count, numeric: true, cell: (row) => <Num value={row.count} /> },
        { id: 'fix', head: words.fix, className: 'soft', cell: (row) => say(row, 'fix') },
      ]} />
    </section>
  );
}

function ColumnName({ preview, name }: { preview: Preview; name: string }) {
  const say = useSay();
  const column = preview.columns.find((each) => each.name === name);
  return <>{column && say(column, 'title')}<code className={column && 'sub'}>{name}</code></>;
}

/** Records that fail, as they came, the wrong part marked. */
export function RejectSamples({ preview }: { preview: Preview }) {
  const words = useMessages().link.preview;
  const lang = useLang();
  const rows = preview.rejects.slice(0, rejectsShown);
  return (
    <section className="stack-1" aria-label={words.rejects}>
      <h3>{words.rejects}</h3>
      {preview.bad > rows.length && <p className="t14 muted">{words.shown({ shown: rows.length, total: formatNumber(preview.bad) })}</p>}
      <DataTable caption={words.rejects} density="compact" rows={rows} rowKey={(row) => row.ordinal} rowHead="line" columns={[
        { id: 'line', head: words.line, numeric: true, cell: (row) => <><span className="only-narrow">{words.line} </span><Num value={row.line} /></> },
        { id: 'raw', head: words.raw, cell: (row) => <RawValue raw={row.raw} value={row.column === null ? null : row.value} masked={row.masked} /> },
        { id: 'reason', head: words.reason, cell: (row) => row[lang] },
      ]} />
    </section>
  );
}

/** The first rows as they would be published. */
export function PassingRows({ preview }: { preview: Preview }) {
  const words = useMessages().link.preview;
  const say = useSay();
  const { mode, basis, work } = useDesk();
  const contract: Contract | null | undefined = mode === 'current' ? basis?.contract : work.contract;
  const types = new Map(contract?.columns.map((column) => [column.name, column.type]));
  return (
    <section className="stack-1" aria-label={words.rows}>
      <h3>{words.rows}</h3>
      <p className="t14 muted">{words.rowsNote}</p>
      {preview.rows.length === 0 ? <p className="t14">{words.noRows}</p> : (
        <DataTable caption={words.rows} phones="scroll" density="compact" rows={preview.rows} rowKey={(row) => row.line} columns={[
          { id: '_line', head: words.line, numeric: true, cell: (row) => <Num value={row.line} /> },
          ...preview.columns.map((column) => ({ id: column.name, head: say(column, 'title'), className: 'nw', cell: (row: Preview['rows'][number]) => <CellValue value={row.cells[column.name]} type={types.get(column.name) ?? 'text'} /> })),
        ]} />
      )}
    </section>
  );
}
