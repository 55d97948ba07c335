import { formatThaiDate, todayInBangkok } from '@saphan/contracts/dates';
import { useLang, useMessages } from '../../app/lang.ts';
import { textOf, usePageSearch } from '../../app/search.ts';
import { DatePicker } from '../../ui/date-picker.tsx';
import './action-plans.css';

/** The day that is looked at, from the address; undefined is now. */
export function useAsOf(): string | undefined {
  const [search] = usePageSearch();
  return textOf(search['asOf']);
}

/** Chooses the day that a plan is looked at, and says until when facts were recorded. */
export function AsOf({ data }: { data: { asOf: string; recordedAt: string } }) {
  const lang = useLang();
  const { actionPlans: words } = useMessages();
  const [, change] = usePageSearch();
  const chosen = useAsOf();
  const today = todayInBangkok(new Date());
  return (
    <>
      <p className="only-print">{words.asOf} {formatThaiDate(data.asOf, { style: 'long', lang })} · {words.recorded({ at: formatThaiDate(data.recordedAt, { style: 'withTime', lang }) })}</p>
      <div className="as-of no-print">
        <DatePicker label={words.asOf} value={data.asOf} max={today} onChange={(iso) => change({ asOf: iso === today ? undefined : iso })} />
        <p className="t14 muted">
          {words.recorded({ at: formatThaiDate(data.recordedAt, { style: 'withTime', lang }) })}
          {chosen && <> · <button type="button" className="linkish" onClick={() => change({ asOf: undefined })}>{words.backToNow}</button></>}
        </p>
      </div>
    </>
  );
}
