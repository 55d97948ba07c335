import { useQuery } from '@tanstack/react-query';
import { changesQuery } from '../../api/queries.ts';
import type { ChangeItem, Release } from '../../api/types.ts';
import { useMessages } from '../../app/lang.ts';
import { listOf, textOf, usePageSearch } from '../../app/search.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';

/** What differs between two releases, row by row. */
export function ChangesSection({ slug, releases }: { slug: string; releases: Release[] }) {
  const words = useMessages().dataset;
  const [search, change] = usePageSearch();
  const numbers = releases.map((release) => release.number).toSorted((a, b) => b - a);
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
  return (
    <Loaded query={query} label={words.loading}>
      {(page) => (page.items.length === 0 ? <p className="soft">{words.same}</p> : (
        <>
          <ChangesTable items={page.items} caption={words.caption({ from, to })} />
          <Pager trail={trail} nextCursor={page.nextCursor} said={words.range({ from: trail.length * page.items.length + 1, to: (trail.length + 1) * page.items.length })} onChange={onTrail} />
        </>
      ))}
    </Loaded>
  );
}

const glyphs = { added: 'ok', removed: 'bad', changed: 'info' } as const;

function ChangesTable({ items, caption }: { items: ChangeItem[]; caption: string }) {
  const words = useMessages().dataset.changes;
  return (
    <DataTable caption={caption} density="compact" rows={items} rowKey={(item) => `${item.op} ${JSON.stringify(item.key)}`} rowHead="key" columns={[
      { id: 'key', head: words.key, cell: (item) => <code>{Object.values(item.key).join(' · ')}</code> },
      { id: 'op', head: words.op, cell: (item) => <Badge glyph={glyphs[item.op]}>{words.ops[item.op]}</Badge> },
      { id: 'what', head: words.what, cell: (item) => <Differences item={item} /> },
    ]} />
  );
}

/** For a changed row only the columns that differ; for others the row in short. */
function Differences({ item: { before, after } }: { item: ChangeItem }) {
  const shown = (value: unknown) => (value === null || value === undefined ? '–' : String(value));
  if (before && after) {
    const names = Object.keys(after).filter((name) => shown(before[name]) !== shown(after[name]));
    return <ul className="t14">{names.map((name) => <li key={name}><code className="muted">{name}</code> <del className="rm">{shown(before[name])}</del> → <ins className="ad">{shown(after[name])}</ins></li>)}</ul>;
  }
  const row = after ?? before ?? {};
  return <span className="t14 soft">{Object.values(row).filter((value) => value !== null).slice(0, 6).map(shown).join(' · ')}</span>;
}
