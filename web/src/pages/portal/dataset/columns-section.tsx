import { useQuery } from '@tanstack/react-query';
import { formatNumber, formatPercent } from '@saphan/contracts/numbers';
import { releaseQuery } from '../../../api/queries.ts';
import type { CatalogueRecord } from '../../../api/portal-types.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Section } from '../../../ui/section.tsx';

const FREQUENT = 3;
type Column = CatalogueRecord['columns'][number];
interface Profile { column: string; nullShare: number; distinct: number; min: string | null; max: string | null; top: { value: string; count: number }[] }
type Row = Column & { profile: Profile | undefined };

/** What each column means, and what the release has in it. */
export function ColumnsSection({ record }: { record: CatalogueRecord }) {
  const words = useMessages().openDataset.columns;
  const query = useQuery(releaseQuery(record.slug, 'current'));
  const columns = useColumns();
  return (
    <Section id="columns" title={words.title} note={words.note}>
      <Loaded query={query} label={useMessages().portal.loading} lines={6}>
        {(release) => {
          const profiles = new Map<string, Profile>(release.profile.map((profile) => [profile.column, profile]));
          const known: Column[] = record.columns.length > 0 ? [...record.columns] : release.columns.map((column) => ({ ...column, unit: null, codeList: null, personal: false, level: 0 }));
          return <DataTable caption={words.title} columns={columns} rows={known.map((column): Row => ({ ...column, profile: profiles.get(column.name) }))} rowKey={(row) => row.name} rowHead="name" />;
        }}
      </Loaded>
    </Section>
  );
}

function useColumns(): TableColumn<Row>[] {
  const words = useMessages().openDataset.columns;
  const say = useSay();
  return [
    { id: 'name', head: words.name, cell: (row) => <>{say(row, 'title') || row.name}<span className="sub t13"><code>{row.name}</code>{row.personal && <> <Badge tone="warn">{words.personal}</Badge></>}</span></> },
    { id: 'type', head: words.type, cell: (row) => <>{words.types[row.type] ?? row.type}{row.unit && <span className="sub t13">{words.unit}: {row.unit}</span>}</> },
    { id: 'filled', head: words.filled, numeric: true, cell: (row) => (row.profile ? formatPercent(1 - row.profile.nullShare, { decimals: 0 }) : '–') },
    { id: 'distinct', head: words.distinct, numeric: true, cell: (row) => formatNumber(row.profile?.distinct) },
    { id: 'range', head: words.range, cell: (row) => rangeOf(row) },
  ];
}

/** From least to most for amounts and days, else the values that stand there most often. */
function rangeOf({ type, profile }: Row): string {
  if (!profile) return '–';
  const isAmount = ['integer', 'decimal', 'date', 'datetime'].includes(type);
  if (isAmount && profile.min !== null) return `${profile.min} – ${profile.max ?? ''}`;
  return profile.top.length > 0 ? profile.top.slice(0, FREQUENT).map(({ value, count }) => `${value} (${formatNumber(count)})`).join(' · ') : '–';
}
