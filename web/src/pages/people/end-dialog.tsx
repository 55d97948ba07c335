import { todayInBangkok } from '@saphan/contracts/dates';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { CellCheck } from '../../ui/cell-fields.tsx';
import { DatePicker } from '../../ui/date-picker.tsx';
import { LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { isOrder, OrderFields, type Order } from './order-fields.tsx';
import { PersonField } from './person-field.tsx';

/** Gives an appointment its last day; a unit's last responsible person needs a successor in the same order. */
export function EndDialog({ title, appointmentId, name, onClose }: { title: string; appointmentId: number; name: string; onClose: () => void }) {
  const words = useMessages();
  const { people, admin } = words;
  const today = todayInBangkok(new Date());
  const [until, setUntil] = useState(today);
  const [reason, setReason] = useState('');
  const [succeeds, setSucceeds] = useState(false);
  const [personId, setPersonId] = useState('');
  const [order, setOrder] = useState<Order>({ documentNo: '', documentOn: today });
  const acting = useAct(() => told(api.POST('/api/v1/appointments/{id}/end', {
    params: { path: { id: appointmentId } }, body: { until, reason: reason.trim(), ...(succeeds && { successor: { personId, documentNo: order.documentNo.trim(), documentOn: order.documentOn } }) },
  })), people.ended, onClose);
  const ready = reason.trim() !== '' && (!succeeds || (personId !== '' && isOrder(order)));
  return (
    <FormDialog title={people.endOf({ name, post: title })} verb={people.end} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose} danger>
      {(tried) => (
        <>
          <p>{people.endWhy}</p>
          <DatePicker label={people.lastDay} value={until} onChange={setUntil} />
          <LongField label={admin.reason} hint={admin.reasonHint} value={reason} onChange={setReason} rows={2} maxLength={200} error={tried && reason.trim() === '' ? admin.needed : null} />
          <div><CellCheck label={people.withSuccessor} checked={succeeds} onChange={setSucceeds} shown /><p className="t14 muted">{people.successorHint}</p></div>
          {succeeds && <><PersonField label={people.successor} value={personId} onChange={setPersonId} error={tried && personId === '' ? people.personHint : null} /><OrderFields order={order} tried={tried} onChange={setOrder} /></>}
        </>
      )}
    </FormDialog>
  );
}
