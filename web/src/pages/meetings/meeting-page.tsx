import { formatThaiDate, todayInBangkok } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { meetingQuery, type Meeting } from '../../api/meeting-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { AgendaSection } from './agenda-section.tsx';
import { AttendanceSection } from './attendance-section.tsx';
import { AdoptDialog, CancelDialog, ChangeDialog } from './meeting-dialogs.tsx';
import { MeetingState, MinutesState } from './meeting-marks.tsx';
import { MinutesSection } from './minutes-section.tsx';
import { PapersSection } from './papers-section.tsx';
import { TasksTable } from './tasks-table.tsx';
import './meetings.css';

/** One meeting: agenda, papers, who came, minutes, and what was assigned. */
export function MeetingPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const words = useMessages();
  const say = useSay();
  const query = useQuery(meetingQuery(Number(id)));
  const title = query.data ? `${say(query.data.committee, 'name')} ${words.meetings.numbered(query.data)}` : words.meetings.meeting;
  return (
    <Page title={title} crumbs={[words.shell.navGroups.plan, <PageLink key="all" to="/meetings">{words.meetings.title}</PageLink>, title]}>
      {query.data === undefined && <h1 className="sr">{title}</h1>}
      <Loaded query={query} label={words.meetings.loading} lines={8}>{(meeting) => <MeetingBody meeting={meeting} title={title} />}</Loaded>
    </Page>
  );
}

function MeetingBody({ meeting, title }: { meeting: Meeting; title: string }) {
  const { meetings: words } = useMessages();
  const keeps = useMay()('meetings.keep-meetings');
  return (
    <>
      <Head meeting={meeting} title={title} keeps={keeps} />
      <AgendaSection meeting={meeting} keeps={keeps} />
      <PapersSection meeting={meeting} />
      <AttendanceSection meeting={meeting} keeps={keeps} />
      <MinutesSection meeting={meeting} keeps={keeps} />
      <Section id="tasks" title={words.tasks}>
        {meeting.assigned.length === 0 ? <Empty icon="check" title={words.noTasks}>{words.noTasksWhy}</Empty> : <TasksTable tasks={meeting.assigned} caption={words.tasks} />}
      </Section>
      <History meeting={meeting} />
    </>
  );
}

function Head({ meeting, title, keeps }: { meeting: Meeting; title: string; keeps: boolean }) {
  const { meetings: words } = useMessages();
  const lang = useLang();
  const [open, setOpen] = useState<'change' | 'cancel' | 'adopt' | null>(null);
  const step = useSteps(meeting);
  const only = keeps ? null : words.onlySecretariat;
  const over = meeting.state !== 'coming' ? words.over : null;
  const early = meeting.heldOn > todayInBangkok(new Date()) ? words.closeEarly : meeting.attendance === null ? words.closeEmpty : null;
  const canCirculate = meeting.minutes === 'adopted' ? words.adopted : meeting.state !== 'held' || meeting.minutesText === null ? words.circulateFirst : meeting.minutes === 'circulated' ? words.circulated : null;
  const canAdopt = meeting.minutes === 'adopted' ? words.adopted : meeting.minutes !== 'circulated' ? words.adoptFirst : null;
  return (
    <PageHead kicker={<span className="row"><MeetingState state={meeting.state} /><MinutesState state={meeting.minutes} /></span>} title={title} lead={`${formatThaiDate(meeting.heldOn, { style: 'long', lang })} ${meeting.beginsAt} · ${meeting.place}`}>
      {meeting.cancelledBecause && <p>{words.cancelled}: {meeting.cancelledBecause}</p>}
      {meeting.adoptedAt !== null && <p className="t14 muted"><PageLink to={`/meetings/${meeting.adoptedAt}`}>{words.adoptedAt}</PageLink>{meeting.corrections && <> · {words.correctedWith({ text: meeting.corrections })}</>}</p>}
      <div className="row no-print">
        <Button unavailable={only ?? over} onPress={() => setOpen('change')}>{words.change}</Button>
        <Button unavailable={only ?? over} onPress={() => setOpen('cancel')}>{words.cancel}</Button>
        <Button unavailable={only ?? over ?? early} onPress={step.close}>{words.close}</Button>
        <Button unavailable={only ?? canCirculate} onPress={step.circulate}>{words.circulate}</Button>
        <Button unavailable={only ?? canAdopt} onPress={() => setOpen('adopt')}>{words.adopt}</Button>
      </div>
      {step.error !== null && <ProblemView error={step.error} />}
      {open === 'change' && <ChangeDialog meeting={meeting} onClose={() => setOpen(null)} />}
      {open === 'cancel' && <CancelDialog meeting={meeting} onClose={() => setOpen(null)} />}
      {open === 'adopt' && <AdoptDialog meeting={meeting} onClose={() => setOpen(null)} />}
    </PageHead>
  );
}

function useSteps({ id }: Meeting) {
  const { meetings: words } = useMessages();
  const close = useAct(() => told(api.POST('/api/v1/meetings/{id}/close', { params: { path: { id } } })), words.closed);
  const circulate = useAct(() => told(api.POST('/api/v1/meetings/{id}/circulate', { params: { path: { id } } })), words.circulated);
  const once = (step: typeof close) => () => { if (!step.isPending) step.mutate(); };
  return { close: once(close), circulate: once(circulate), error: close.error ?? circulate.error };
}

function History({ meeting }: { meeting: Meeting }) {
  const { meetings: words } = useMessages();
  const rows = meeting.history.map((line, key) => ({ ...line, key }));
  const columns: TableColumn<(typeof rows)[number]>[] = [
    { id: 'at', head: words.at, cell: (line) => <ThaiDate iso={line.at} style="withTime" /> },
    { id: 'what', head: words.what, cell: (line) => words.historyWhat[line.what] ?? line.what },
    { id: 'version', head: words.version, numeric: true, cell: (line) => line.version ?? <span className="off">–</span> },
    { id: 'by', head: words.by, cell: (line) => line.by },
    { id: 'why', head: words.because, className: 'wide', cell: (line) => line.note ?? <span className="off">–</span> },
  ];
  return <Section title={words.history}><DataTable caption={words.history} columns={columns} rows={rows} rowKey={({ key }) => key} /></Section>;
}
