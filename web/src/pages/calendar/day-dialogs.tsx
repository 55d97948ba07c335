import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { DayOff } from '../../api/schedule-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

/** Declares a day on which offices close. */
export function DeclareDialog({ onClose }: { onClose: () => void }) {
  const { calendar: words } = useMessages();
  const [draft, setDraft] = useState({ day: '', nameTh: '', nameEn: '', source: '' });
  const filled = (text: string) => text.trim() !== '';
  const acting = useAct(() => told(api.POST('/api/v1/calendar/days', { body: draft })), words.declared, onClose);
  return (
    <FormDialog title={words.declare} verb={words.declare} acting={acting} ready={Object.values(draft).every(filled)} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => {
        const wrong = (text: string) => (tried && !filled(text) ? words.needed : null);
        return (
          <>
            <p>{words.declareWhy}</p>
            <DatePicker label={words.day} value={draft.day} onChange={(day) => setDraft({ ...draft, day })} error={wrong(draft.day)} />
            <Field label={words.nameTh} value={draft.nameTh} onChange={(nameTh) => setDraft({ ...draft, nameTh })} maxLength={200} autoComplete="off" error={wrong(draft.nameTh)} />
            <Field label={words.nameEn} value={draft.nameEn} onChange={(nameEn) => setDraft({ ...draft, nameEn })} maxLength={200} autoComplete="off" error={wrong(draft.nameEn)} />
            <Field label={words.source} hint={words.sourceHint} value={draft.source} onChange={(source) => setDraft({ ...draft, source })} maxLength={500} autoComplete="off" error={wrong(draft.source)} />
          </>
        );
      }}
    </FormDialog>
  );
}

/** Confirms a provisional day: says where it is written. */
export function ConfirmDialog({ day, onClose }: { day: DayOff; onClose: () => void }) {
  const { calendar: words } = useMessages();
  const say = useSay();
  const [source, setSource] = useState('');
  const acting = useAct(() => told(api.POST('/api/v1/calendar/days/{id}/confirm', { params: { path: { id: day.id } }, body: { source: source.trim() } })), words.confirmed, onClose);
  return (
    <FormDialog title={words.confirmTitle({ name: say(day, 'name') })} verb={words.confirm} acting={acting} ready={source.trim() !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => <Field label={words.source} hint={words.sourceHint} value={source} onChange={setSource} maxLength={500} autoComplete="off" autoFocus error={tried && source.trim() === '' ? words.needed : null} />}
    </FormDialog>
  );
}

/** Withdraws a day, with the reason. */
export function WithdrawDialog({ day, onClose }: { day: DayOff; onClose: () => void }) {
  const { calendar: words } = useMessages();
  const say = useSay();
  const acting = useAct((reason: string) => told(api.POST('/api/v1/calendar/days/{id}/withdraw', { params: { path: { id: day.id } }, body: { reason } })), words.withdrawn, onClose);
  return <ReasonDialog title={words.withdrawTitle({ name: say(day, 'name') })} verb={words.withdraw} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{words.withdrawWhy}</p></ReasonDialog>;
}
