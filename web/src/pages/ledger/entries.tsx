import { useQuery } from '@tanstack/react-query';
import { ledgerEntriesQuery, type LedgerEntries } from '../../api/ledger-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { listOf, textOf, usePageSearch } from '../../app/search.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { SearchBox } from '../../ui/field.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';

const pageSize = 50;
type Entry = LedgerEntries['items'][number];

/** Entries of the ledger, by kind and subject; what is chosen stands in the address. */
export function Entries() {
  const words = useMessages();
  const { ledger } = words;
  const [search, change] = usePageSearch();
  const [kind, subject, trail] = [textOf(search['kind']), textOf(search['subject']), listOf(search['cursor'])];
  const query = useQuery(ledgerEntriesQuery({ kind, subject, before: Number(trail.at(-1)) || undefined }));
  const kinds = [...new Set([...query.data?.kinds ?? [], ...(kind ? [kind] : [])])].sort();
  return (
    <Section id="entries" title={ledger.entries} note={ledger.entriesNote}>
      <div className="filters no-print" role="search" aria-label={ledger.entries}>
        <Select label={ledger.kind} value={kind ?? 'all'} options={[{ value: 'all', label: ledger.allKinds }, ...kinds.map((value) => ({ value, label: ledger.kinds[value] ?? value }))]} onChange={(value) => change({ kind: value === 'all' ? undefined : value, cursor: undefined })} />
        <SearchBox label={ledger.subject} value={subject ?? ''} onSubmit={(value) => change({ subject: value.trim() || undefined, cursor: undefined })} />
      </div>
      <Loaded query={query} label={ledger.loadingEntries} lines={6}>
        {({ items, next }) => {
          const before = trail.length * pageSize;
          if (items.length === 0) return <Empty level={3} icon="search" title={ledger.noEntries}>{kind || subject ? ledger.noneOfThese : ledger.noneYet}</Empty>;
          return <><EntryTable items={items} /><Pager of={ledger.entries} trail={trail} nextCursor={next === null ? null : String(next)} said={words.admin.range({ from: before + 1, to: before + items.length })} onChange={(cursor) => change({ cursor })} /></>;
        }}
      </Loaded>
    </Section>
  );
}

function EntryTable({ items }: { items: Entry[] }) {
  const { ledger: words } = useMessages();
  const columns: TableColumn<Entry>[] = [
    { id: 'entry', head: words.entry, className: 'wide', cell: ({ id, kind }) => <PageLink to={`/ledger/entries/${id}`}>{words.kinds[kind] ?? kind}<span className="sub t13 muted mono">{id}</span></PageLink> },
    { id: 'subject', head: words.subject, cell: ({ subject }) => subject === null ? <span className="off">–</span> : <span className="mono t13 wrap-anywhere">{subject}</span> },
    { id: 'at', head: words.at, cell: ({ at }) => <ThaiDate iso={at} style="withTime" /> },
    { id: 'leaf', head: words.leaf, numeric: true, cell: ({ leafIndex }) => leafIndex === null ? <Badge glyph="run">{words.waits}</Badge> : <Num value={leafIndex} /> },
  ];
  return <DataTable caption={words.entries} columns={columns} rows={items} rowKey={({ id }) => id} rowHead="entry" />;
}
