import { useQuery } from '@tanstack/react-query';
import { auditQuery, type AuditRow } from '../../api/security-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { listOf, textOf, usePageSearch } from '../../app/search.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Empty } from '../../ui/empty.tsx';
import { SearchBox } from '../../ui/field.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Pager } from '../../ui/pager.tsx';
import { detailLines } from './detail-lines.ts';
import { SecurityFrame } from './security-frame.tsx';

const pageSize = 50;
const names = ['actor', 'action', 'subject', 'from', 'to'] as const;

/** Who did what, found by person, action, subject and day; the address keeps the question. */
export function AuditPage() {
  const { security: { audit: words }, admin } = useMessages();
  const [search, change] = usePageSearch();
  const trail = listOf(search['cursor']);
  const asked = Object.fromEntries(names.flatMap((name) => { const value = textOf(search[name]); return value ? [[name, value]] : []; }));
  const query = useQuery(auditQuery({ ...asked, ...(trail.length > 0 && { cursor: Number(trail.at(-1)) }) }));
  const columns = useColumns();
  const before = trail.length * pageSize;
  const drop = () => change({ actor: undefined, action: undefined, subject: undefined, from: undefined, to: undefined, cursor: undefined });
  return (
    <SecurityFrame title={words.title} lead={words.lead}>
      <section className="section" aria-label={words.caption}>
        <Filters />
        <Loaded query={query} label={words.loading} lines={8}>
          {({ items, nextCursor }) => {
            if (items.length === 0 && Object.keys(asked).length > 0) return <Empty level={2} icon="search" title={admin.noMatch} action={<Button onPress={drop}>{admin.dropFilters}</Button>}>{admin.noMatchWhy}</Empty>;
            if (items.length === 0) return <Empty level={2} icon="document" title={words.none}>{words.noneWhy}</Empty>;
            return <><DataTable caption={words.caption} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="at" /><Pager trail={trail} nextCursor={nextCursor === null ? null : String(nextCursor)} said={admin.range({ from: before + 1, to: before + items.length })} onChange={(next) => change({ cursor: next })} /></>;
          }}
        </Loaded>
      </section>
    </SecurityFrame>
  );
}

function Filters() {
  const words = useMessages().security.audit;
  const [search, change] = usePageSearch();
  const set = (name: (typeof names)[number], value: string) => change({ [name]: value.trim() || undefined, cursor: undefined });
  const day = (name: 'from' | 'to') => textOf(search[name]) ?? '';
  return (
    <div className="filters no-print" role="search">
      {(['actor', 'action', 'subject'] as const).map((name) => <SearchBox key={name} label={words[name]} value={textOf(search[name]) ?? ''} onSubmit={(value) => set(name, value)} />)}
      <DatePicker label={words.from} value={day('from')} onChange={(value) => set('from', value)} {...(day('to') && { max: day('to') })} />
      <DatePicker label={words.to} value={day('to')} onChange={(value) => set('to', value)} {...(day('from') && { min: day('from') })} />
      {(day('from') || day('to')) && <Button look="quiet" onPress={() => change({ from: undefined, to: undefined, cursor: undefined })}>{words.clearDates}</Button>}
    </div>
  );
}

function useColumns(): TableColumn<AuditRow>[] {
  const { security: { audit: words }, admin } = useMessages();
  return [
    { id: 'at', head: words.at, cell: (row) => <ThaiDate iso={row.at} style="withTime" /> },
    { id: 'actor', head: words.actor, cell: (row) => <>{row.actor}<span className="sub">{admin.roles[row.role] ?? row.role}</span></> },
    { id: 'action', head: words.action, cell: (row) => <code>{row.action}</code> },
    { id: 'subject', head: words.subject, cell: (row) => <code className="secret-text">{row.subject}</code> },
    { id: 'detail', head: words.detail, className: 'soft', cell: (row) => <span className="t13 secret-text">{detailLines(row.detail).map((line) => <span key={line} className="sub">{line}</span>)}</span> },
  ];
}
