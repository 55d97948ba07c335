import { useQuery } from '@tanstack/react-query';
import { rightsQuery, type Right } from '../../api/rights-queries.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { usePageSearch } from '../../app/search.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';
import { demandsOf } from './demands-of.ts';
import { RightsFrame } from './rights-frame.tsx';
import './rights.css';

const any = 'any';

/** Every operation against every role, as the server itself enforces it. */
export function MatrixPage() {
  const { rights: { matrix: words, rooms }, admin } = useMessages();
  const query = useQuery(rightsQuery());
  const [search, change] = usePageSearch();
  const role = query.data?.roles.find((each) => each === search['role']);
  return (
    <RightsFrame title={words.title} lead={query.data && <Rich text={words.lead({ rights: query.data.items.length, roles: query.data.roles.length })} />}>
      <Loaded query={query} label={words.loading} lines={10}>
        {({ roles, items }) => (
          <>
            <div className="filters no-print"><Select label={words.role} value={role ?? any} options={[{ value: any, label: words.anyRole }, ...roles.map((each) => ({ value: each, label: admin.roles[each] ?? each }))]} onChange={(value) => change({ role: value === any ? undefined : value })} /></div>
            {[...new Set(items.map(({ room }) => room))].map((room) => {
              const shown = items.filter((right) => right.room === room && (!role || right.roles.includes(role)));
              return shown.length > 0 && <Section key={room} title={rooms[room] ?? room}><RoomTable room={rooms[room] ?? room} rights={shown} roles={role ? [role] : roles} /></Section>;
            })}
          </>
        )}
      </Loaded>
    </RightsFrame>
  );
}

function RoomTable({ room, rights, roles }: { room: string; rights: Right[]; roles: string[] }) {
  const { rights: { matrix: words }, admin } = useMessages();
  const operation: TableColumn<Right> = { id: 'operation', head: words.operation, className: 'matrix-name', cell: (right) => <Operation right={right} /> };
  const perRole: TableColumn<Right>[] = roles.map((role) => ({ id: role, head: admin.roles[role] ?? role, className: 'matrix-mark', cell: (right) => (right.roles.includes(role) ? <><Mark glyph="ok" /><span className="sr">{words.yes}</span></> : <><span className="off" aria-hidden="true">·</span><span className="sr">{words.no}</span></>) }));
  const joined: TableColumn<Right> = { id: 'who', head: words.who, cell: (right) => right.roles.map((role) => admin.roles[role] ?? role).join(' · ') };
  return (
    <>
      <div className="only-wide"><DataTable caption={words.of({ room })} columns={[operation, ...perRole]} rows={rights} rowKey={(right) => right.policy} rowHead="operation" phones="scroll" density="compact" /></div>
      <div className="only-narrow"><DataTable caption={words.of({ room })} columns={[operation, joined]} rows={rights} rowKey={(right) => right.policy} rowHead="operation" /></div>
    </>
  );
}

function Operation({ right }: { right: Right }) {
  const words = useMessages().rights.matrix;
  const tell = useTell();
  const demands = demandsOf(right, words);
  return <>{tell(right)}<span className="sub"><code>{right.policy}</code>{demands.length > 0 && <> · {words.needs} {demands.join(', ')}</>}</span></>;
}
