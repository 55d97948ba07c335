import { useQuery } from '@tanstack/react-query';
import { agencyPreviewQuery, type AgencyPreview } from '../../api/agency-queries.ts';
import type { Asked } from '../../api/shape.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { Callout } from '../../ui/callout.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Num } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';

type Row = AgencyPreview['holdings'][number];
const FEW = 3;

/** What a change moves, counted and named, and what stands against it. */
export function PreviewOf({ id, query }: { id: string; query: Asked<'getAgencyPreview'> }) {
  const { agencies: words } = useMessages();
  const lang = useLang();
  const asked = useQuery(agencyPreviewQuery(id, query));
  return (
    <Loaded query={asked} label={words.previewing} lines={4}>
      {({ holdings, blocks }) => (
        <div className="stack">
          {blocks.length > 0 && <Callout tone="bad" title={words.blocked} level={3}><ul>{blocks.map((block) => <li key={block.en}>{block[lang]}</li>)}</ul></Callout>}
          {holdings.length === 0 ? <p className="t14 muted">{words.previewNone}</p> : <Holdings rows={holdings} />}
        </div>
      )}
    </Loaded>
  );
}

function Holdings({ rows }: { rows: Row[] }) {
  const { agencies: words } = useMessages();
  const lang = useLang();
  const columns: TableColumn<Row>[] = [
    { id: 'what', head: words.what, cell: (row) => <>{row[lang]}<Names row={row} /></> },
    { id: 'count', head: words.count, numeric: true, cell: (row) => (row.link ? <PageLink to={row.link.split('?')[0] ?? '/'} search={Object.fromEntries(new URLSearchParams(row.link.split('?')[1] ?? ''))}><Num value={row.count} /><span className="sr"> {row[lang]}</span></PageLink> : <Num value={row.count} />) },
    { id: 'then', head: words.then, cell: (row) => words.becomes[row.becomes] ?? row.becomes },
  ];
  return <DataTable caption={words.preview} captionHidden={false} columns={columns} rows={rows} rowKey={(row) => row.what} rowHead="what" density="compact" />;
}

function Names({ row }: { row: Row }) {
  const { agencies: words } = useMessages();
  const lang = useLang();
  const note = lang === 'th' ? row.noteTh : row.noteEn;
  const shown = row.names.slice(0, FEW).map((name) => name[lang]).join(', ');
  return <><span className="sub t13 muted">{shown}{row.count > FEW && ` ${words.more({ count: row.count - FEW })}`}</span>{note && <span className="sub t13">{note}</span>}</>;
}
