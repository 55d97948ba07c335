import { todayInBangkok } from '@saphan/contracts/dates';
import { useState } from 'react';
import { useMessages } from '../../app/lang.ts';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field, LongField } from '../../ui/field.tsx';

export interface ChangeOrder { effectiveOn: string; reason: string; documentNo: string; documentOn: string }

/** From which day, why, and by which document: no agency changes without it. */
export function useOrder() {
  const today = todayInBangkok(new Date());
  const [order, setOrder] = useState<ChangeOrder>({ effectiveOn: today, reason: '', documentNo: '', documentOn: today });
  return { order: { ...order, reason: order.reason.trim(), documentNo: order.documentNo.trim() }, isComplete: order.reason.trim() !== '' && order.documentNo.trim() !== '', raw: order, setOrder };
}

export function OrderPart({ held, tried }: { held: ReturnType<typeof useOrder>; tried: boolean }) {
  const { agencies: words } = useMessages();
  const { raw, setOrder } = held;
  const fault = (text: string) => (tried && text.trim() === '' ? words.needed : null);
  return (
    <>
      <DatePicker label={words.effectiveOn} value={raw.effectiveOn} onChange={(effectiveOn) => setOrder({ ...raw, effectiveOn })} />
      <LongField label={words.reason} value={raw.reason} onChange={(reason) => setOrder({ ...raw, reason })} rows={2} maxLength={2000} error={fault(raw.reason)} />
      <div className="pair">
        <Field label={words.documentNo} hint={words.documentNoHint} value={raw.documentNo} onChange={(documentNo) => setOrder({ ...raw, documentNo })} maxLength={200} autoComplete="off" error={fault(raw.documentNo)} />
        <DatePicker label={words.documentOn} value={raw.documentOn} onChange={(documentOn) => setOrder({ ...raw, documentOn })} />
      </div>
    </>
  );
}
