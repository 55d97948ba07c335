import { formatNearDate, formatThaiDate } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { planQuery, projectQuery, type PlanItem, type ProjectPage as Project } from '../../api/plan-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
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
import { History } from './history.tsx';
import { Indicators } from './indicators.tsx';
import { AddItemsDialog, TakeOutDialog, WithdrawProjectDialog } from './item-dialogs.tsx';
import { ItemsTable } from './items-table.tsx';
import { ProjectDialog } from './project-dialog.tsx';
import { Slips } from './slips.tsx';
import { Baht, headlineLinks } from './totals.tsx';

type Open = { what: 'change' | 'withdraw' | 'add' } | { what: 'take-out'; item: PlanItem };

/** One project: its datasets on their way, due dates that moved, indicators, and all that was said of it. */
export function ProjectPage() {
  const { slug, id } = useParams({ strict: false }) as { slug: string; id: string };
  const words = useMessages();
  const say = useSay();
  const asOf = useAsOf();
  const query = useQuery(projectQuery(slug, Number(id), asOf));
  const title = query.data ? say(query.data, 'title') : words.actionPlans.project;
  const plan = query.data ? say(query.data.plan, 'title') : slug;
  return (
    <Page title={title} crumbs={[words.shell.navGroups.plan, <PageLink key="all" to="/action-plans" search={{ asOf }}>{words.actionPlans.title}</PageLink>, <PageLink key="plan" to={`/action-plans/${slug}`} search={{ asOf }}>{plan}</PageLink>, title]}>
      {query.data === undefined && <h1 className="sr">{title}</h1>}
      <Loaded query={query} label={words.actionPlans.loading} lines={8}>{(project) => <ProjectBody project={project} />}</Loaded>
    </Page>
  );
}

function ProjectBody({ project }: { project: Project }) {
  const { actionPlans: words } = useMessages();
  const keeps = useMay()('projects.keep-plans') && useAsOf() === undefined;
  const [open, setOpen] = useState<Open | null>(null);
  return (
    <>
      <Head project={project} keeps={keeps} onOpen={setOpen} />
      <Section title={words.items({ count: project.items.length })} aside={keeps && <Button look="small" onPress={() => setOpen({ what: 'add' })}><Icon name="plus" />{words.addItems}</Button>}>
        {project.items.length === 0 ? <Empty icon="database" title={words.noItems}>{words.noItemsWhy}</Empty>
          : <ItemsTable items={project.items} keeps={keeps} onTakeOut={(item) => setOpen({ what: 'take-out', item })} />}
      </Section>
      {project.items.length > 0 && <Section title={words.slipTitle} note={words.slipNote}><Slips items={project.items} day={project.asOf} /></Section>}
      <Indicators project={project} reports={keeps} />
      <Section title={words.history}><History lines={project.history} /></Section>
      {open && <Dialogs project={project} open={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function Head({ project, keeps, onOpen }: { project: Project; keeps: boolean; onOpen: (open: Open) => void }) {
  const { actionPlans: words } = useMessages();
  const lang = useLang();
  const say = useSay();
  const asOf = useAsOf();
  const { datasets, linked, overdue, atRisk, baht } = project.totals;
  const kicker = [project.code, project.strategy && words.strategy({ number: project.strategy.number, title: say(project.strategy, 'title') })].filter(Boolean).join(' · ');
  return (
    <PageHead kicker={kicker} title={say(project, 'title')} lead={datasets === 0 ? words.noItems : <Rich text={words.headline({ linked, datasets, late: overdue, atRisk })} links={headlineLinks(project.plan.slug, { asOf, project: String(project.id) }, project.totals)} />}
      actions={keeps && <>{datasets === 0 && <Button look="quiet" onPress={() => onOpen({ what: 'withdraw' })}>{words.withdrawProject}</Button>}<Button onPress={() => onOpen({ what: 'change' })}>{words.changeProject}</Button></>}>
      <p className="t14">{say(project.agency, 'name')} · <ThaiDate iso={project.startsOn} /> – <ThaiDate iso={project.endsOn} />{project.endsOn !== project.firstEndsOn && <span className="muted"> ({words.firstEnd({ date: formatThaiDate(project.firstEndsOn, { lang }) })})</span>} · {words.budget} <Baht amount={baht} /></p>
      <AsOf data={project} />
      <p className="t13 muted">{words.changedBy({ by: project.changedBy, at: formatNearDate(project.changedAt, new Date(), lang) })}</p>
    </PageHead>
  );
}

function Dialogs({ project, open, onClose }: { project: Project; open: Open; onClose: () => void }) {
  const { slug } = project.plan;
  if (open.what === 'add') return <AddItemsDialog slug={slug} project={project} onClose={onClose} />;
  if (open.what === 'take-out') return <TakeOutDialog slug={slug} projectId={project.id} item={open.item} onClose={onClose} />;
  if (open.what === 'withdraw') return <WithdrawProjectDialog slug={slug} project={project} onClose={onClose} />;
  return <ChangeDialog project={project} onClose={onClose} />;
}

/** The strategies to choose from come with the plan. */
function ChangeDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const { data: plan } = useQuery(planQuery(project.plan.slug, undefined));
  return plan && <ProjectDialog plan={plan} strategies={plan.strategies} strategyId={project.strategyId} project={project} onClose={onClose} />;
}
