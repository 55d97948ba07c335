import { useMessages } from '../../app/lang.ts';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field } from '../../ui/field.tsx';

/** The paper that says so: its number and its day. */
export interface Order { documentNo: string; documentOn: string }

export const isOrder = ({ documentNo, documentOn }: Order): boolean => documentNo.trim() !== '' && documentOn !== '';

/** Nothing about posts and powers is entered without the order that decided it. */
export function OrderFields({ order, tried, onChange }: { order: Order; tried: boolean; onChange: (order: Order) => void }) {
  const words = useMessages().admin;
  return (
    <div className="pair">
      <Field label={words.documentNo} value={order.documentNo} onChange={(documentNo) => onChange({ ...order, documentNo })} maxLength={100} autoComplete="off" error={tried && order.documentNo.trim() === '' ? words.needed : null} />
      <DatePicker label={words.documentOn} value={order.documentOn} onChange={(documentOn) => onChange({ ...order, documentOn })} error={tried && order.documentOn === '' ? words.needed : null} />
    </div>
  );
}
