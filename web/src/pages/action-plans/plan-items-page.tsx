import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { planItemsQuery, shownFigures } from '../../api/plan-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { textOf, usePageSearch } from '../../app/search.ts';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Select } from '../../ui/select.tsx';
import './action-plans.css';
import { AsOf, useAsOf } from './as-of.tsx';
import { ItemsTable } from './items-table.tsx';

const all = 'all';
const choices = [all, ...shownFigures] as const;

/** The datasets behind a figure of a plan, a strategy or a project, as of a day. */
export function PlanItemsPage() {
  const { slug } = useParams({ strict: false }) as { slug: string };
  const words = useMessages();
  const { actionPlans } = words;
  const say = useSay();
  const asOf = useAsOf();
  const [search, change] = usePageSearch();
  const show = shownFigures.find((each) => each === search['show']);
  const id = (name: 'project' | 'strategy') => Number(textOf(search[name])) || undefined;
  const query = useQuery(planItemsQuery(slug, { asOf, show, project: id('project'), strategy: id('strategy') }));
  const plan = query.data ? say(query.data.plan, 'title') : slug;
  const project = id('project') === undefined ? undefined : query.data?.items[0]?.project;
  const options = choices.map((value) => ({ value, label: actionPlans.shown[value] }));
  return (
    <Page title={actionPlans.behind} crumbs={[words.shell.navGroups.plan, <PageLink key="all" to="/action-plans" search={{ asOf }}>{actionPlans.title}</PageLink>, <PageLink key="plan" to={`/action-plans/${slug}`} search={{ asOf }}>{plan}</PageLink>, actionPlans.behind]}>
      <PageHead title={actionPlans.behind} lead={project ? <PageLink to={`/action-plans/${slug}/projects/${project.id}`} search={{ asOf }}>{say(project, 'title')}</PageLink> : plan}>
        {query.data && <AsOf data={query.data} />}
      </PageHead>
      <section className="section" aria-label={actionPlans.behind}>
        <div className="filters no-print"><Select label={actionPlans.standing} value={show ?? all} options={options} onChange={(value) => change({ show: value === all ? undefined : value })} /></div>
        <Loaded query={query} label={actionPlans.loading} lines={6}>
          {({ items }) => (items.length === 0 ? <Empty level={2} icon="database" title={actionPlans.nothingShown}>{actionPlans.nothingShownWhy}</Empty> : <ItemsTable items={items} keeps={false} onTakeOut={() => undefined} />)}
        </Loaded>
      </section>
    </Page>
  );
}
