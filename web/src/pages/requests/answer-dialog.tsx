import { todayInBangkok } from '@saphan/contracts/dates';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { AnswerBody, RequestAnswer, RequestPage } from '../../api/request-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import { toggled } from './request-draft.ts';

interface AnswerDraft {
  verdict: '' | RequestAnswer['verdict']; grantedColumns: readonly string[]; grantedWords: string; withheldWhy: string; fromOn: string; conditions: string; reason: string; legalReason: string;
  how: 'existing' | 'added'; dataset: string; slug: string; titleTh: string; titleEn: string;
}
const verdicts = ['accepted', 'partly-accepted', 'refused'] as const;

/** Answers a request, or prepares the answer for whoever is responsible; begins with what was prepared. */
export function AnswerDialog({ page, prepares, onClose }: { page: RequestPage; prepares: boolean; onClose: () => void }) {
  const { requests: words } = useMessages();
  const [draft, setDraft] = useState(() => beginWith(page));
  const set = (changes: Partial<AnswerDraft>) => setDraft({ ...draft, ...changes });
  const options = { params: { path: { id: page.id } }, body: bodyOf(page, draft) };
  const acting = useAct<void, unknown>(() => (prepares ? told(api.PUT('/api/v1/linkage-requests/{id}/prepared-answer', options)) : told(api.POST('/api/v1/linkage-requests/{id}/answer', options))), prepares ? words.preparedNow : words.answered, onClose);
  return (
    <FormDialog title={prepares ? words.prepareTitle : words.answerTitle} verb={prepares ? words.prepare : words.giveAnswer} acting={acting} ready={draft.verdict !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <div className="stack answer-fields">
          <OptionCards label={words.verdict} value={draft.verdict} options={verdicts.map((value) => ({ value, label: words.verdicts[value] }))} onChange={(verdict) => set({ verdict: verdict as RequestAnswer['verdict'] })} />
          {tried && draft.verdict === '' && <p className="t14 bad">{words.needed}</p>}
          {draft.verdict === 'refused' && <Refusal draft={draft} set={set} />}
          {(draft.verdict === 'accepted' || draft.verdict === 'partly-accepted') && <Grant page={page} draft={draft} set={set} />}
        </div>
      )}
    </FormDialog>
  );
}

interface Part { draft: AnswerDraft; set: (changes: Partial<AnswerDraft>) => void }

function Refusal({ draft, set }: Part) {
  const { requests: words } = useMessages();
  return (
    <>
      <LongField label={words.reason} value={draft.reason} onChange={(reason) => set({ reason })} rows={3} maxLength={2000} />
      <LongField label={words.legalReason} value={draft.legalReason} onChange={(legalReason) => set({ legalReason })} rows={2} maxLength={2000} />
    </>
  );
}

function Grant({ page, draft, set }: Part & { page: RequestPage }) {
  const { requests: words } = useMessages();
  const say = useSay();
  return (
    <>
      {!page.dataset && <Which draft={draft} set={set} />}
      {draft.verdict === 'partly-accepted' && (
        <>
          {page.columns.length > 0 && (
            <fieldset>
              <legend className="label">{words.granted}</legend>
              {page.columns.map((column) => <label className="check" key={column.name}><input type="checkbox" checked={draft.grantedColumns.includes(column.name)} onChange={() => set({ grantedColumns: toggled(draft.grantedColumns, column.name) })} /><span>{say(column, 'title')}</span></label>)}
            </fieldset>
          )}
          {page.fieldWords && <LongField label={words.grantedWords} hint={page.fieldWords} value={draft.grantedWords} onChange={(grantedWords) => set({ grantedWords })} rows={2} maxLength={2000} />}
          <LongField label={words.withheldWhy} value={draft.withheldWhy} onChange={(withheldWhy) => set({ withheldWhy })} rows={2} maxLength={2000} />
        </>
      )}
      <DatePicker label={words.fromOn} value={draft.fromOn} min={todayInBangkok(new Date())} onChange={(fromOn) => set({ fromOn })} />
      <LongField label={words.conditions} value={draft.conditions} onChange={(conditions) => set({ conditions })} rows={2} maxLength={2000} />
    </>
  );
}

/** Which dataset of the provider is meant by what was asked for in words. */
function Which({ draft, set }: Part) {
  const { requests: words } = useMessages();
  return (
    <>
      <OptionCards label={words.whichDataset} value={draft.how} inline options={[{ value: 'existing', label: words.existing }, { value: 'added', label: words.added }]} onChange={(how) => set({ how: how as AnswerDraft['how'] })} />
      {draft.how === 'existing' ? <Field label={words.slug} hint={words.slugHint} value={draft.dataset} onChange={(dataset) => set({ dataset })} maxLength={63} mono autoComplete="off" /> : (
        <>
          <Field label={words.slug} hint={words.slugHint} value={draft.slug} onChange={(slug) => set({ slug })} maxLength={63} mono autoComplete="off" />
          <Field label={words.titleTh} value={draft.titleTh} onChange={(titleTh) => set({ titleTh })} maxLength={300} autoComplete="off" />
          <Field label={words.titleEn} value={draft.titleEn} onChange={(titleEn) => set({ titleEn })} maxLength={300} autoComplete="off" />
        </>
      )}
    </>
  );
}

function beginWith(page: RequestPage): AnswerDraft {
  const before = page.prepared?.answer;
  return {
    verdict: before?.verdict ?? '', grantedColumns: before?.grantedColumns ?? [], grantedWords: before?.grantedWords ?? '', withheldWhy: before?.withheldWhy ?? '', fromOn: before?.fromOn ?? '', conditions: before?.conditions ?? '',
    reason: before?.reason ?? '', legalReason: before?.legalReason ?? '', how: before?.newDataset ? 'added' : 'existing', dataset: before?.dataset ?? '', slug: before?.newDataset?.slug ?? '', titleTh: before?.newDataset?.titleTh ?? '', titleEn: before?.newDataset?.titleEn ?? '',
  };
}

/** Only what belongs to the verdict; the server names what is missing. */
function bodyOf(page: RequestPage, draft: AnswerDraft): AnswerBody {
  const verdict = draft.verdict || 'accepted';
  if (verdict === 'refused') return { seen: page.version, verdict, reason: draft.reason || null, legalReason: draft.legalReason || null };
  const named = page.dataset ? {} : draft.how === 'existing' ? { dataset: draft.dataset.trim() || null } : { newDataset: { slug: draft.slug.trim(), titleTh: draft.titleTh.trim(), titleEn: draft.titleEn.trim() } };
  return {
    seen: page.version, verdict, fromOn: draft.fromOn || null, conditions: draft.conditions || null, ...named,
    ...(verdict === 'partly-accepted' && { grantedColumns: [...draft.grantedColumns], grantedWords: draft.grantedWords || null, withheldWhy: draft.withheldWhy || null }),
  };
}
