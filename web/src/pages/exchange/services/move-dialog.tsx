import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import type { ServicePage } from '../../../api/data-service-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useMessages } from '../../../app/lang.ts';
import { DatePicker } from '../../../ui/date-picker.tsx';
import { LongField } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Select } from '../../../ui/select.tsx';

type State = ServicePage['state'];
const moves: Record<State, readonly State[]> = { draft: ['test', 'live', 'retired'], test: ['live', 'draft', 'retired'], live: ['deprecated', 'retired'], deprecated: ['live', 'retired'], retired: [] };

/** Moves a service on, with the reason; announcing its end asks for the day. */
export function MoveDialog({ service, onClose }: { service: ServicePage; onClose: () => void }) {
  const { dataServices: words } = useMessages();
  const [to, setTo] = useState<State>(moves[service.state][0] ?? 'retired');
  const [reason, setReason] = useState('');
  const [sunsetOn, setSunsetOn] = useState('');
  const acting = useAct(() => told(api.POST('/api/v1/exchange/services/{slug}/moves', { params: { path: { slug: service.slug } }, body: { revision: service.revision, to, reason: reason.trim(), ...(to === 'deprecated' && sunsetOn && { sunsetOn }) } })), words.moved, onClose);
  const ready = reason.trim() !== '' && (to !== 'deprecated' || sunsetOn !== '');
  return (
    <FormDialog title={words.move} verb={words.move} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose} danger={to === 'retired'}>
      {(tried) => (
        <>
          <Select label={words.moveTo} value={to} options={moves[service.state].map((value) => ({ value, label: words.states[value] }))} onChange={(value) => setTo(value as State)} />
          {to === 'deprecated' && <DatePicker label={words.sunsetOn} value={sunsetOn} onChange={setSunsetOn} error={tried && sunsetOn === '' ? words.needed : null} />}
          <LongField label={words.reason} hint={words.reasonHint} value={reason} onChange={setReason} rows={2} maxLength={2000} error={tried && reason.trim() === '' ? words.needed : null} />
        </>
      )}
    </FormDialog>
  );
}
