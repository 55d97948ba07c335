import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '@saphan/contracts/numbers';
import { edgesQuery, type Edge, type EdgesOfSystem } from '../../../api/edge-queries.ts';
import { partsOf } from '../../../api/system-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { oneOf, usePageSearch } from '../../../app/search.ts';
import { useAgencyName } from '../../../app/use-agency-name.ts';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Rich } from '../../../ui/rich.tsx';
import { Select } from '../../../ui/select.tsx';
import { edgeColumns } from './edge-section.tsx';

const shown = ['all', 'connected', 'away', 'clock'] as const;
/** Beyond this an edge signs nothing. */
const MOST_OFFSET_S = 5;
type Line = Edge & { of: EdgesOfSystem };

const tests: Record<(typeof shown)[number], (edge: Edge) => boolean> = {
  all: () => true, connected: ({ connected }) => connected, away: ({ connected }) => !connected, clock: ({ clockOffsetSeconds }) => Math.abs(clockOffsetSeconds) > MOST_OFFSET_S,
};

/** Every edge that one may see: connected or not, since when, its version, its clock. */
export function EdgesPage() {
  const { edges: words, shell } = useMessages();
  const [search, change] = usePageSearch();
  const show = oneOf(search['show'], shown);
  const query = useQuery(edgesQuery());
  const all: Line[] = (query.data?.items ?? []).flatMap((of) => of.edges.map((edge) => ({ ...edge, of })));
  const count = (name: (typeof shown)[number]) => formatNumber(all.filter(tests[name]).length);
  const links = (['connected', 'away'] as const).map((value) => ({ to: '/exchange/edges', search: { show: value } }));
  return (
    <Page title={words.title} crumbs={[shell.navGroups.exchange, words.title]}>
      <PageHead title={words.title} lead={query.data && <Rich text={words.lead({ connected: count('connected'), away: count('away') })} links={links} />}><p className="t14 muted">{words.note}</p></PageHead>
      <div className="filters no-print">
        <Select label={words.show} value={show} options={shown.map((value) => ({ value, label: words.shown[value] ?? value }))} onChange={(value) => change({ show: value === 'all' ? undefined : value })} />
      </div>
      <section className="section" aria-label={words.title}>
        <Loaded query={query} label={words.loading} lines={4}>{() => <Lines rows={all.filter(tests[show])} />}</Loaded>
      </section>
    </Page>
  );
}

function Lines({ rows }: { rows: Line[] }) {
  const { edges: words } = useMessages();
  const say = useSay();
  const nameOf = useAgencyName();
  if (rows.length === 0) return <Empty level={2} icon="link" title={words.nothing}>{words.nothingWhy}</Empty>;
  const columns: TableColumn<Line>[] = [
    { id: 'system', head: words.system, className: 'wide', cell: ({ of }) => { const { agency, code } = partsOf(of.system); return <><PageLink to={`/exchange/systems/${agency}/${code}`}>{say(of, 'name')}</PageLink><span className="sub t13 muted">{nameOf(of.agencyId)}</span></>; } },
    ...edgeColumns(words),
  ];
  return <DataTable caption={words.title} columns={columns} rows={rows} rowKey={(each) => `${each.of.system} ${each.instance}`} rowHead="system" />;
}
