import type { RecordQuality } from '../../api/quality-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Section } from '../../ui/section.tsx';

type Link = RecordQuality['links'][number];

/** What each address elsewhere answered when it was last asked. */
export function LinkChecks({ links }: { links: Link[] }) {
  const words = useMessages().quality;
  const lang = useLang();
  const say = useSay();
  const columns: TableColumn<Link>[] = [
    { id: 'file', head: words.file, cell: (link) => <>{say(link, 'name')}<span className="sub muted">{link.url}</span></> },
    { id: 'state', head: words.state, cell: (link) => <><State link={link} />{link.ok === false && <span className="sub">{link[lang]}</span>}</> },
    { id: 'asked', head: words.asked, cell: (link) => <ThaiDate iso={link.checkedAt} near /> },
  ];
  return <Section title={words.linksTitle} note={words.linksNote}><DataTable caption={words.linksTitle} columns={columns} rows={links} rowKey={({ id }) => id} rowHead="file" /></Section>;
}

function State({ link: { ok, again } }: { link: Link }) {
  const words = useMessages().quality;
  if (ok === null) return <Badge glyph="plan">{words.waiting}</Badge>;
  if (ok) return <Badge glyph="ok">{words.good}</Badge>;
  return again ? <Badge glyph="warn">{words.again}</Badge> : <Badge glyph="bad">{words.broken}</Badge>;
}
