import { addDays, formatThaiDate, todayInBangkok } from '@saphan/contracts/dates';
import { useLang, useMessages } from '../../app/lang.ts';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field } from '../../ui/field.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import { useDesk } from './desk.ts';

const usualDays = 30;

/** The day by which the dataset must be linked; one that has a day keeps it. */
export function DueFields() {
  const words = useMessages().link.plan;
  const lang = useLang();
  const { basis, work, change } = useDesk();
  if (basis?.dataset.dueOn) return <p className="t14 muted">{words.dueNow({ date: formatThaiDate(basis.dataset.dueOn, { lang }) })}</p>;
  const choose = (way: string) => change(way === 'day' ? { dueOn: addDays(todayInBangkok(new Date()), usualDays), reason: work.reason || words.defaultReason } : { dueOn: null });
  return (
    <section className="stack form-width" aria-label={words.due}>
      <OptionCards label={words.due} inline value={work.dueOn === null ? 'none' : 'day'} onChange={choose} options={[{ value: 'none', label: words.noDue }, { value: 'day', label: words.withDue, hint: words.dueHint }]} />
      {work.dueOn !== null && (
        <div className="field-grid">
          <DatePicker label={words.due} value={work.dueOn} onChange={(dueOn) => change({ dueOn })} />
          {basis && <Field label={words.reason} hint={words.reasonHint} value={work.reason} maxLength={1000} onChange={(reason) => change({ reason })} />}
        </div>
      )}
    </section>
  );
}
