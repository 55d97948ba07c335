import type { Operations } from '../../api/operations-queries.ts';
import { useMessages, useSay, useTell } from '../../app/lang.ts';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';

type Sources = Operations['sources'];
type Source = Sources['items'][number];

/** Sources that bring nothing, each with the cause in words and the way there. */
export function FailingSources({ sources }: { sources: Sources }) {
  const { operations: words } = useMessages();
  const columns = useColumns();
  return (
    <Section id="sources" title={words.sources} note={words.sourcesNote}>
      {sources.items.length === 0 ? <Empty level={3} icon="check" title={words.noSources}>{words.noSourcesWhy}</Empty>
        : <DataTable caption={words.sources} columns={columns} rows={sources.items} rowKey={(source) => source.id} rowHead="source" />}
      {sources.failing > sources.items.length && <p className="t14 muted">{words.onlyFirst({ count: sources.items.length, all: sources.failing })}</p>}
    </Section>
  );
}

function useColumns(): TableColumn<Source>[] {
  const { operations: words } = useMessages();
  const say = useSay();
  const nameOf = useAgencyName();
  return [
    { id: 'source', head: words.source, cell: (source) => <><PageLink to={`/datasets/${source.dataset.slug}#sources`}>{say(source.dataset, 'title')}</PageLink><span className="sub t13 muted">{nameOf(source.agencyId)} · {source.name}</span></> },
    { id: 'state', head: words.state, cell: (source) => <Badge glyph={source.suspendedAt ? 'bad' : 'fail'}>{source.suspendedAt ? words.suspended : words.failed}</Badge> },
    { id: 'problem', head: words.problem, cell: (source) => <Cause source={source} /> },
    { id: 'times', head: words.times, numeric: true, cell: (source) => <Num value={source.times} /> },
    { id: 'since', head: words.failingSince, cell: (source) => <ThaiDate iso={source.since} near /> },
    { id: 'good', head: words.lastGood, cell: (source) => <ThaiDate iso={source.lastGoodAt} near /> },
  ];
}

function Cause({ source: { problem, runId } }: { source: Source }) {
  const { operations: words } = useMessages();
  const tell = useTell();
  if (!problem) return <span className="off">–</span>;
  return <>{tell(problem)}<span className="sub t13 soft">{tell({ th: problem.nextTh, en: problem.nextEn })} {runId !== null && <PageLink to={`/runs/${runId}`}>{words.run({ id: runId })}</PageLink>}</span></>;
}
