import { formatNumber } from '@saphan/contracts/numbers';
import type { StatementPage } from '../../../api/statement-queries.ts';
import { useMessages } from '../../../app/lang.ts';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Num } from '../../../ui/figures.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { listOfDay } from './list-of-day.ts';

type Refusal = StatementPage['refusals'][number];
type Gap = StatementPage['gaps'][number];

/** Who refused or failed, why, and how often. */
export function RefusalsSection({ page }: { page: StatementPage }) {
  const { statements: words, traffic } = useMessages();
  const whose = (origin: string) => (origin in traffic.origins ? traffic.origins[origin as keyof typeof traffic.origins] : origin);
  const columns: TableColumn<Refusal>[] = [
    { id: 'by', head: words.by, cell: (row) => whose(row.origin) },
    { id: 'why', head: words.why, className: 'wide', cell: (row) => (row.problem ? <code className="secret-text">{row.problem}</code> : <span className="off">–</span>) },
    { id: 'status', head: words.status, cell: (row) => row.status },
    { id: 'times', head: words.times, numeric: true, cell: (row) => <PageLink to="/exchange/exchanges" search={listOfDay(page, { via: 'hub', show: row.origin, ...(row.problem && { problem: row.problem }) })}><Num value={row.count} /><span className="sr"> {whose(row.origin)} {row.problem}</span></PageLink> },
  ];
  return (
    <Section title={words.refusals} note={words.refusalsNote}>
      {page.refusals.length === 0 ? <p className="t14 muted">{words.noRefusals}</p> : <DataTable caption={words.refusals} columns={columns} rows={page.refusals} rowKey={(row) => `${row.origin} ${row.problem} ${row.status}`} rowHead="by" />}
    </Section>
  );
}

/** Sequence numbers that never came. */
export function GapsSection({ page }: { page: StatementPage }) {
  const { statements: words } = useMessages();
  const columns: TableColumn<Gap>[] = [
    { id: 'stream', head: words.stream, className: 'wide', cell: (row) => <code className="secret-text">{row.stream}</code> },
    { id: 'numbers', head: words.numbers, numeric: true, cell: (row) => (row.first === row.last ? formatNumber(row.first) : `${formatNumber(row.first)}–${formatNumber(row.last)}`) },
  ];
  return (
    <Section id="gaps" title={words.gaps} note={words.gapsNote}>
      {page.gaps.length === 0 ? <p className="t14 muted">{words.noGaps}</p> : <DataTable caption={words.gaps} columns={columns} rows={page.gaps} rowKey={(row) => `${row.stream} ${row.first}`} rowHead="stream" />}
      {page.moreGaps && <p className="t13 muted">{words.moreGaps}</p>}
    </Section>
  );
}
