import { useQuery } from '@tanstack/react-query';
import { changesPerPage, changesQuery, releaseQuery } from '../../api/queries.ts';
import type { ChangeItem, Release } from '../../api/types.ts';
import { useMessages } from '../../app/lang.ts';
import { listOf, textOf, usePageSearch } from '../../app/search.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';
import { CellValue } from './cell-value.tsx';
import { shownType } from './shown-type.ts';

const valuesShown = 5;

/** What differs between two releases, row by row. */
export function ChangesSection({ slug, releases }: { slug: string; releases: Release[] }) {
  const words = useMessages().dataset;
  const [search, change] = usePageSearch();
  const numbers = releases.filter((release) => release.state !== 'withdrawn' && release.purgedAt === null).map((release) => release.number).toSorted((a, b) => b - a);
  const [newest, second] = numbers;
  if (newest === undefined || second === undefined) return <Section id="changes" title={words.changes.title}><p className="soft">{words.changes.one}</p></Section>;
  const to = numbers.find((number) => String(number) === textOf(search['to'])) ?? newest;
  const from = numbers.find((number) => String(number) === textOf(search['from'])) ?? numbers.find((number) => number < to) ?? second;
  const options = numbers.map((number) => ({ value: String(number), label: words.releases.number({ number }) }));
  return (
    <Section id="changes" title={words.changes.title}>
      <div className="filters no-print">
        <Select label={words.changes.from} value={String(from)} options={options} onChange={(value) => change({ from: value, to: String(to), change: undefined })} />
        <Select label={words.changes.to} value={String(to)} options={options} onChange={(value) => change({ from: String(from), to: value, change: undefined })} />
      </div>
      <Changes slug={slug} from={from} to={to} trail={listOf(search['change'])} onTrail={(next) => change({ change: next })} />
    </Section>
  );
}

function Changes({ slug, from, to, trail, onTrail }: { slug: string; from: number; to: number; trail: string[]; onTrail: (trail: string[]) => void }) {
  const words = useMessages().dataset.changes;
  const query = useQuery(changesQuery(slug, from, to, trail.at(-1)));
  const { data: release } = useQuery(releaseQuery(slug, to));
  const types = new Map(release?.columns.map((column) => [column.name, shownType(column)]));
  const before = trail.length * changesPerPage;
  return (
    <Loaded query={query} label={words.loading}>
      {(page) => (page.items.length === 0 ? <p className="soft">{words.same}</p> : (
        <>
          <ChangesTable items={page.items} caption={words.caption({ from, to })} types={types} />
          <Pager of={words.title} trail={trail} nextCursor={page.nextCursor} said={words.range({ from: before + 1, to: before + page.items.length })} onChange={onTrail} />
        </>
      ))}
    </Loaded>
  );
}

const glyphs = { added: 'ok', removed: 'bad', changed: 'info' } as const;

type Types = ReadonlyMap<string, string>;

function ChangesTable({ items, caption, types }: { items: ChangeItem[]; caption: string; types: Types }) {
  const words = useMessages().dataset.changes;
  return (
    <DataTable caption={caption} density="compact" rows={items} rowKey={(item) => `${item.op} ${JSON.stringify(item.key)}`} rowHead="key" columns={[
      { id: 'key', head: words.key, cell: (item) => <Values values={item.key} types={types} /> },
      { id: 'op', head: words.op, cell: (item) => <Badge glyph={glyphs[item.op]}>{words.ops[item.op]}</Badge> },
      { id: 'what', head: words.what, cell: (item) => <Differences item={item} types={types} /> },
    ]} />
  );
}

/** For a changed row only the columns that differ; for others the row in short. */
function Differences({ item: { key, before, after }, types }: { item: ChangeItem; types: Types }) {
  if (before && after) {
    const names = Object.keys(after).filter((name) => String(before[name]) !== String(after[name]));
    return <ul className="t14">{names.map((name) => <li key={name}><code className="muted">{name}</code> <del className="rm"><CellValue value={before[name]} type={types.get(name) ?? ''} /></del> → <ins className="ad"><CellValue value={after[name]} type={types.get(name) ?? ''} /></ins></li>)}</ul>;
  }
  const rest = Object.entries(after ?? before ?? {}).filter(([name, value]) => value !== null && !(name in key)).slice(0, valuesShown);
  return <span className="t14 soft"><Values values={Object.fromEntries(rest)} types={types} /></span>;
}

function Values({ values, types }: { values: Record<string, unknown>; types: Types }) {
  return <>{Object.entries(values).map(([name, value]) => <span key={name} className="top-value"><CellValue value={value} type={types.get(name) ?? ''} /></span>)}</>;
}
