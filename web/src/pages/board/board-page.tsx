import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { boardQuery, systemQuery } from '../../api/queries.ts';
import { sessionQuery } from '../../api/session-queries.ts';
import type { Board, DatasetState } from '../../api/types.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { oneOf, textOf, usePageSearch } from '../../app/search.ts';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { stateOrder } from '../../ui/state-mark.ts';
import './board.css';
import { BoardHead } from './board-head.tsx';
import { Burnup } from './burnup.tsx';
import { Matrix } from './matrix.tsx';
import { matrixSorts } from './matrix-order.ts';
import { OnlyAgency } from './only-agency.tsx';
import { Overdue } from './overdue.tsx';
import { PeriodStrips } from './period-strips.tsx';
import { boardOf } from './scope.ts';
import { SlipSection } from './slip-section.tsx';
import { StateStrip } from './state-strip.tsx';
import { Todo } from './todo.tsx';

const liveMs = 4000;
const idleMs = 60_000;

/** How far the ministry is, as of a day: sentence, states, plan against fact, every dataset, what is late and why. */
export function BoardPage() {
  const words = useMessages();
  const lang = useLang();
  const { data: session } = useQuery(sessionQuery());
  const isOfficer = session?.may.includes('plans.read-board') ?? false;
  const [search] = usePageSearch();
  const asOf = textOf(search['asOf']);
  const { data: system } = useQuery(systemQuery());
  const query = useQuery({ ...boardQuery(asOf), enabled: isOfficer || session?.who === null, refetchInterval: asOf ? false : system?.sample?.running ? liveMs : idleMs });
  // Whoever is no officer begins with what is open to all.
  if (session?.who && !isOfficer) return <Navigate to="/$lang/datasets" params={{ lang }} replace />;
  return (
    <Page title={words.board.title} crumbs={[words.shell.navGroups.plan, words.board.title]}>
      {query.data === undefined && <h1 className="sr">{words.board.title}</h1>}
      <Loaded query={query} label={words.board.loading} lines={8}>{(board) => <BoardBody board={board} chosen={asOf} />}</Loaded>
    </Page>
  );
}

function BoardBody({ board: whole, chosen }: { board: Board; chosen: string | undefined }) {
  const words = useMessages().board;
  const [search, change] = usePageSearch();
  const agency = textOf(search['agency']);
  const board = boardOf(whole, agency);
  const state = stateOrder.find((each) => each === search['state']) ?? null;
  const sort = oneOf(search['sort'], matrixSorts);
  const filter = (next: DatasetState | null) => change({ state: next ?? undefined });
  return (
    <>
      <BoardHead board={whole} chosen={chosen} />
      {agency && <OnlyAgency board={whole} agency={agency} chosen={chosen} onDrop={() => change({ agency: undefined })} />}
      {board.totals.datasets === 0 ? <Empty level={2} icon="chart" title={words.empty.title}>{words.empty.why}</Empty> : (
        <>
          <StateStrip board={board} state={state} onFilter={filter} />
          <div className="two"><Burnup board={whole} /><Todo board={board} chosen={chosen} /></div>
          <Matrix board={board} chosen={chosen} state={state} sort={sort} onSort={(next) => change({ sort: next === 'urgent' ? undefined : next })} onDropFilter={() => filter(null)} />
          <PeriodStrips asOf={chosen} />
          <SlipSection asOf={chosen} agency={agency} showAll={search['slips'] === 'all'} onShowAll={() => change({ slips: 'all' })} />
          <Overdue board={board} chosen={chosen} showAll={search['overdue'] === 'all'} onShowAll={() => change({ overdue: 'all' })} />
        </>
      )}
    </>
  );
}
