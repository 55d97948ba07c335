import { addDays } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Meeting, Task } from '../../api/meeting-queries.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Field, LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { ComboBox } from '../../ui/select.tsx';
import { DeadlineFields, deadlineOf, isDeadline, type DeadlineDraft } from './deadline-fields.tsx';

const filled = (text: string): boolean => text.trim() !== '';

/** Makes a task of a resolution. */
export function AssignDialog({ meeting, item, onClose }: { meeting: Meeting; item: { place: string; title: string }; onClose: () => void }) {
  const { meetings: words } = useMessages();
  const say = useSay();
  const { data: agencies } = useQuery(agenciesQuery());
  const [draft, setDraft] = useState({ title: item.title, agencyId: '', datasets: '' });
  const [deadline, setDeadline] = useState<DeadlineDraft>({ unit: 'working', count: '15', on: addDays(meeting.heldOn, 30) });
  const datasets = [...new Set(draft.datasets.split(/[\s,]+/).filter(filled))];
  const acting = useAct(() => told(api.POST('/api/v1/meetings/{id}/tasks', { params: { path: { id: meeting.id } }, body: { item: item.place, title: draft.title.trim(), agencyId: draft.agencyId, deadline: deadlineOf(deadline), datasets } })), words.assigned, onClose);
  const title = words.assignFor({ item: item.place });
  return (
    <FormDialog title={title} verb={words.assign} acting={acting} ready={filled(draft.title) && draft.agencyId !== '' && isDeadline(deadline)} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <LongField label={words.taskTitle} value={draft.title} onChange={(next) => setDraft({ ...draft, title: next })} rows={2} maxLength={1000} error={tried && !filled(draft.title) ? words.needed : null} />
          {agencies && <ComboBox label={words.agency} value={draft.agencyId} options={agencies.items.map((agency) => ({ value: agency.id, label: say(agency, 'name') }))} onChange={(agencyId) => setDraft({ ...draft, agencyId })} openLabel={words.openAgencies} error={tried && draft.agencyId === '' ? words.needed : null} />}
          <DeadlineFields draft={deadline} onChange={setDeadline} tried={tried} />
          <LongField label={words.datasetSlugs} hint={words.datasetHint} value={draft.datasets} onChange={(next) => setDraft({ ...draft, datasets: next })} rows={2} mono />
        </>
      )}
    </FormDialog>
  );
}

/** Says how far a task is, or that it is done. */
export function ReportDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { meetings: words } = useMessages();
  const [note, setNote] = useState('');
  const [done, setDone] = useState(false);
  const acting = useAct(() => told(api.POST('/api/v1/tasks/{id}/reports', { params: { path: { id: task.id } }, body: { note: note.trim(), done } })), words.reported, onClose);
  return (
    <FormDialog title={words.of({ what: words.report, title: task.title })} verb={words.report} acting={acting} ready={filled(note)} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <LongField label={words.reportNote} value={note} onChange={setNote} rows={3} maxLength={2000} autoFocus error={tried && !filled(note) ? words.needed : null} />
          {task.byFact ? <p className="t14 muted">{words.byFact}</p> : <label className="check"><input type="checkbox" checked={done} onChange={() => setDone(!done)} /><span>{words.isDone}</span></label>}
        </>
      )}
    </FormDialog>
  );
}

/** The secretariat closes what was done. */
export function CloseTaskDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { meetings: words } = useMessages();
  const acting = useAct((note: string) => told(api.POST('/api/v1/tasks/{id}/close', { params: { path: { id: task.id } }, body: { note } })), words.taskClosed, onClose);
  return <ReasonDialog title={words.of({ what: words.closeTask, title: task.title })} verb={words.closeTask} danger={false} acting={acting} onSend={(note) => acting.mutate(note)} onClose={onClose}><p>{words.closeTaskWhy}</p></ReasonDialog>;
}

/** Nobody has to do it any more. */
export function WithdrawTaskDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { meetings: words } = useMessages();
  const acting = useAct((note: string) => told(api.POST('/api/v1/tasks/{id}/withdraw', { params: { path: { id: task.id } }, body: { note } })), words.taskWithdrawn, onClose);
  return <ReasonDialog title={words.of({ what: words.withdraw, title: task.title })} verb={words.withdraw} acting={acting} onSend={(note) => acting.mutate(note)} onClose={onClose}><p>{words.withdrawWhy}</p></ReasonDialog>;
}

/** Gives a task another deadline, with the reason. */
export function MoveTaskDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { meetings: words } = useMessages();
  const [deadline, setDeadline] = useState<DeadlineDraft>({ unit: 'on', count: '30', on: addDays(task.dueOn, 14) });
  const [reason, setReason] = useState('');
  const acting = useAct(() => told(api.PUT('/api/v1/tasks/{id}/deadline', { params: { path: { id: task.id } }, body: { deadline: deadlineOf(deadline), reason: reason.trim() } })), words.taskMoved, onClose);
  return (
    <FormDialog title={words.of({ what: words.moveTask, title: task.title })} verb={words.moveTask} acting={acting} ready={isDeadline(deadline) && filled(reason)} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <DeadlineFields draft={deadline} onChange={setDeadline} tried={tried} />
          <Field label={words.reason} value={reason} onChange={setReason} maxLength={2000} autoComplete="off" error={tried && !filled(reason) ? words.needed : null} />
        </>
      )}
    </FormDialog>
  );
}
