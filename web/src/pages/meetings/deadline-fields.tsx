import type { NewTask } from '../../api/meeting-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';

/** A deadline as it is being chosen: working or calendar days from the meeting, or a day. */
export interface DeadlineDraft { unit: 'working' | 'calendar' | 'on'; count: string; on: string }

const wholeOf = (text: string): number => Number(text.trim().replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))) || 0;
export const isDeadline = ({ unit, count, on }: DeadlineDraft): boolean => (unit === 'on' ? on !== '' : wholeOf(count) >= 1 && wholeOf(count) <= 3650 && Number.isInteger(wholeOf(count)));
export const deadlineOf = ({ unit, count, on }: DeadlineDraft): NewTask['deadline'] => (unit === 'on' ? { on } : { unit, count: wholeOf(count) });

export function DeadlineFields({ draft, onChange, tried }: { draft: DeadlineDraft; onChange: (draft: DeadlineDraft) => void; tried: boolean }) {
  const { meetings: words } = useMessages();
  const missing = tried && !isDeadline(draft) ? words.needed : null;
  return (
    <div className="meeting-pair">
      <Select label={words.deadline} value={draft.unit} options={Object.entries(words.units).map(([value, label]) => ({ value, label }))} onChange={(unit) => onChange({ ...draft, unit: unit as DeadlineDraft['unit'] })} />
      {draft.unit === 'on' ? <DatePicker label={words.dueOn} value={draft.on} onChange={(on) => onChange({ ...draft, on })} error={missing} />
        : <Field label={words.count} value={draft.count} onChange={(count) => onChange({ ...draft, count })} maxLength={4} inputMode="numeric" autoComplete="off" error={missing} />}
    </div>
  );
}
