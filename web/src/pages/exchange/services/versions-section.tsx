import { useQuery } from '@tanstack/react-query';
import { serviceComparisonQuery, type ServicePage } from '../../../api/data-service-queries.ts';
import { useMessages, useTell } from '../../../app/lang.ts';
import { textOf, usePageSearch } from '../../../app/search.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Num, ThaiDate } from '../../../ui/figures.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Section } from '../../../ui/section.tsx';

type Version = ServicePage['versions'][number];

/** Versions of the document, and what is different between two; the address says which. */
export function VersionsSection({ service }: { service: ServicePage }) {
  const { dataServices: words } = useMessages();
  const [search, change] = usePageSearch();
  const compared = Number(textOf(search['compare']) ?? 0);
  const columns: TableColumn<Version>[] = [
    { id: 'version', head: words.version, cell: (each) => <Num value={each.version} /> },
    { id: 'at', head: words.publishedOn, cell: (each) => <ThaiDate iso={each.at} style="withTime" /> },
    { id: 'by', head: words.by, cell: (each) => each.by },
    { id: 'breaking', head: words.breakingCount, numeric: true, cell: (each) => <Num value={each.breaking} /> },
    { id: 'reason', head: words.reason, className: 'wide', cell: (each) => each.reason ?? <span className="off">–</span> },
    { id: 'compare', head: words.compare, cell: (each) => (each.version === 1 ? <span className="muted">{words.first}</span> : <Button look="small" onPress={() => change({ compare: String(each.version) })}>{words.compare}<span className="sr"> {words.version} {each.version}</span></Button>) },
  ];
  if (service.versions.length === 0) return null;
  return (
    <Section id="versions" title={words.versions}>
      <DataTable caption={words.versions} columns={columns} rows={service.versions} rowKey={(each) => each.version} rowHead="version" />
      {compared > 1 && service.versions.some(({ version }) => version === compared) && <Differences slug={service.slug} to={compared} />}
    </Section>
  );
}

function Differences({ slug, to }: { slug: string; to: number }) {
  const { dataServices: words } = useMessages();
  const query = useQuery(serviceComparisonQuery(slug, to - 1, to));
  return (
    <div className="stack" role="region" aria-label={words.differences({ from: to - 1, to })}>
      <h3 className="t16">{words.differences({ from: to - 1, to })}</h3>
      <Loaded query={query} label={words.loading} lines={3}>{({ differences }) => <DifferenceList differences={differences} />}</Loaded>
    </div>
  );
}

/** What is different, what breaks users first. */
export function DifferenceList({ differences }: { differences: { operationId: string; breaking: boolean; th: string; en: string }[] }) {
  const { dataServices: words } = useMessages();
  const tell = useTell();
  if (differences.length === 0) return <p className="t14 muted">{words.noDifferences}</p>;
  return (
    <ul className="plain-list t14">
      {differences.toSorted((a, b) => Number(b.breaking) - Number(a.breaking)).map((each, at) => <li key={at}><Badge tone={each.breaking ? 'bad' : 'ok'}>{each.breaking ? words.breaking : words.compatible}</Badge> <code>{each.operationId}</code> {tell(each)}</li>)}
    </ul>
  );
}
