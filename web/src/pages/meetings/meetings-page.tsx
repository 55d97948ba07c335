import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatThaiDate } from '@saphan/contracts/dates';
import { meetingsQuery, type Committee, type MeetingCard, type MeetingsList } from '../../api/meeting-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { CommitteeDialog } from './committee-dialog.tsx';
import { CallDialog } from './meeting-dialogs.tsx';
import { MeetingState, MinutesState } from './meeting-marks.tsx';
import './meetings.css';

type Open = { what: 'new' } | { what: 'change' | 'call'; committee: Committee };

/** Committees and their meetings, and how many tasks wait. */
export function MeetingsPage() {
  const words = useMessages();
  const { meetings } = words;
  const may = useMay()('meetings.keep-meetings');
  const [open, setOpen] = useState<Open | null>(null);
  const query = useQuery(meetingsQuery());
  const coming = query.data?.meetings.filter(({ state }) => state === 'coming').length ?? 0;
  const close = () => setOpen(null);
  return (
    <Page title={meetings.title} crumbs={[words.shell.navGroups.plan, meetings.title]}>
      <PageHead title={meetings.title} lead={query.data && <><Rich text={meetings.lead({ coming, open: query.data.tasks.open, late: query.data.tasks.late })} /> · <PageLink to="/tasks">{meetings.allTasks}</PageLink></>}
        actions={<Button look="primary" unavailable={may ? null : meetings.onlySecretariat} onPress={() => setOpen({ what: 'new' })}><Icon name="plus" />{meetings.newCommittee}</Button>} />
      <Loaded query={query} label={meetings.loading} lines={6}>{(data) => <Lists data={data} may={may} onOpen={setOpen} />}</Loaded>
      {open?.what === 'new' && <CommitteeDialog onClose={close} />}
      {open?.what === 'change' && <CommitteeDialog committee={open.committee} onClose={close} />}
      {open?.what === 'call' && <CallDialog committee={open.committee} onClose={close} />}
    </Page>
  );
}

function Lists({ data, may, onOpen }: { data: MeetingsList; may: boolean; onOpen: (open: Open) => void }) {
  const { meetings: words } = useMessages();
  if (data.committees.length === 0) return <Empty level={2} icon="calendar" title={words.noCommittees}>{words.noCommitteesWhy}</Empty>;
  return (
    <>
      <Section title={words.committees}><Committees items={data.committees} may={may} onOpen={onOpen} /></Section>
      <Section title={words.meetings}>{data.meetings.length === 0 ? <Empty icon="calendar" title={words.noMeetings}>{words.noMeetingsWhy}</Empty> : <Meetings items={data.meetings} />}</Section>
    </>
  );
}

function Committees({ items, may, onOpen }: { items: readonly Committee[]; may: boolean; onOpen: (open: Open) => void }) {
  const { meetings: words } = useMessages();
  const say = useSay();
  const lang = useLang();
  const day = (iso: string) => formatThaiDate(iso, { lang });
  const reason = may ? null : words.onlySecretariat;
  const columns: TableColumn<Committee>[] = [
    { id: 'committee', head: words.committee, className: 'wide', cell: (each) => <>{say(each, 'name')}<span className="sub t13 muted">{words.sits({ from: day(each.beganOn), to: each.endedOn && day(each.endedOn) })}</span></> },
    { id: 'members', head: words.members, cell: (each) => words.memberCount({ count: each.members.length }) },
    { id: 'actions', head: words.actions, cell: (committee) => (
      <span className="row">
        <Button look={['quiet', 'small']} unavailable={reason} onPress={() => onOpen({ what: 'change', committee })}>{words.changeCommittee}<span className="sr"> {say(committee, 'name')}</span></Button>
        <Button look="small" unavailable={reason} onPress={() => onOpen({ what: 'call', committee })}>{words.call}<span className="sr"> {say(committee, 'name')}</span></Button>
      </span>
    ) },
  ];
  return <DataTable caption={words.committees} columns={columns} rows={items} rowKey={({ id }) => id} rowHead="committee" />;
}

function Meetings({ items }: { items: readonly MeetingCard[] }) {
  const { meetings: words } = useMessages();
  const say = useSay();
  const columns: TableColumn<MeetingCard>[] = [
    { id: 'meeting', head: words.meeting, className: 'wide', cell: (each) => <PageLink to={`/meetings/${each.id}`}>{say(each.committee, 'name')} {words.numbered(each)}</PageLink> },
    { id: 'held', head: words.heldOn, cell: (each) => <><ThaiDate iso={each.heldOn} /><span className="sub t13 muted">{each.beginsAt} · {each.place}</span></> },
    { id: 'state', head: words.state, cell: (each) => <><MeetingState state={each.state} />{each.cancelledBecause && <span className="sub t13 muted">{each.cancelledBecause}</span>}</> },
    { id: 'minutes', head: words.minutes, cell: (each) => <MinutesState state={each.minutes} /> },
    { id: 'tasks', head: words.tasks, numeric: true, cell: (each) => (each.tasks === 0 ? <Num value={0} /> : <PageLink to={`/meetings/${each.id}`} hash="tasks"><Num value={each.tasks} /></PageLink>) },
  ];
  return <DataTable caption={words.meetings} columns={columns} rows={items} rowKey={({ id }) => id} rowHead="meeting" />;
}
