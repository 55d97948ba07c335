import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import type { Facade, SharedSecret } from '../../../api/facade-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useMessages } from '../../../app/lang.ts';
import { DatePicker } from '../../../ui/date-picker.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';

const YEAR = 365;
const SHORTEST_REASON = 5;
const inAYear = () => addDays(todayInBangkok(new Date()), YEAR);
const isReason = (text: string) => text.trim().length >= SHORTEST_REASON;

/** Opens a closed way in, or closes an open one, with the reason. */
export function SwitchDialog({ facade, onClose }: { facade: Facade; onClose: () => void }) {
  const { facades: words } = useMessages();
  const [reason, setReason] = useState('');
  const [sunsetOn, setSunsetOn] = useState(inAYear);
  const name = words.names[facade.name] ?? facade.name;
  const acting = useAct(() => told(api.PUT('/api/v1/facades/{name}', { params: { path: { name: facade.name } }, body: { isOpen: !facade.isOpen, reason: reason.trim(), ...(!facade.isOpen && { sunsetOn }) } })), words.saved, onClose);
  return (
    <FormDialog title={facade.isOpen ? words.closeOf({ name }) : words.openOf({ name })} verb={facade.isOpen ? words.closeIt : words.openIt} acting={acting} ready={isReason(reason)} onSend={() => acting.mutate()} onClose={onClose} danger={facade.isOpen}>
      {(tried) => (
        <>
          {!facade.isOpen && <DatePicker label={words.sunset} value={sunsetOn} onChange={setSunsetOn} min={addDays(todayInBangkok(new Date()), 1)} />}
          <Field label={words.reason} hint={words.reasonHint} value={reason} onChange={setReason} maxLength={500} error={tried && !isReason(reason) ? words.reasonHint : null} />
        </>
      )}
    </FormDialog>
  );
}

/** Issues a shared secret; `onIssued` gets it, this once. */
export function IssueDialog({ onIssued, onClose }: { onIssued: (issued: { consumerKey: string; secret: string }) => void; onClose: () => void }) {
  const { facades: words } = useMessages();
  const [system, setSystem] = useState('');
  const [note, setNote] = useState('');
  const [endsOn, setEndsOn] = useState(inAYear);
  const acting = useAct(() => told(api.POST('/api/v1/facades/shared-secrets', { body: { system: system.trim(), note: note.trim(), endsOn } })), words.issued, (issued) => { onIssued(issued); onClose(); });
  return (
    <FormDialog title={words.issue} verb={words.issue} acting={acting} ready={system.trim() !== '' && isReason(note)} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Field label={words.system} hint={words.systemHint} value={system} onChange={setSystem} maxLength={200} autoComplete="off" mono error={tried && system.trim() === '' ? words.needed : null} />
          <Field label={words.note} value={note} onChange={setNote} maxLength={500} error={tried && !isReason(note) ? words.reasonHint : null} />
          <DatePicker label={words.ends} value={endsOn} onChange={setEndsOn} />
        </>
      )}
    </FormDialog>
  );
}

/** Ends a shared secret at once, with the reason. */
export function EndSecretDialog({ secret, onClose }: { secret: SharedSecret; onClose: () => void }) {
  const { facades: words } = useMessages();
  const [reason, setReason] = useState('');
  const acting = useAct(() => told(api.POST('/api/v1/facades/shared-secrets/{id}/end', { params: { path: { id: secret.id } }, body: { reason: reason.trim() } })), words.endDone, onClose);
  return (
    <FormDialog title={words.endOf({ name: secret.system })} verb={words.end} acting={acting} ready={isReason(reason)} onSend={() => acting.mutate()} onClose={onClose} danger>
      {(tried) => <Field label={words.reason} hint={words.reasonHint} value={reason} onChange={setReason} maxLength={500} error={tried && !isReason(reason) ? words.reasonHint : null} />}
    </FormDialog>
  );
}
