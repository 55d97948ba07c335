import type { Page, Run } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Pager } from '../../ui/pager.tsx';
import { runGlyph } from '../../ui/run-mark.ts';

const pageSize = 50;

/** A page of runs, or why there is none. */
export function RunList({ page, trail, filtered, onTrail, onDropFilters }: {
  page: Page<Run>; trail: string[]; filtered: boolean; onTrail: (trail: string[]) => void; onDropFilters: () => void;
}) {
  const words = useMessages().runs;
  const columns = useColumns();
  if (page.items.length === 0) {
    return filtered
      ? <Empty level={2} icon="search" title={words.noMatch} action={<Button onPress={onDropFilters}>{words.dropFilters}</Button>}>{words.noMatchWhy}</Empty>
      : <Empty level={2} icon="flow" title={words.none} action={<PageLink className={buttonClass()} to="/link">{words.link}</PageLink>}>{words.noneWhy}</Empty>;
  }
  const before = trail.length * pageSize;
  const said = trail.length === 0 && page.nextCursor === null ? words.all({ count: page.items.length }) : words.range({ from: before + 1, to: before + page.items.length });
  return (
    <>
      <DataTable caption={words.caption} columns={columns} rows={page.items} rowKey={(run) => run.id} rowHead="run" />
      <Pager trail={trail} nextCursor={page.nextCursor} said={said} onChange={onTrail} />
    </>
  );
}

function useColumns(): TableColumn<Run>[] {
  const words = useMessages();
  const say = useSay();
  return [
    { id: 'run', head: words.runs.run, cell: (run) => <><PageLink className="plain nw" to={`/runs/${run.id}`}>{words.run.number({ id: run.id })}</PageLink><span className="sub nw">{words.run.triggers[run.trigger] ?? run.trigger}</span></> },
    { id: 'dataset', head: words.runs.dataset, cell: (run) => <><PageLink className="plain" to={`/datasets/${run.dataset.slug}`}>{say(run.dataset, 'title')}</PageLink><span className="sub">{say(run.dataset.agency, 'name')}</span></> },
    { id: 'state', head: words.runs.state, cell: (run) => <><Badge glyph={runGlyph[run.state]}>{words.run.states[run.state]}</Badge>{run.release && <span className="sub">{words.runs.release(run.release)}</span>}</> },
    { id: 'rows', head: words.runs.rows, numeric: true, cell: (run) => <Num value={run.progress.rowsOk} /> },
    { id: 'bad', head: words.runs.bad, numeric: true, cell: (run) => <span className={run.progress.rowsBad > 0 ? 'warn' : 'zero'}><Num value={run.progress.rowsBad} /></span> },
    { id: 'source', head: words.runs.source, className: 'soft', cell: (run) => <span className="source-name">{run.sourceName}</span> },
    { id: 'at', head: words.runs.at, cell: (run) => <ThaiDate iso={run.createdAt} near /> },
  ];
}
