import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { formatNumber } from '@saphan/contracts/numbers';
import { apiUrl } from '../../api/client.ts';
import { quarantineQuery, runQuery } from '../../api/queries.ts';
import type { Run } from '../../api/types.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { listOf, textOf, usePageSearch } from '../../app/search.ts';
import { Button, ButtonLink, buttonClass } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Select } from '../../ui/select.tsx';
import { QuarantineTable } from './quarantine-table.tsx';
import { SendBack } from './send-back.tsx';

/** Rows a run kept out: what was received, why, how to mend it, and the way back in. */
export function QuarantinePage() {
  const { id: text } = useParams({ strict: false }) as { id: string };
  const id = Number(text);
  const words = useMessages();
  const say = useSay();
  const run = useQuery(runQuery(id));
  const title = words.quarantine.of({ id });
  const crumbs = [<PageLink key="runs" to="/runs">{words.runs.title}</PageLink>, <PageLink key="run" to={`/runs/${id}`}>{words.run.number({ id })}</PageLink>, words.quarantine.title];
  return (
    <Page title={run.data ? `${title} · ${say(run.data.dataset, 'title')}` : title} crumbs={crumbs}>
      {!run.data && <h1 className="sr">{title}</h1>}
      <Loaded query={run} label={words.quarantine.loading}>{(data) => <QuarantineBody run={data} />}</Loaded>
    </Page>
  );
}

function QuarantineBody({ run }: { run: Run }) {
  const words = useMessages();
  const say = useSay();
  const any = run.progress.rowsBad > 0;
  const head = (
    <PageHead kicker={<><span>{words.run.number({ id: run.id })}</span><span>{say(run.dataset.agency, 'name')}</span></>} title={<>{words.quarantine.title} <span className="ib">{say(run.dataset, 'title')}</span></>}
      lead={<Lead run={run} />} actions={run.quarantined && <><ButtonLink href={apiUrl(`/runs/${run.id}/quarantine.xlsx`)} download=""><Icon name="download" />{words.quarantine.excel}</ButtonLink><a className={buttonClass()} href="#send"><Icon name="upload" />{words.quarantine.send.title}</a></>} />
  );
  if (!any && !run.quarantined) return <>{head}<Empty level={2} icon="check" title={words.quarantine.none} action={<PageLink className={buttonClass()} to={`/runs/${run.id}`}>{words.quarantine.backToRun}</PageLink>}>{words.quarantine.noneWhy}</Empty></>;
  return <>{head}<Rows run={run} /><SendBack run={run} /></>;
}

function Lead({ run }: { run: Run }) {
  const words = useMessages().quarantine;
  const total = run.rejects.reduce((sum, each) => sum + each.count, 0);
  if (run.progress.rowsBad === 0 && total === 0) return <>{words.leadNone}</>;
  return <Rich text={words.lead({ lines: formatNumber(run.progress.rowsBad), total: formatNumber(total) })} />;
}

const pageSize = 50;

function Rows({ run }: { run: Run }) {
  const words = useMessages().quarantine;
  const [search, change] = usePageSearch();
  const trail = listOf(search['cursor']);
  const code = textOf(search['code']);
  const column = textOf(search['column']);
  const query = useQuery(quarantineQuery(run.id, { ...(code && { code }), ...(column && { column }), ...(trail.length > 0 && { cursor: trail.at(-1) as string }) }));
  const drop = () => change({ code: undefined, column: undefined, cursor: undefined });
  const said = (count: number, total: number) => words.range({ from: formatNumber(trail.length * pageSize + 1), to: formatNumber(trail.length * pageSize + count), total: formatNumber(total) });
  return (
    <section className="section" aria-label={words.caption}>
      <Filters run={run} code={code} column={column} onChange={(changes) => change({ ...changes, cursor: undefined })} />
      <Loaded query={query} label={words.loading} lines={8}>
        {(page) => (page.items.length === 0
          ? <Empty level={2} icon="search" title={words.noMatch} action={<Button onPress={drop}>{words.dropFilters}</Button>} />
          : <>{page.items.some((row) => row.masked) && <p className="t14 muted row"><Icon name="lock" />{words.masked}</p>}<QuarantineTable rows={page.items} /><Pager trail={trail} nextCursor={page.nextCursor} said={said(page.items.length, page.total)} onChange={(next) => change({ cursor: next })} /></>)}
      </Loaded>
    </section>
  );
}

const any = 'any';

function Filters({ run, code, column, onChange }: { run: Run; code: string | undefined; column: string | undefined; onChange: (changes: { code?: string | undefined; column?: string | undefined }) => void }) {
  const words = useMessages().quarantine;
  const lang = useLang();
  const codes = new Map(run.rejects.map((each) => [each.code, each[lang]]));
  const columns = [...new Set(run.rejects.flatMap((each) => (each.column ? [each.column] : [])))];
  return (
    <div className="filters no-print">
      <Select label={words.code} value={code ?? any} options={[{ value: any, label: words.anyCode }, ...[...codes].map(([value, label]) => ({ value, label }))]} onChange={(value) => onChange({ code: value === any ? undefined : value })} />
      <Select label={words.column} value={column ?? any} options={[{ value: any, label: words.anyColumn }, ...columns.map((value) => ({ value, label: value }))]} onChange={(value) => onChange({ column: value === any ? undefined : value })} />
    </div>
  );
}
