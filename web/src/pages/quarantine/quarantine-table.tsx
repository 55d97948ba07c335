import { formatNumber } from '@saphan/contracts/numbers';
import type { QuarantineRow } from '../../api/types.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Num } from '../../ui/figures.tsx';
import { RawValue } from '../../ui/raw-value.tsx';

/** Quarantined records by line, the wrong part marked in the record as it came. */
export function QuarantineTable({ rows }: { rows: QuarantineRow[] }) {
  const words = useMessages().quarantine;
  const lang = useLang();
  const say = useSay();
  return (
    <DataTable caption={words.caption} rows={rows} rowKey={(row) => row.ordinal} rowHead="line" columns={[
      { id: 'line', head: words.line, numeric: true, cell: (row) => <span title={row.byteOffset >= 0 ? words.byte({ offset: formatNumber(row.byteOffset) }) : undefined}><span className="only-narrow">{words.line} </span><Num value={row.line} /></span> },
      { id: 'column', head: words.column, cell: (row) => (row.column ? <>{say(row, 'column')}<code className="sub">{row.column}</code></> : words.wholeRow) },
      { id: 'raw', head: words.raw, cell: (row) => <RawCell row={row} /> },
      { id: 'why', head: words.why, cell: (row) => <>{row[lang]}<code className="sub">{row.code}</code></> },
      { id: 'fix', head: words.fix, className: 'soft', cell: (row) => (lang === 'th' ? row.fixTh : row.fixEn) },
      { id: 'state', head: words.state, cell: (row) => (row.state === 'replayed' ? <Badge glyph="ok">{words.replayed}</Badge> : <Badge glyph="warn">{words.open}</Badge>) },
    ]} />
  );
}

function RawCell({ row }: { row: QuarantineRow }) {
  const words = useMessages().quarantine;
  return (
    <>
      <RawValue raw={row.raw} value={row.column === null ? null : row.value} masked={row.masked} />
      {row.rawCut && <span className="sub">{words.cut}</span>}
    </>
  );
}
