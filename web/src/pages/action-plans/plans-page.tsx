import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { plansQuery, type PlanList } from '../../api/plan-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import './action-plans.css';
import { AsOf, useAsOf } from './as-of.tsx';
import { PlanDialog } from './plan-dialogs.tsx';
import { Baht, PlanProgress, useYearSpan } from './totals.tsx';

/** Every action plan of the ministry and how far it is, as of a day. */
export function PlansPage() {
  const words = useMessages();
  const { actionPlans } = words;
  const asOf = useAsOf();
  const may = useMay()('projects.keep-plans');
  const [setting, setSetting] = useState(false);
  const query = useQuery(plansQuery(asOf));
  return (
    <Page title={actionPlans.title} crumbs={[words.shell.navGroups.plan, actionPlans.title]}>
      <PageHead title={actionPlans.title} lead={query.data && <Rich text={actionPlans.lead({ plans: query.data.items.length })} />}
        actions={may && !asOf ? <Button look="primary" onPress={() => setSetting(true)}><Icon name="plus" />{actionPlans.newPlan}</Button> : undefined}>
        {query.data && <AsOf data={query.data} />}
      </PageHead>
      <section className="section" aria-label={actionPlans.title}>
        <Loaded query={query} label={actionPlans.loading} lines={5}>{(data) => <Plans items={data.items} />}</Loaded>
      </section>
      {setting && <PlanDialog onClose={() => setSetting(false)} />}
    </Page>
  );
}

function Plans({ items }: { items: PlanList['items'] }) {
  const { actionPlans: words } = useMessages();
  const say = useSay();
  const span = useYearSpan();
  const asOf = useAsOf();
  if (items.length === 0) return <Empty level={2} icon="document" title={words.none}>{words.noneWhy}</Empty>;
  const columns: TableColumn<PlanList['items'][number]>[] = [
    { id: 'plan', head: words.plan, className: 'wide', cell: (plan) => <PageLink to={`/action-plans/${plan.slug}`} search={{ asOf }}>{say(plan, 'title')}</PageLink> },
    { id: 'years', head: words.years, cell: span },
    { id: 'projects', head: words.projects, numeric: true, cell: (plan) => <PageLink className="plain" to={`/action-plans/${plan.slug}`} search={{ asOf }}><Num value={plan.projects} /><span className="sr"> {say(plan, 'title')}</span></PageLink> },
    { id: 'progress', head: words.progress, cell: (plan) => <PlanProgress totals={plan.totals} slug={plan.slug} scope={{ asOf }} /> },
    { id: 'budget', head: words.budget, numeric: true, cell: (plan) => <Baht amount={plan.totals.baht} /> },
  ];
  return <DataTable caption={words.title} columns={columns} rows={items} rowKey={(plan) => plan.slug} rowHead="plan" />;
}
