import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api, told } from '../../api/client.ts';
import { harvestSourceQuery, isBusy, type HarvestJob, type HarvestSource } from '../../api/harvest-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { textOf, usePageSearch } from '../../app/search.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { JobFigures, JobMark } from './job-mark.tsx';
import { JobView } from './job-view.tsx';

/** One source: its jobs, and what one of them did. */
export function HarvestSourcePage() {
  const { harvest: words, shell } = useMessages();
  const say = useSay();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(harvestSourceQuery(Number(id)));
  const title = query.data ? say(query.data.source, 'name') : words.source;
  return (
    <Page title={title} crumbs={[shell.navGroups.catalogue, <PageLink key="harvest" to="/catalogue/harvest">{words.title}</PageLink>, title]}>
      {!query.data && <PageHead title={words.source} />}
      <Loaded query={query} label={words.loading}>{({ source, jobs }) => <><Head source={source} busy={isBusy(jobs[0]) || jobs[0]?.state === 'held'} /><Jobs jobs={jobs} /></>}</Loaded>
    </Page>
  );
}

function Head({ source, busy }: { source: HarvestSource; busy: boolean }) {
  const words = useMessages().harvest;
  const say = useSay();
  const may = useMay();
  const params = { path: { id: source.id } };
  const starting = useAct(() => told(api.POST('/api/v1/harvest/sources/{id}/jobs', { params })), words.started);
  const switching = useAct((enabled: boolean) => told(api.PATCH('/api/v1/harvest/sources/{id}', { params, body: { enabled } })), (enabled) => (enabled ? words.resumed : words.paused));
  const actions = source.kind === 'template' ? undefined : (
    <>
      {may('harvest.change-source') && <Button isPending={switching.isPending} onPress={() => switching.mutate(!source.enabled)}>{source.enabled ? words.pause : words.resume}</Button>}
      {may('harvest.start-job') && !busy && <Button look="primary" isPending={starting.isPending} onPress={() => starting.mutate()}>{words.start}</Button>}
    </>
  );
  const kind = words.kinds[source.kind as keyof typeof words.kinds];
  return (
    <>
      <PageHead kicker={<><span>{kind}</span><code className="secret-text">{source.url}</code></>} title={say(source, 'name')} lead={`${words.landsOf[source.lands as keyof typeof words.landsOf]} · ${source.enabled ? words.on : words.off}`} actions={actions} />
      {[starting, switching].map((each, at) => each.isError && <ProblemView key={at} error={each.error} />)}
    </>
  );
}

function Jobs({ jobs }: { jobs: HarvestJob[] }) {
  const { harvest: words, admin } = useMessages();
  const [search] = usePageSearch();
  const shown = jobs.find((job) => String(job.id) === textOf(search['job'])) ?? jobs[0];
  if (!shown) return <Empty icon="inbox" title={words.never}>{words.start}</Empty>;
  const columns: TableColumn<HarvestJob>[] = [
    { id: 'job', head: words.job, cell: (job) => <PageLink to={`/catalogue/harvest/${job.sourceId}`} search={{ job: String(job.id) }} {...(job.id === shown.id && { 'aria-current': 'page' as const })}>{words.jobOf(job)}</PageLink> },
    { id: 'when', head: words.when, cell: (job) => <><ThaiDate iso={job.createdAt} style="withTime" /><span className="sub">{words.by} {job.startedBy}</span></> },
    { id: 'state', head: admin.state, cell: (job) => <JobMark job={job} /> },
    { id: 'figures', head: words.figures, cell: (job) => <JobFigures job={job} /> },
  ];
  return (
    <>
      <JobView key={shown.id} job={shown} />
      <Section title={words.jobs}><DataTable caption={words.jobs} columns={columns} rows={jobs} rowKey={(job) => job.id} rowHead="job" /></Section>
    </>
  );
}
