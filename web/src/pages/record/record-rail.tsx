import type { CatalogueDefinition } from '@saphan/contracts/catalogue/definition';
import type { RecordWork } from '../../api/catalogue-queries.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Bytes, Num, ThaiDate } from '../../ui/figures.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Meter } from '../../ui/meter.tsx';
import { PageLink } from '../../ui/page-link.tsx';

/** How far the record is, what is still to mend, who had it in hand, and what the release filled in by itself. */
export function RecordRail({ work, definition }: { work: RecordWork; definition: CatalogueDefinition }) {
  const words = useMessages().catalogue;
  const { record } = work;
  const filled = record.filled.length;
  return (
    <aside className="rail" aria-label={words.way}>
      <dl className="facts-stack">
        <Fact name={words.fourteen}><span className="w6 num">{words.ofFourteen({ filled })}</span><Meter label={words.fourteen} value={filled} max={14} said={words.ofFourteen({ filled })} tone={filled === 14 ? 'ok' : 'warn'} /></Fact>
        {(work.problems.length > 0 || record.state === 'draft') && <Fact name={words.toMend}><ToMend work={work} definition={definition} /></Fact>}
        <Fact name={words.wide}>{words.audiences[record.audience]}</Fact>
        <Fact name={words.version}><Num value={record.version} /><span className="sub muted t13"><ThaiDate iso={record.changedAt} style="withTime" /></span></Fact>
        {work.submittedBy && <Fact name={words.submittedBy}>{work.submittedBy}</Fact>}
        {work.checkedBy && <Fact name={words.checkedBy}>{work.checkedBy}</Fact>}
        {work.approvedBy && <Fact name={words.approvedBy}>{work.approvedBy}</Fact>}
        <Release record={record} />
      </dl>
      <p className="t14"><PageLink to={`/datasets/${record.slug}`}>{words.dataset}</PageLink></p>
    </aside>
  );
}

function ToMend({ work, definition }: { work: RecordWork; definition: CatalogueDefinition }) {
  const words = useMessages().catalogue;
  const lang = useLang();
  if (work.problems.length === 0) return <span className="row-tight"><Mark glyph="ok" /> {words.nothingToMend}</span>;
  return (
    <ul className="plain-list to-mend">
      {work.problems.map((problem) => (
        <li key={problem.field + problem.kind}><Mark glyph={problem.kind === 'missing' ? 'warn' : 'bad'} /><a href={`#field-${problem.field}`}>{definition.fields.find(({ key }) => key === problem.field)?.[lang] ?? problem.field}</a></li>
      ))}
    </ul>
  );
}

function Release({ record: { release, freshness } }: { record: RecordWork['record'] }) {
  const words = useMessages().catalogue;
  if (!release) return null;
  return (
    <>
      <Fact name={words.fromRelease}><Num value={release.number} /> · <ThaiDate iso={release.publishedAt} /></Fact>
      <Fact name={words.rows}><Num value={release.rowCount} /> · <Bytes value={release.bytes} /></Fact>
      {release.temporal && <Fact name={words.covers}><ThaiDate iso={release.temporal.from} /> – <ThaiDate iso={release.temporal.to} /></Fact>}
      {release.provinces.length > 0 && <Fact name={words.provinces}><Num value={release.provinces.length} /></Fact>}
      {freshness && <Fact name={words.fresh}><Badge glyph={freshness === 'fresh' ? 'fresh' : 'stale'}>{words.freshness[freshness]}</Badge></Fact>}
    </>
  );
}
