import { useQuery } from '@tanstack/react-query';
import { edgesQuery, type Edge } from '../../../api/edge-queries.ts';
import { useMessages } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { ThaiDate } from '../../../ui/figures.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';

/** Every edge of a system that was heard of in the last 30 days. */
export function EdgeSection({ system }: { system: string }) {
  const { edges: words } = useMessages();
  const query = useQuery(edgesQuery());
  return (
    <Section id="edges" title={words.title} note={words.note}>
      <Loaded query={query} label={words.loading} lines={2}>{({ items }) => <Edges edges={items.find((each) => each.system === system)?.edges ?? []} />}</Loaded>
    </Section>
  );
}

function Edges({ edges }: { edges: Edge[] }) {
  const { edges: words } = useMessages();
  if (edges.length === 0) return <Empty icon="link" title={words.none}>{words.noneWhy}</Empty>;
  return <DataTable caption={words.title} columns={edgeColumns(words)} rows={edges} rowKey={(each) => each.instance} rowHead="instance" />;
}

/** What is said of an edge, wherever it is listed. */
export function edgeColumns(words: ReturnType<typeof useMessages>['edges']): TableColumn<Edge>[] {
  return [
    { id: 'instance', head: words.instance, cell: (each) => <code>{each.instance.slice(0, 8)}</code> },
    { id: 'state', head: words.state, cell: (each) => <><Badge glyph={each.connected ? 'ok' : 'warn'}>{each.connected ? words.connected : words.away}</Badge>{!each.connected && <span className="sub t13 muted">{words.silent({ time: sinceOf(words, each.lastSeenAt) })}</span>}</> },
    { id: 'lastSeen', head: words.lastSeen, cell: (each) => <ThaiDate iso={each.lastSeenAt} style="withTime" /> },
    { id: 'version', head: words.version, cell: (each) => each.version },
    { id: 'clock', head: words.clock, cell: (each) => (Math.abs(each.clockOffsetSeconds) <= 1 ? words.clockRight : <Badge glyph="warn">{words.clockOff({ seconds: each.clockOffsetSeconds })}</Badge>) },
    { id: 'services', head: words.services, className: 'wide', cell: (each) => (each.services.length === 0 ? <span className="muted">{words.noServices}</span> : <Services slugs={each.services} />) },
    { id: 'direct', head: words.direct, cell: (each) => (each.directUrl ? <code className="secret-text">{each.directUrl}</code> : <span className="muted">{words.noDirect}</span>) },
  ];
}

const Services = ({ slugs }: { slugs: string[] }) => <ul className="plain-list">{slugs.map((slug) => <li key={slug}><PageLink to={`/exchange/services/${slug}`}>{slug}</PageLink></li>)}</ul>;

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 1440;
/** How long ago, in the unit that one would choose. */
function sinceOf(words: ReturnType<typeof useMessages>['edges'], iso: string): string {
  const minutes = Math.max(1, Math.floor((Date.now() - Date.parse(iso)) / MINUTE_MS));
  if (minutes >= 2 * DAY_MINUTES) return words.days({ count: Math.floor(minutes / DAY_MINUTES) });
  return minutes >= 2 * HOUR_MINUTES ? words.hours({ count: Math.floor(minutes / HOUR_MINUTES) }) : words.minutes({ count: minutes });
}
