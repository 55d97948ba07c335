import { useQuery } from '@tanstack/react-query';
import { tasksQuery, type Task, type TaskList } from '../../api/meeting-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { textOf, usePageSearch } from '../../app/search.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';
import { AsOf } from '../action-plans/as-of.tsx';
import '../action-plans/action-plans.css';
import { TasksTable } from './tasks-table.tsx';
import './meetings.css';

const ALL = 'all';
type Row = TaskList['agencies'][number];

/** Tasks of resolutions, late first; every number opens its list. */
export function TasksPage() {
  const words = useMessages();
  const { meetings } = words;
  const [search, change] = usePageSearch();
  const say = useSay();
  const filter = { asOf: textOf(search['asOf']), agency: textOf(search['agency']), state: textOf(search['state']) as Task['state'] | undefined, committee: Number(textOf(search['committee'])) || undefined };
  const query = useQuery(tasksQuery(given(filter)));
  const one = Number(textOf(search['task']));
  const past = filter.asOf ? words.actionPlans.pastDay : null;
  const states = [{ value: ALL, label: meetings.every }, ...Object.entries(meetings.taskStates).map(([value, label]) => ({ value, label: value === 'open' ? meetings.open : label }))];
  return (
    <Page title={meetings.allTasks} crumbs={[words.shell.navGroups.plan, <PageLink key="meetings" to="/meetings">{meetings.title}</PageLink>, meetings.allTasks]}>
      <PageHead title={meetings.allTasks} lead={query.data && <Rich text={meetings.tasksLead({ open: query.data.totals.open, late: query.data.totals.late, waiting: query.data.totals.saidDone })} />}>
        {query.data && <AsOf data={query.data} />}
      </PageHead>
      <Loaded query={query} label={meetings.loading} lines={6}>
        {(data) => {
          const tasks = one ? data.items.filter(({ id }) => id === one) : data.items;
          const agencies = [{ value: ALL, label: meetings.everyAgency }, ...data.agencies.map(({ agency }) => ({ value: agency.id, label: say(agency, 'name') }))];
          return (
            <>
              <Section title={meetings.listed({ count: tasks.length })}>
                <div className="print-row no-print">
                  <Select label={meetings.agency} value={filter.agency ?? ALL} options={agencies} onChange={(next) => change({ agency: next === ALL ? undefined : next, task: undefined })} />
                  <Select label={meetings.state} value={filter.state ?? ALL} options={states} onChange={(next) => change({ state: next === ALL ? undefined : next, task: undefined })} />
                </div>
                {tasks.length === 0 ? <Empty icon="check" title={meetings.noTasks}>{meetings.noTasksWhy}</Empty> : <TasksTable tasks={tasks} caption={meetings.allTasks} past={past} />}
              </Section>
              {data.agencies.length > 0 && <ByAgency rows={data.agencies} asOf={filter.asOf} />}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

/** What was given: an empty filter is none. */
const given = <F extends Record<string, unknown>>(filter: F) => Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as { [K in keyof F]?: NonNullable<F[K]> };

function ByAgency({ rows, asOf }: { rows: readonly Row[]; asOf: string | undefined }) {
  const { meetings: words } = useMessages();
  const say = useSay();
  const count = (row: Row, value: number, state: string) => (value === 0 ? <Num value={0} /> : <PageLink to="/tasks" search={{ asOf, agency: row.agency.id, state }}><Num value={value} /></PageLink>);
  const columns: TableColumn<Row>[] = [
    { id: 'agency', head: words.agency, className: 'wide', cell: (row) => <PageLink to="/tasks" search={{ asOf, agency: row.agency.id }}>{say(row.agency, 'name')}</PageLink> },
    { id: 'open', head: words.open, numeric: true, cell: (row) => count(row, row.open, 'open') },
    { id: 'late', head: words.late, numeric: true, cell: (row) => count(row, row.late, 'late') },
    { id: 'saidDone', head: words.saidDone, numeric: true, cell: (row) => count(row, row.saidDone, 'said-done') },
    { id: 'done', head: words.done, numeric: true, cell: (row) => count(row, row.done, 'done') },
  ];
  return <Section title={words.byAgency}><DataTable caption={words.byAgency} columns={columns} rows={rows} rowKey={({ agency }) => agency.id} rowHead="agency" /></Section>;
}
