import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { harvestEntriesQuery, harvestLossesQuery, isBusy, type HarvestEntry, type HarvestJob } from '../../api/harvest-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay, useTell } from '../../app/lang.ts';
import { listOf, oneOf, usePageSearch } from '../../app/search.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Pager } from '../../ui/pager.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Section } from '../../ui/section.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { JobFigures, JobMark } from './job-mark.tsx';

type Told = { [Name in 'titleTh' | 'titleEn' | 'nextTh' | 'nextEn' | 'detailTh' | 'detailEn']?: string };

/** What one job did, and what it asks of a person. */
export function JobView({ job }: { job: HarvestJob }) {
  const words = useMessages().harvest;
  const say = useSay();
  const may = useMay();
  const cancelling = useAct(() => told(api.POST('/api/v1/harvest/jobs/{id}/cancel', { params: { path: { id: job.id } } })), words.cancelled);
  const problem = job.problem as unknown as Told | null;
  return (
    <>
      <Section title={words.jobOf(job)} aside={isBusy(job) && may('harvest.start-job') && <Button look="small" isPending={cancelling.isPending} onPress={() => cancelling.mutate()}>{words.cancel}</Button>}>
        <p><JobMark job={job} /> <JobFigures job={job} /></p>
        {cancelling.isError && <ProblemView error={cancelling.error} />}
        {problem && job.state !== 'held' && <Callout tone={job.state === 'failed' ? 'bad' : 'warn'} title={say(problem, 'title')} level={3}><p className="t14">{say(problem, 'detail')} {say(problem, 'next')}</p></Callout>}
        {!job.withdraws && <Callout tone="warn" title={words.doubtful} level={3} />}
        {job.decision && <p className="t14 soft">{words.decidedBy} {job.decision.by}: {words.choices[job.decision.choice as keyof typeof words.choices]} — {job.decision.reason}</p>}
        {job.state === 'held' && <Held job={job} problem={problem} />}
      </Section>
      <Log job={job} />
    </>
  );
}

const choices = ['withdraw', 'keep', 'cancel'] as const;
const SHOWN = 10;

function Held({ job, problem }: { job: HarvestJob; problem: Told | null }) {
  const words = useMessages().harvest;
  const say = useSay();
  const may = useMay();
  const { data } = useQuery(harvestLossesQuery(job));
  const [choice, setChoice] = useState<(typeof choices)[number] | null>(null);
  const deciding = useAct((reason: string) => told(api.POST('/api/v1/harvest/jobs/{id}/decision', { params: { path: { id: job.id } }, body: { choice: choice ?? 'cancel', reason } })), words.decided, () => setChoice(null));
  const missing = data?.missing ?? [];
  return (
    <Callout tone="warn" title={words.held} level={3}>
      {problem && <p>{say(problem, 'title')}: {say(problem, 'detail')}</p>}
      <p>{words.heldWhy(job)}</p>
      {missing.length > 0 && <><p className="w5">{words.wouldGo}</p><ul>{missing.slice(0, SHOWN).map(({ slug }) => <li key={slug}><PageLink to={`/datasets/${slug}/record`}>{slug}</PageLink></li>)}</ul>{missing.length > SHOWN && <p>{words.more({ count: missing.length - SHOWN })}</p>}</>}
      {may('harvest.decide-job') && <div className="row">{choices.map((each) => <Button key={each} look={each === 'withdraw' ? 'danger' : []} onPress={() => setChoice(each)}>{words.choices[each]}</Button>)}</div>}
      {choice && <ReasonDialog title={words.choices[choice]} verb={words.choices[choice]} acting={deciding} danger={choice === 'withdraw'} onSend={(reason) => deciding.mutate(reason)} onClose={() => setChoice(null)}><p>{words.heldWhy(job)}</p></ReasonDialog>}
    </Callout>
  );
}

const views = ['told', 'refused', 'withdrawn', 'all'] as const;

function Log({ job }: { job: HarvestJob }) {
  const words = useMessages().harvest;
  const [search, change] = usePageSearch();
  const view = oneOf(search['show'], views);
  const trail = listOf(search['cursor']);
  const cursor = trail.at(-1);
  const query = useQuery(harvestEntriesQuery(job, { ...(view === 'told' ? { remarked: true } : view === 'all' ? {} : { outcome: view }), ...(cursor !== undefined && { cursor }) }));
  const columns = useColumns();
  return (
    <Section title={words.log} note={words.logNote} aside={<Segmented label={words.show} value={view} options={views.map((value) => ({ value, label: words.showOf[value] }))} onChange={(show) => change({ show, cursor: undefined })} />}>
      <Loaded query={query} label={words.loading}>
        {({ items, nextCursor }) => (items.length === 0 ? <Empty icon="check" title={words.logNone}>{words.logNoneWhy}</Empty> : (
          <>
            <DataTable caption={words.log} columns={columns} rows={items} rowKey={(each) => each.remoteId} rowHead="item" />
            <Pager of={words.log} trail={trail} nextCursor={nextCursor} said={words.rows({ count: items.length })} onChange={(next) => change({ cursor: next })} />
          </>
        ))}
      </Loaded>
      {job.files.refused > 0 && <LostFiles job={job} />}
    </Section>
  );
}

function useColumns(): TableColumn<HarvestEntry>[] {
  const words = useMessages().harvest;
  const tell = useTell();
  return [
    { id: 'item', head: words.item, cell: (each) => <>{each.slug ? <PageLink to={`/datasets/${each.slug}/record`}>{each.title}</PageLink> : each.title}<span className="sub">{each.organisation} <code className="secret-text">{each.remoteId}</code></span></> },
    { id: 'became', head: words.became, cell: (each) => words.outcomes[(each.outcome ?? 'waiting') as keyof typeof words.outcomes] },
    { id: 'remarks', head: words.remarks, cell: (each) => each.remarks.map((remark) => <p key={remark.en} className="t14">{tell(remark)}</p>) },
  ];
}

function LostFiles({ job }: { job: HarvestJob }) {
  const words = useMessages().harvest;
  const tell = useTell();
  const { data } = useQuery(harvestLossesQuery(job));
  const columns: TableColumn<{ name: string; url: string; th: string; en: string }>[] = [
    { id: 'file', head: words.file, cell: (each) => <>{each.name}<span className="sub"><code className="secret-text">{each.url}</code></span></> },
    { id: 'why', head: words.why, cell: (each) => tell(each) },
  ];
  return <DataTable caption={words.lostFiles} captionHidden={false} columns={columns} rows={data?.files ?? []} rowKey={(each) => each.url} rowHead="file" />;
}
