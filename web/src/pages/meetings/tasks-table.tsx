import { formatThaiDate } from '@saphan/contracts/dates';
import { useState } from 'react';
import type { Task } from '../../api/meeting-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { TaskMark } from './meeting-marks.tsx';
import { CloseTaskDialog, MoveTaskDialog, ReportDialog, WithdrawTaskDialog } from './task-dialogs.tsx';

type Open = { what: 'report' | 'close' | 'withdraw' | 'move'; task: Task };

/** Tasks of resolutions with what can be done about each. @param past a day gone by is looked at: nothing can be changed there. */
export function TasksTable({ tasks, caption, past = null }: { tasks: readonly Task[]; caption: string; past?: string | null }) {
  const { meetings: words } = useMessages();
  const say = useSay();
  const lang = useLang();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const columns: TableColumn<Task>[] = [
    { id: 'task', head: words.task, className: 'wide', cell: (task) => <><span id={`task-${task.id}`}>{task.title}</span><span className="sub t13 muted"><PageLink to={`/meetings/${task.meeting.id}`}>{words.numbered(task.meeting)}</PageLink> · {words.section} {task.item}</span><Datasets task={task} /></> },
    { id: 'agency', head: words.agency, cell: (task) => <>{say(task.agency, 'name')}{task.person && <span className="sub t13 muted">{task.person}</span>}</> },
    { id: 'due', head: words.dueOn, cell: (task) => <><ThaiDate iso={task.dueOn} />{task.firstDueOn !== task.dueOn && <span className="sub t13 muted">{words.firstDue({ date: formatThaiDate(task.firstDueOn, { lang }) })}</span>}</> },
    { id: 'state', head: words.state, cell: (task) => <><TaskMark state={task.state} />{task.daysLate > 0 && <span className="sub t13 bad">{words.daysLate({ days: task.daysLate })}</span>}</> },
    { id: 'told', head: words.lastReport, cell: (task) => task.lastReport ?? <span className="off">–</span> },
    { id: 'actions', head: words.actions, cell: (task) => <Actions task={task} past={past} onOpen={setOpen} /> },
  ];
  return (
    <>
      <DataTable caption={caption} columns={columns} rows={tasks} rowKey={({ id }) => id} rowHead="task" />
      {open?.what === 'report' && <ReportDialog task={open.task} onClose={close} />}
      {open?.what === 'close' && <CloseTaskDialog task={open.task} onClose={close} />}
      {open?.what === 'withdraw' && <WithdrawTaskDialog task={open.task} onClose={close} />}
      {open?.what === 'move' && <MoveTaskDialog task={open.task} onClose={close} />}
    </>
  );
}

function Datasets({ task }: { task: Task }) {
  const { meetings: words } = useMessages();
  const say = useSay();
  if (!task.byFact) return null;
  return <span className="sub t13 muted">{words.byFact}: {task.datasets.map(({ slug, titleTh, titleEn }, i) => <span key={slug}>{i > 0 && ', '}<PageLink to={`/datasets/${slug}`}>{say({ titleTh, titleEn }, 'title')}</PageLink></span>)}</span>;
}

function Actions({ task, past, onOpen }: { task: Task; past: string | null; onOpen: (open: Open) => void }) {
  const { meetings: words } = useMessages();
  const may = useMay();
  const over = past ?? (task.state === 'done' || task.state === 'withdrawn' ? words.taskOver : null);
  const keeps = may('meetings.keep-tasks') ? over : words.onlySecretariat;
  const button = (what: Open['what'], label: string, unavailable: string | null) => <Button look={['quiet', 'small']} unavailable={unavailable} onPress={() => onOpen({ what, task })}>{label}<span className="sr"> {task.title}</span></Button>;
  return (
    <span className="row">
      {button('report', words.report, may('meetings.report-task') ? over : words.notYours)}
      {button('close', words.closeTask, keeps ?? (task.byFact ? words.cannotTick : null))}
      {button('move', words.moveTask, keeps)}
      {button('withdraw', words.withdraw, keeps)}
    </span>
  );
}
