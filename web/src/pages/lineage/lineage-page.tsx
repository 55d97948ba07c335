import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { lineageQuery, type Lineage, type LineageColumn } from '../../api/lineage-queries.ts';
import { releasesQuery } from '../../api/queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { textOf, usePageSearch } from '../../app/search.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Field } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';
import { ColumnPath } from './column-path.tsx';
import { LineageGraph } from './lineage-graph.tsx';
import { columnsFound, firstColumns } from './lineage-layout.ts';
import './lineage.css';
import { shortSteps, sourceWords } from './step-words.ts';

const AT_ONCE = 30;

/** Where a release came from, column by column, and what depends on it. */
export function LineagePage() {
  const { slug } = useParams({ strict: false }) as { slug: string };
  const { lineage: words, datasets, shell } = useMessages();
  const say = useSay();
  const [search] = usePageSearch();
  const asked = Number(textOf(search['release'])) || undefined;
  const query = useQuery(lineageQuery(slug, asked));
  const title = query.data ? say(query.data.dataset, 'title') : slug;
  const lead = query.data && words.lead({ number: query.data.release.number, columns: query.data.columns.length, faces: query.data.faces.length });
  return (
    <Page title={`${words.title} · ${title}`} crumbs={[shell.navGroups.catalogue, <PageLink key="all" to="/datasets">{datasets.title}</PageLink>, <PageLink key="one" to={`/datasets/${slug}`}>{title}</PageLink>, words.title]}>
      <PageHead kicker={title} title={words.title} lead={lead && <Rich text={lead} />} actions={<PageLink className={buttonClass()} to={`/datasets/${slug}`}>{words.toDataset}</PageLink>} />
      <Loaded query={query} label={words.loading} lines={8}>{(data) => <LineageBody key={data.release.number} slug={slug} lineage={data} />}</Loaded>
    </Page>
  );
}

function LineageBody({ slug, lineage }: { slug: string; lineage: Lineage }) {
  const words = useMessages().lineage;
  const [search, change] = usePageSearch();
  const [find, setFind] = useState('');
  const [count, setCount] = useState(AT_ONCE);
  const name = textOf(search['column']);
  // An address may name a column as it was once called.
  const picked = lineage.columns.find((column) => column.name === name) ?? lineage.columns.find(({ history }) => name !== undefined && history.some((era) => era.name === name));
  const found = columnsFound(lineage.columns, find, picked?.name);
  const shown = firstColumns(found, count, picked?.name);
  const pick = (column: string | undefined) => change({ column });
  return (
    <>
      <section className="section" aria-label={words.graph}>
        <div className="filters no-print">
          <ReleaseSelect slug={slug} number={lineage.release.number} onChange={(release) => change({ release })} />
          <Field label={words.find} placeholder={words.findHint} value={find} onChange={setFind} autoComplete="off" />
        </div>
        <Notes lineage={lineage} />
        {found.length === 0 ? <Empty level={2} icon="search" title={words.none}>{words.noneWhy}</Empty> : <LineageGraph lineage={lineage} columns={shown} picked={picked} onPick={pick} />}
        {found.length > shown.length && <p><Button onPress={() => setCount(count + AT_ONCE)}>{words.more({ count: Math.min(AT_ONCE, found.length - shown.length) })}</Button></p>}
      </section>
      {picked && <ColumnPath lineage={lineage} column={picked} onClose={() => pick(undefined)} />}
      <ColumnTable columns={found} onPick={pick} />
    </>
  );
}

function ReleaseSelect({ slug, number, onChange }: { slug: string; number: number; onChange: (release: string) => void }) {
  const words = useMessages().lineage;
  const { data } = useQuery(releasesQuery(slug));
  const items = data?.items ?? [];
  const numbers = items.some((each) => each.number === number) ? items.map((each) => each.number) : [number, ...items.map((each) => each.number)];
  return <Select label={words.release} value={String(number)} options={numbers.map((each) => ({ value: String(each), label: words.releaseNumber({ number: each }), ...(items.find((item) => item.number === each)?.state === 'current' && { hint: words.current }) }))} onChange={onChange} />;
}

/** What the picture cannot show: rows that stayed, rows that were mended, and datasets that this one needs. */
function Notes({ lineage: { run, before } }: { lineage: Lineage }) {
  const words = useMessages().lineage;
  const say = useSay();
  return (
    <>
      {run.keptFrom !== null && <p className="t14 muted">{words.keptFrom({ number: run.keptFrom })}</p>}
      {run.replayOf !== null && <p className="t14 muted"><PageLink to={`/runs/${run.replayOf}`}>{words.replayOf({ id: run.replayOf })}</PageLink></p>}
      {before.length > 0 && <p className="t14">{words.before}: {before.map((each, i) => <span key={`${each.why} ${each.slug}`}>{i > 0 && ', '}<PageLink to={`/datasets/${each.slug}/lineage`}>{say(each, 'title')}</PageLink> <span className="muted">({words.why[each.why] ?? each.why})</span></span>)}</p>}
    </>
  );
}

function ColumnTable({ columns, onPick }: { columns: LineageColumn[]; onPick: (name: string) => void }) {
  const words = useMessages().lineage;
  const say = useSay();
  const heads: TableColumn<LineageColumn>[] = [
    { id: 'column', head: words.table.column, cell: (column) => <><Button look={['small', 'quiet']} onPress={() => onPick(column.name)}><code>{column.name}</code></Button><span className="sub t13 muted">{say(column, 'title')}</span></> },
    { id: 'source', head: words.table.source, cell: (column) => sourceWords(column, words) ?? <span className="off">–</span> },
    { id: 'steps', head: words.table.steps, cell: (column) => shortSteps(column, words) },
    { id: 'type', head: words.table.type, cell: (column) => <code>{column.stored}</code> },
    { id: 'given', head: words.table.given, cell: (column) => words.shown[column.shown] ?? column.shown },
    { id: 'uses', head: words.table.uses, numeric: true, cell: (column) => (column.uses.length === 0 ? <span className="off">–</span> : words.table.usesCount({ count: column.uses.length })) },
  ];
  return <Section id="columns" className="lineage-columns" title={words.table.title}><DataTable caption={words.table.caption} columns={heads} rows={columns} rowKey={(column) => column.name} rowHead="column" density="compact" /></Section>;
}
