import { useQuery } from '@tanstack/react-query';
import { apiUrl } from '../../api/client.ts';
import { requestMatrixQuery, type RequestMatrix } from '../../api/request-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { useAsOf } from '../action-plans/as-of.tsx';
import { StateBadge, stateOrder } from './looks.tsx';
import { RequestsFrame } from './requests-frame.tsx';

type Cell = RequestMatrix['cells'][number];
type Agency = RequestMatrix['agencies'][number];

/** Who needs what from whom: agencies by agencies, as of a day. */
export function RequestMatrixPage() {
  const { requests: words } = useMessages();
  const asOf = useAsOf();
  const query = useQuery(requestMatrixQuery(asOf));
  const lead = query.data && <Rich text={words.matrixLead({ requests: query.data.cells.reduce((sum, { total }) => sum + total, 0), pairs: query.data.cells.length })} />;
  return (
    <RequestsFrame title={words.matrixTitle} lead={lead} data={query.data} download={apiUrl('/linkage-requests/matrix/export', { asOf })}>
      <Loaded query={query} label={words.loading} lines={8}>
        {(matrix) => (matrix.cells.length === 0 ? <Empty level={2} icon="inbox" title={words.matrixNone}>{words.matrixNoneWhy}</Empty> : <><ByState matrix={matrix} /><Pairs matrix={matrix} /></>)}
      </Loaded>
    </RequestsFrame>
  );
}

function ByState({ matrix }: { matrix: RequestMatrix }) {
  const { requests: words } = useMessages();
  const asOf = useAsOf();
  const rows = stateOrder.filter((state) => matrix.totals[state] > 0);
  const columns: TableColumn<(typeof rows)[number]>[] = [
    { id: 'state', head: words.state, cell: (state) => <StateBadge state={state} /> },
    { id: 'count', head: words.count, numeric: true, cell: (state) => <PageLink to="/requests" search={{ asOf, state }}><Num value={matrix.totals[state]} /></PageLink> },
  ];
  return <Section title={words.byState}><DataTable caption={words.byState} columns={columns} rows={rows} rowKey={(state) => state} rowHead="state" density="compact" /></Section>;
}

function Pairs({ matrix }: { matrix: RequestMatrix }) {
  const { requests: words } = useMessages();
  const say = useSay();
  const find = (requesterId: string, providerId: string) => matrix.cells.find((cell) => cell.requesterId === requesterId && cell.providerId === providerId);
  const providers = matrix.agencies.filter(({ id }) => matrix.cells.some(({ providerId }) => providerId === id));
  const requesters = matrix.agencies.filter(({ id }) => matrix.cells.some(({ requesterId }) => requesterId === id));
  const nameOf = (id: string) => say(matrix.agencies.find((each) => each.id === id) as Agency, 'name');
  const columns: TableColumn<Agency>[] = [
    { id: 'requester', head: words.requester, cell: (agency) => say(agency, 'name') },
    ...providers.map((provider): TableColumn<Agency> => ({ id: provider.id, head: <abbr title={say(provider, 'name')}>{say(provider, 'abbr')}</abbr>, numeric: true, cell: (agency) => <Figure cell={find(agency.id, provider.id)} /> })),
  ];
  const narrow: TableColumn<Cell>[] = [
    { id: 'pair', head: words.pairHead, cell: (cell) => `${nameOf(cell.requesterId)} → ${nameOf(cell.providerId)}` },
    { id: 'count', head: words.count, numeric: true, cell: (cell) => <Figure cell={cell} /> },
  ];
  return (
    <Section title={words.tabs.matrix} note={words.matrixNote}>
      <div className="only-wide need-matrix"><DataTable caption={words.matrixTitle} columns={columns} rows={requesters} rowKey={({ id }) => id} rowHead="requester" phones="scroll" /></div>
      <div className="only-narrow"><DataTable caption={words.matrixTitle} columns={narrow} rows={matrix.cells} rowKey={({ requesterId, providerId }) => `${requesterId} ${providerId}`} rowHead="pair" /></div>
    </Section>
  );
}

/** How many wait, of how many; opens its list where that may be read. */
function Figure({ cell }: { cell: Cell | undefined }) {
  const { requests: words } = useMessages();
  const asOf = useAsOf();
  if (!cell) return <span className="off">·</span>;
  const figure = <><span className="need-figure num" aria-hidden="true">{cell.waiting}</span><span className="sub t13 muted" aria-hidden="true">{words.ofTotal({ total: cell.total })}</span><span className="sr">{words.waitingOf({ waiting: cell.waiting, total: cell.total })}</span></>;
  if (!cell.mayOpen) return <span title={words.notOpen}>{figure}<span className="sr">{words.notOpen}</span></span>;
  return <PageLink to="/requests" search={{ asOf, requester: cell.requesterId, provider: cell.providerId }}>{figure}</PageLink>;
}
