import { useState } from 'react';
import type { Post, Seat, Unit } from '../../api/people-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { AppointDialog } from './appoint-dialog.tsx';
import { DelegateDialog } from './delegate-dialog.tsx';
import { EndDialog } from './end-dialog.tsx';
import { PostDialog } from './post-dialog.tsx';
import { UnitDialog } from './unit-dialog.tsx';

type Open = { deed: 'appoint' | 'delegate'; post: Post } | { deed: 'end'; post: Post; seat: Seat } | { deed: 'add-post' | 'change-unit' } | null;

/** A unit with its posts and what may be done about each. */
export function UnitSection({ unit, above, units, posts }: { unit: Unit; above: Unit[]; units: Unit[]; posts: Post[] }) {
  const words = useMessages();
  const say = useSay();
  const may = useMay();
  const [open, setOpen] = useState<Open>(null);
  const columns = useColumns(setOpen);
  const name = say(unit, 'name');
  const close = () => setOpen(null);
  const aside = may('organisations.manage-people') && (
    <div className="row no-print">
      <Button look="small" onPress={() => setOpen({ deed: 'add-post' })}>{words.people.addPost}<span className="sr"> {name}</span></Button>
      <Button look={['small', 'quiet']} onPress={() => setOpen({ deed: 'change-unit' })}>{words.admin.change}<span className="sr"> {name}</span></Button>
    </div>
  );
  const path = above.map((each) => say(each, 'name')).join(' › ');
  return (
    <Section title={name} note={<><code>{unit.code}</code>{path && <> · {words.people.within({ path })}</>}{unit.until && <> · {words.admin.until} <ThaiDate iso={unit.until} /></>}</>} aside={aside}>
      {posts.length === 0 ? <p className="soft">{words.people.noPosts}</p> : <DataTable caption={words.people.posts({ unit: name })} columns={columns} rows={posts} rowKey={(post) => post.id} rowHead="post" />}
      {open?.deed === 'add-post' && <PostDialog unit={unit} onClose={close} />}
      {open?.deed === 'change-unit' && <UnitDialog agencyId={unit.agencyId} units={units} unit={unit} onClose={close} />}
      {open?.deed === 'appoint' && <AppointDialog post={open.post} onClose={close} />}
      {open?.deed === 'delegate' && <DelegateDialog post={open.post} onClose={close} />}
      {open?.deed === 'end' && <EndDialog title={say(open.post, 'title')} appointmentId={open.seat.appointmentId} name={open.seat.nameTh} onClose={close} />}
    </Section>
  );
}

function useColumns(onOpen: (open: Open) => void): TableColumn<Post>[] {
  const { people: words, admin } = useMessages();
  const say = useSay();
  const may = useMay();
  const columns: TableColumn<Post>[] = [
    { id: 'post', head: words.post, className: 'post-name', cell: (post) => <>{say(post, 'title')}{post.responsible && <span className="sub">{words.responsible}</span>}</> },
    { id: 'who', head: words.who, className: 'post-who', cell: (post) => <Seats post={post} onEnd={may('organisations.appoint') ? (seat) => onOpen({ deed: 'end', post, seat }) : null} /> },
    { id: 'roles', head: words.postRoles, className: 'soft post-roles', cell: (post) => post.roles.map((role) => admin.roles[role] ?? role).join(' · ') || '–' },
  ];
  if (!may('organisations.appoint')) return columns;
  return [...columns, {
    id: 'actions', head: admin.actions, cell: (post) => (
      <span className="row">
        <Button look="small" onPress={() => onOpen({ deed: 'appoint', post })}>{words.appoint}<span className="sr"> {say(post, 'title')}</span></Button>
        <Button look={['small', 'quiet']} onPress={() => onOpen({ deed: 'delegate', post })}>{words.delegate}<span className="sr"> {say(post, 'title')}</span></Button>
      </span>
    ),
  }];
}

function Seats({ post, onEnd }: { post: Post; onEnd: ((seat: Seat) => void) | null }) {
  const words = useMessages().people;
  if (post.seated.length === 0) return <Badge glyph={post.responsible ? 'warn' : 'plan'}>{words.nobody}</Badge>;
  return (
    <ul className="stack-1">
      {post.seated.map((seat) => (
        <li key={seat.appointmentId} className="row">
          <span className="grow"><PageLink className="plain" to={`/people/${seat.personId}`}>{seat.nameTh}</PageLink><span className="sub">{words.kinds[seat.kind]} <ThaiDate iso={seat.since} />{seat.until && <> – <ThaiDate iso={seat.until} /></>}</span></span>
          {onEnd && <Button look={['small', 'quiet']} onPress={() => onEnd(seat)}>{words.end}<span className="sr"> {seat.nameTh}</span></Button>}
        </li>
      ))}
    </ul>
  );
}
