import { useQuery } from '@tanstack/react-query';
import { checkpointsQuery } from '../../api/ledger-queries.ts';
import type { Answer } from '../../api/shape.ts';
import { useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { listOf, usePageSearch } from '../../app/search.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Pager } from '../../ui/pager.tsx';
import '../operations/operations.css';
import './ledger.css';

type Checkpoint = Answer<'listCheckpoints', 200>['items'][number];
const pageSize = 50;

/** Every checkpoint that was signed, the newest first. */
export function CheckpointsPage() {
  const words = useMessages();
  const { ledger } = words;
  const [search, change] = usePageSearch();
  const trail = listOf(search['cursor']);
  const query = useQuery(checkpointsQuery(trail.length > 0 ? Number(trail.at(-1)) || 0 : undefined));
  const columns: TableColumn<Checkpoint>[] = [
    { id: 'size', head: ledger.size, numeric: true, cell: ({ size }) => <Num value={size} /> },
    { id: 'at', head: ledger.signedAt, cell: ({ signedAt }) => <ThaiDate iso={signedAt} style="withTime" /> },
    { id: 'root', head: ledger.root, cell: ({ root }) => <code className="t13 wrap-anywhere">{root}</code> },
    { id: 'witnesses', head: ledger.cosignatures, numeric: true, cell: ({ cosignatures }) => <Num value={cosignatures} /> },
    { id: 'stamp', head: ledger.stampedAt, cell: ({ stampedAt }) => <ThaiDate iso={stampedAt} style="withTime" /> },
  ];
  return (
    <Page title={ledger.checkpoints} crumbs={[words.shell.navGroups.administration, <PageLink key="ledger" to="/ledger">{ledger.title}</PageLink>, ledger.checkpoints]}>
      <PageHead title={ledger.checkpoints} lead={ledger.checkpointsLead} />
      <section className="section" aria-label={ledger.checkpoints}>
        <Loaded query={query} label={ledger.loading} lines={6}>
          {({ items, next }) => <><DataTable caption={ledger.checkpoints} columns={columns} rows={items} rowKey={({ size }) => size} rowHead="size" /><Pager trail={trail} nextCursor={next === null ? null : String(next)} said={words.admin.range({ from: trail.length * pageSize + 1, to: trail.length * pageSize + items.length })} onChange={(cursor) => change({ cursor })} /></>}
        </Loaded>
      </section>
    </Page>
  );
}
