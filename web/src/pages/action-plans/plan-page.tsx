import { eraOffset, formatNearDate, formatThaiDate } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { planQuery, type PlanPage as Plan, type PlanProject, type Strategy } from '../../api/plan-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import './action-plans.css';
import { AsOf, useAsOf } from './as-of.tsx';
import { PlanDialog, StrategyDialog, WithdrawStrategyDialog } from './plan-dialogs.tsx';
import { ProjectDialog } from './project-dialog.tsx';
import { Baht, headlineLinks, PlanProgress, useYearSpan } from './totals.tsx';

type Open = { what: 'plan' | 'add-strategy' } | { what: 'strategy' | 'withdraw' | 'project'; strategy: Strategy };

/** One action plan: strategies, their projects, and how far each is as of a day. */
export function PlanPage() {
  const { slug } = useParams({ strict: false }) as { slug: string };
  const words = useMessages();
  const say = useSay();
  const asOf = useAsOf();
  const query = useQuery(planQuery(slug, asOf));
  const title = query.data ? say(query.data, 'title') : words.actionPlans.title;
  return (
    <Page title={title} crumbs={[words.shell.navGroups.plan, <PageLink key="all" to="/action-plans" search={{ asOf }}>{words.actionPlans.title}</PageLink>, title]}>
      {query.data === undefined && <h1 className="sr">{title}</h1>}
      <Loaded query={query} label={words.actionPlans.loading} lines={8}>{(plan) => <PlanBody plan={plan} />}</Loaded>
    </Page>
  );
}

function PlanBody({ plan }: { plan: Plan }) {
  const { actionPlans: words } = useMessages();
  const lang = useLang();
  const say = useSay();
  const span = useYearSpan();
  const asOf = useAsOf();
  const past = asOf !== undefined;
  const keeps = useMay()('projects.keep-plans') && !past;
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const { datasets, linked, overdue, atRisk } = plan.totals;
  return (
    <>
      <PageHead kicker={`${words.years} ${span(plan)}`} title={say(plan, 'title')} lead={datasets === 0 ? words.noDatasets : <Rich text={words.headline({ linked, datasets, late: overdue, atRisk })} links={headlineLinks(plan.slug, { asOf }, plan.totals)} />}
        actions={keeps && <><Button onPress={() => setOpen({ what: 'plan' })}>{words.changePlan}</Button><Button look="primary" onPress={() => setOpen({ what: 'add-strategy' })}><Icon name="plus" />{words.addStrategy}</Button></>}>
        <AsOf data={plan} />
        <p className="t13 muted">{words.changedBy({ by: plan.changedBy, at: formatNearDate(plan.changedAt, new Date(), lang) })}</p>
      </PageHead>
      {plan.unplanned > 0 && datasets > 0 && <Callout tone="info" title={words.unplanned({ count: plan.unplanned })}><p className="t14">{words.unplannedWhy}</p></Callout>}
      {plan.strategies.length === 0 && <Empty level={2} icon="document" title={words.noStrategies}>{words.noStrategiesWhy}</Empty>}
      {plan.strategies.map((strategy) => <StrategySection key={strategy.id} plan={plan} strategy={strategy} keeps={keeps} onOpen={setOpen} />)}
      {plan.budgetByYear.length > 0 && <Budgets plan={plan} />}
      {open?.what === 'plan' && <PlanDialog plan={plan} onClose={close} />}
      {open?.what === 'add-strategy' && <StrategyDialog slug={plan.slug} next={Math.max(0, ...plan.strategies.map(({ number }) => number)) + 1} onClose={close} />}
      {open?.what === 'strategy' && <StrategyDialog slug={plan.slug} strategy={open.strategy} next={open.strategy.number} onClose={close} />}
      {open?.what === 'withdraw' && <WithdrawStrategyDialog slug={plan.slug} strategy={open.strategy} onClose={close} />}
      {open?.what === 'project' && <ProjectDialog plan={plan} strategies={plan.strategies} strategyId={open.strategy.id} onClose={close} />}
    </>
  );
}

function StrategySection({ plan, strategy, keeps, onOpen }: { plan: Plan; strategy: Strategy; keeps: boolean; onOpen: (open: Open) => void }) {
  const { actionPlans: words } = useMessages();
  const say = useSay();
  const asOf = useAsOf();
  const columns = useProjectColumns(plan.slug, asOf);
  const aside = keeps && (
    <div className="row no-print">
      {strategy.projects.length === 0 && <Button look={['quiet', 'small']} onPress={() => onOpen({ what: 'withdraw', strategy })}>{words.withdrawStrategy}</Button>}
      <Button look={['quiet', 'small']} onPress={() => onOpen({ what: 'strategy', strategy })}>{words.changeStrategy}</Button>
      <Button look="small" onPress={() => onOpen({ what: 'project', strategy })}><Icon name="plus" />{words.addProject}</Button>
    </div>
  );
  return (
    <Section title={words.strategy({ number: strategy.number, title: say(strategy, 'title') })} aside={aside}>
      {strategy.projects.length === 0 ? <p className="muted">{words.noProjects}</p>
        : <DataTable caption={say(strategy, 'title')} columns={columns} rows={strategy.projects} rowKey={(project) => project.id} rowHead="project" />}
    </Section>
  );
}

function useProjectColumns(slug: string, asOf: string | undefined): TableColumn<PlanProject>[] {
  const { actionPlans: words } = useMessages();
  const lang = useLang();
  const say = useSay();
  return [
    { id: 'project', head: words.project, className: 'wide', cell: (project) => <><PageLink to={`/action-plans/${slug}/projects/${project.id}`} search={{ asOf }}>{say(project, 'title')}</PageLink>{project.code && <span className="sub t13 muted">{project.code}</span>}</> },
    { id: 'agency', head: words.agency, cell: (project) => say(project.agency, 'name') },
    { id: 'period', head: words.period, cell: (project) => (
      <><ThaiDate iso={project.startsOn} /> – <ThaiDate iso={project.endsOn} />{project.endsOn !== project.firstEndsOn && <span className="sub t13 muted">{words.firstEnd({ date: formatThaiDate(project.firstEndsOn, { lang }) })}</span>}</>
    ) },
    { id: 'progress', head: words.progress, cell: (project) => <PlanProgress totals={project.totals} slug={slug} scope={{ asOf, project: String(project.id) }} /> },
    { id: 'budget', head: words.budget, numeric: true, cell: (project) => <Baht amount={project.totals.baht} /> },
  ];
}

function Budgets({ plan }: { plan: Plan }) {
  const { actionPlans: words } = useMessages();
  const columns: TableColumn<Plan['budgetByYear'][number]>[] = [
    { id: 'year', head: words.years, cell: ({ fiscalYear }) => words.fiscalYear({ year: fiscalYear, ce: fiscalYear - eraOffset }) },
    { id: 'baht', head: words.budget, numeric: true, cell: ({ baht }) => <Baht amount={baht} /> },
  ];
  return (
    <Section title={words.budgetByYear}>
      <DataTable caption={words.budgetByYear} columns={columns} rows={plan.budgetByYear} rowKey={({ fiscalYear }) => fiscalYear} rowHead="year"
        foot={<tfoot role="rowgroup"><tr role="row"><th scope="row" role="rowheader">{words.total}</th><td role="cell" className="num" data-label={words.budget}><span><Baht amount={plan.totals.baht} /></span></td></tr></tfoot>} />
    </Section>
  );
}
