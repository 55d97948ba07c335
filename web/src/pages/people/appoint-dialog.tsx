import { todayInBangkok } from '@saphan/contracts/dates';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { NewAppointment, Post } from '../../api/people-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { CellCheck } from '../../ui/cell-fields.tsx';
import { DatePicker } from '../../ui/date-picker.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import { appointmentOf, faultsOf, type AppointmentDraft } from './appointment-draft.ts';
import { OrderFields } from './order-fields.tsx';
import { PersonField } from './person-field.tsx';

const kinds = ['holder', 'acting', 'on-behalf'] as const;

/** Records the order that puts somebody into a post: as its holder, or acting until a day. */
export function AppointDialog({ post, onClose }: { post: Post; onClose: () => void }) {
  const words = useMessages().people;
  const say = useSay();
  const today = todayInBangkok(new Date());
  const holder = post.seated.find((seat) => seat.kind === 'holder') ?? null;
  const [draft, setDraft] = useState<AppointmentDraft>({ personId: '', kind: holder ? 'acting' : 'holder', since: today, until: '', replaces: true, documentNo: '', documentOn: today });
  const set = (part: Partial<AppointmentDraft>) => setDraft({ ...draft, ...part });
  const faults = faultsOf(draft);
  const acting = useAct(() => told(api.POST('/api/v1/appointments', { body: appointmentOf(post.id, draft, holder?.appointmentId ?? null) })), words.appointed, onClose);
  return (
    <FormDialog title={words.appointTo({ post: say(post, 'title') })} verb={words.appoint} acting={acting} ready={faults.length === 0} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <PersonField label={words.person} value={draft.personId} onChange={(personId) => set({ personId })} error={tried && faults.includes('person') ? words.personHint : null} />
          <OptionCards label={words.kind} value={draft.kind} onChange={(kind) => set({ kind: kind as NewAppointment['kind'] })} options={kinds.map((kind) => ({ value: kind, label: words.kinds[kind] ?? kind, hint: words.kindHints[kind] }))} />
          {holder && draft.kind === 'holder' && <CellCheck label={words.replaces({ name: holder.nameTh })} checked={draft.replaces} onChange={(replaces) => set({ replaces })} shown />}
          <div className="pair">
            <DatePicker label={words.firstDay} value={draft.since} onChange={(since) => set({ since })} />
            <DatePicker label={words.lastDay} value={draft.until} onChange={(until) => set({ until })} error={tried ? (faults.includes('until-needed') ? words.lastDayNeeded : faults.includes('days') ? words.daysFault : null) : null} />
          </div>
          <OrderFields order={draft} tried={tried} onChange={set} />
        </>
      )}
    </FormDialog>
  );
}
