import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { meetingsQuery, type Committee, type Meeting } from '../../api/meeting-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Select } from '../../ui/select.tsx';

/** Calls a meeting of a committee; its number is given by the server. */
export function CallDialog({ committee, onClose }: { committee: Committee; onClose: () => void }) {
  const { meetings: words } = useMessages();
  const say = useSay();
  const go = useGo();
  const heldOn = addDays(todayInBangkok(new Date()), 14);
  return (
    <DetailsDialog<{ id: number }> title={words.callFor({ name: say(committee, 'name') })} verb={words.call} first={{ heldOn, beginsAt: '09:30', place: '', figuresOn: addDays(heldOn, -1) }} said={words.called} onClose={onClose} onDone={(made) => { onClose(); go(`/meetings/${made.id}`); }}
      send={(details) => told(api.POST('/api/v1/committees/{id}/meetings', { params: { path: { id: committee.id } }, body: details }))} />
  );
}

/** Says day, time and place anew, with the reason. */
export function ChangeDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { meetings: words } = useMessages();
  const { heldOn, beginsAt, place, figuresOn } = meeting;
  return (
    <DetailsDialog title={words.change} verb={words.change} first={{ heldOn, beginsAt, place, figuresOn }} withReason said={words.changed} onClose={onClose} onDone={onClose}
      send={(details, reason) => told(api.PUT('/api/v1/meetings/{id}', { params: { path: { id: meeting.id } }, body: { ...details, version: meeting.details?.version ?? 0, reason } }))} />
  );
}

interface Details { heldOn: string; beginsAt: string; place: string; figuresOn: string }

function DetailsDialog<Made>({ title, verb, first, withReason = false, said, send, onClose, onDone }: {
  title: string; verb: string; first: Details; withReason?: boolean; said: string; send: (details: Details, reason: string) => Promise<Made>; onClose: () => void; onDone: (made: Made) => void;
}) {
  const { meetings: words } = useMessages();
  const [draft, setDraft] = useState(first);
  const [reason, setReason] = useState('');
  const acting = useAct(() => send({ ...draft, place: draft.place.trim() }, reason.trim()), said, onDone);
  const ready = draft.place.trim() !== '' && draft.beginsAt.trim() !== '' && (!withReason || reason.trim() !== '');
  return (
    <FormDialog title={title} verb={verb} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <div className="meeting-pair">
            <DatePicker label={words.heldOn} value={draft.heldOn} onChange={(heldOn) => setDraft({ ...draft, heldOn, figuresOn: addDays(heldOn, -1) })} />
            <Field label={words.beginsAt} hint={words.timeHint} value={draft.beginsAt} onChange={(beginsAt) => setDraft({ ...draft, beginsAt })} maxLength={5} autoComplete="off" />
          </div>
          <Field label={words.place} value={draft.place} onChange={(place) => setDraft({ ...draft, place })} maxLength={500} autoComplete="off" error={tried && draft.place.trim() === '' ? words.needed : null} />
          <DatePicker label={words.figuresOn} hint={words.figuresHint} value={draft.figuresOn} max={draft.heldOn} onChange={(figuresOn) => setDraft({ ...draft, figuresOn })} />
          {withReason && <LongField label={words.reason} hint={words.reasonHint} value={reason} onChange={setReason} rows={2} maxLength={2000} error={tried && reason.trim() === '' ? words.needed : null} />}
        </>
      )}
    </FormDialog>
  );
}

/** Cancels a meeting; its number stays. */
export function CancelDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { meetings: words } = useMessages();
  const acting = useAct((note: string) => told(api.POST('/api/v1/meetings/{id}/cancel', { params: { path: { id: meeting.id } }, body: { note } })), words.cancelled, onClose);
  return <ReasonDialog title={words.cancel} verb={words.cancel} acting={acting} onSend={(note) => acting.mutate(note)} onClose={onClose}><p>{words.cancelWhy}</p></ReasonDialog>;
}

/** A later meeting adopts the minutes. */
export function AdoptDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { meetings: words } = useMessages();
  const today = todayInBangkok(new Date());
  const { data } = useQuery(meetingsQuery());
  const later = (data?.meetings ?? []).filter((each) => each.committeeId === meeting.committeeId && each.id !== meeting.id && each.state !== 'cancelled' && each.heldOn >= meeting.heldOn && each.heldOn <= today);
  const [chosen, setChosen] = useState('');
  const [corrections, setCorrections] = useState('');
  const at = chosen || String(later[0]?.id ?? '');
  const acting = useAct(() => told(api.POST('/api/v1/meetings/{id}/adopt', { params: { path: { id: meeting.id } }, body: { atMeeting: Number(at), corrections: corrections.trim() || null } })), words.adoptedNow, onClose);
  return (
    <FormDialog title={words.adopt} verb={words.adopt} acting={acting} ready={at !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {() => (
        <>
          <p>{words.adoptWhy}</p>
          {later.length === 0 ? <p className="bad">{words.adoptNowhere}</p> : <Select label={words.adoptAt} value={at} options={later.map((each) => ({ value: String(each.id), label: words.numbered(each) }))} onChange={setChosen} />}
          <LongField label={words.corrections} value={corrections} onChange={setCorrections} rows={3} maxLength={10_000} />
        </>
      )}
    </FormDialog>
  );
}
