import type { ProjectPage } from '../../api/plan-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';

type Line = ProjectPage['history'][number];

/** Everything said of a project: when, what, by whom and why. */
export function History({ lines }: { lines: readonly Line[] }) {
  const { actionPlans: words } = useMessages();
  const say = useSay();
  const rows = lines.map((line, key) => ({ ...line, key }));
  const columns: TableColumn<Line & { key: number }>[] = [
    { id: 'at', head: words.at, cell: (line) => <ThaiDate iso={line.at} style="withTime" /> },
    { id: 'what', head: words.what, cell: (line) => <>{words.historyWhat[line.what] ?? line.what}{line.datasets && <span className="sub t13 muted">{words.namedOf({ names: line.datasets.named.map((each) => say(each, 'title')).join(', '), more: line.datasets.count - line.datasets.named.length })}</span>}</> },
    { id: 'by', head: words.by, cell: (line) => line.by },
    { id: 'why', head: words.because, className: 'wide', cell: (line) => line.reason ?? <span className="off">–</span> },
  ];
  return <DataTable caption={words.history} columns={columns} rows={rows} rowKey={(line) => line.key} />;
}
