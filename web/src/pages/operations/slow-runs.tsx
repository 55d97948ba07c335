import type { Operations } from '../../api/operations-queries.ts';
import { useMessages, useSay, useTell } from '../../app/lang.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Duration } from '../../ui/duration.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';

type SlowRun = Operations['slowest'][number];

/** The ten runs of seven days that took longest, and where the time went. */
export function SlowRuns({ runs }: { runs: readonly SlowRun[] }) {
  const { operations: words } = useMessages();
  const say = useSay();
  const tell = useTell();
  const columns: TableColumn<SlowRun>[] = [
    { id: 'run', head: words.runHead, cell: (run) => <PageLink to={`/runs/${run.runId}`}>{words.run({ id: run.runId })}</PageLink> },
    { id: 'dataset', head: words.dataset, cell: (run) => say(run.dataset, 'title') },
    { id: 'took', head: words.took, numeric: true, cell: (run) => <Duration ms={run.ms} /> },
    { id: 'step', head: words.slowStep, cell: (run) => run.step ? <>{tell(run.step)} <span className="muted"><Duration ms={run.step.ms} /></span></> : <span className="off">–</span> },
    { id: 'ended', head: words.ended, cell: (run) => <ThaiDate iso={run.finishedAt} style="withTime" /> },
  ];
  return (
    <Section id="slowest" title={words.slowest} note={words.slowestNote}>
      {runs.length === 0 ? <Empty level={3} icon="flow" title={words.noSlow}>{words.noSlowWhy}</Empty>
        : <DataTable caption={words.slowest} columns={columns} rows={runs} rowKey={(run) => run.runId} rowHead="run" />}
    </Section>
  );
}
