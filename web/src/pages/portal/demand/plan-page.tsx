import { useQuery } from '@tanstack/react-query';
import { formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import { planQuery, surveysQuery } from '../../../api/portal-queries.ts';
import type { PlanItem } from '../../../api/portal-types.ts';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';
import { buttonClass } from '../../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { PortalPage } from '../portal-page.tsx';

const glyphs = { planned: 'run', late: 'over', published: 'ok' } as const;

/** What agencies promised to publish, and by when. */
export function PlanPage() {
  const words = useMessages().portal;
  const query = useQuery(planQuery());
  const columns = useColumns();
  const say = useSay();
  const { data: surveys } = useQuery(surveysQuery());
  return (
    <PortalPage title={words.plan.title} hero={<><h1>{words.plan.title}</h1><p className="lead-line">{words.plan.lead}</p></>}>
      {surveys?.items.filter(({ state }) => state === 'open').map((survey) => <p key={survey.id}><PageLink className={buttonClass('primary')} to={`/data/surveys/${survey.id}`}>{words.plan.survey}<span className="sr"> {say(survey, 'title')}</span></PageLink></p>)}
      <Loaded query={query} label={words.loading}>
        {({ items }) => (items.length === 0 ? <Empty level={2} icon="calendar" title={words.plan.none}>{words.plan.noneWhy}</Empty> : <DataTable caption={words.plan.title} columns={columns} rows={items} rowKey={(item) => item.id} rowHead="item" />)}
      </Loaded>
    </PortalPage>
  );
}

function useColumns(): TableColumn<PlanItem>[] {
  const words = useMessages().portal.plan;
  const lang = useLang();
  const say = useSay();
  const linkOf = (item: PlanItem) => (item.dataset ? `/data/${item.dataset}` : item.requestId && `/data/requests/${item.requestId}`);
  return [
    { id: 'item', head: words.item, cell: (item) => { const to = linkOf(item); return <>{to ? <PageLink to={to}>{say(item, 'title')}</PageLink> : say(item, 'title')}{item.movedWhy && <span className="sub">{words.movedWhy} {item.movedWhy}</span>}</>; } },
    { id: 'agency', head: words.agency, cell: (item) => say(item, 'agency') },
    { id: 'due', head: words.due, cell: (item) => <span className="nw">{formatThaiDate(item.dueOn, { lang })}</span> },
    { id: 'votes', head: words.votes, numeric: true, cell: (item) => formatNumber(item.votes) },
    { id: 'state', head: words.state, cell: (item) => <Badge glyph={glyphs[item.state]}>{words.states[item.state]}</Badge> },
  ];
}
