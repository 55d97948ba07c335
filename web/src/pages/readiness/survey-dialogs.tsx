import { todayInBangkok } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { plansQuery } from '../../api/plan-queries.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Select } from '../../ui/select.tsx';

const filled = (text: string) => text.trim() !== '';
/** Digits of either script; 0 for what is no number. */
export const wholeOf = (text: string): number => Number(text.trim().replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))) || 0;
const ALL = 'all';
const MOST_DAYS = 250;

/** Opens a survey: titles, window, list and agencies. */
export function SurveyDialog({ onClose }: { onClose: () => void }) {
  const { readiness: words } = useMessages();
  const say = useSay();
  const go = useGo();
  const today = todayInBangkok(new Date());
  const [draft, setDraft] = useState({ titleTh: '', titleEn: '', note: '', opensOn: today, workingDays: '20', list: ALL });
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const { data: plans } = useQuery(plansQuery(undefined));
  const { data: agencies } = useQuery(agenciesQuery());
  const set = (name: keyof typeof draft) => (value: string) => setDraft({ ...draft, [name]: value });
  const toggle = (id: string) => setChosen(chosen?.has(id) ? new Set([...chosen].filter((each) => each !== id)) : new Set([...chosen ?? [], id]));
  const days = wholeOf(draft.workingDays);
  const areDays = days >= 1 && days <= MOST_DAYS;
  const acting = useAct(() => told(api.POST('/api/v1/readiness-campaigns', { body: {
    titleTh: draft.titleTh.trim(), titleEn: draft.titleEn.trim(), note: draft.note.trim() || null, opensOn: draft.opensOn, workingDays: days, ...(draft.list !== ALL && { plan: draft.list }), ...(chosen !== null && { agencies: [...chosen] }),
  } })), words.made, ({ id }) => { onClose(); go(`/readiness/${id}`); });
  const ready = filled(draft.titleTh) && filled(draft.titleEn) && areDays && (chosen === null || chosen.size > 0);
  return (
    <FormDialog title={words.newCampaign} verb={words.newCampaign} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Field label={words.titleTh} value={draft.titleTh} onChange={set('titleTh')} maxLength={300} autoComplete="off" autoFocus error={tried && !filled(draft.titleTh) ? words.needed : null} />
          <Field label={words.titleEn} value={draft.titleEn} onChange={set('titleEn')} maxLength={300} autoComplete="off" error={tried && !filled(draft.titleEn) ? words.needed : null} />
          <LongField label={words.note} value={draft.note} onChange={set('note')} rows={2} maxLength={2000} />
          <DatePicker label={words.opensOn} value={draft.opensOn} min={today} onChange={set('opensOn')} />
          <Field label={words.workingDays} hint={words.workingDaysHint} value={draft.workingDays} onChange={set('workingDays')} maxLength={3} inputMode="numeric" autoComplete="off" error={tried && !areDays ? words.notDays : null} />
          <Select label={words.list} value={draft.list} onChange={set('list')} options={[{ value: ALL, label: words.listAll }, ...(plans?.items ?? []).map((plan) => ({ value: plan.slug, label: words.listPlan({ title: say(plan, 'title') }) }))]} />
          <fieldset className="survey-choices">
            <legend className="label">{words.agencies}</legend>
            <label className="check"><input type="checkbox" checked={chosen === null} onChange={() => setChosen(chosen === null ? new Set() : null)} /><span>{words.everyAgency}</span></label>
            {chosen !== null && <div className="survey-list">{(agencies?.items ?? []).map((agency) => <label className="check" key={agency.id}><input type="checkbox" checked={chosen.has(agency.id)} onChange={() => toggle(agency.id)} /><span>{say(agency, 'name')}</span></label>)}</div>}
            {tried && chosen?.size === 0 && <p className="t14 bad" role="status">{words.needed}</p>}
          </fieldset>
        </>
      )}
    </FormDialog>
  );
}

/** Ends a survey, with the reason. */
export function EndDialog({ id, title, onClose }: { id: number; title: string; onClose: () => void }) {
  const { readiness: words } = useMessages();
  const acting = useAct((reason: string) => told(api.POST('/api/v1/readiness-campaigns/{id}/end', { params: { path: { id } }, body: { reason } })), words.ended, onClose);
  return <ReasonDialog title={title} verb={words.end} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{words.endWhy}</p></ReasonDialog>;
}
