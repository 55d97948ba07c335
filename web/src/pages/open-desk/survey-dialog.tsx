import { todayInBangkok } from '@saphan/contracts/dates';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { DeskSurvey } from '../../api/desk-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { bodyOf, draftOf, faultsOf, type SurveyDraft } from './survey-draft.ts';

/** Makes a survey, or changes one that is no plan yet. */
export function SurveyDialog({ survey, onClose }: { survey: DeskSurvey | null; onClose: () => void }) {
  const { desk, admin } = useMessages();
  const words = desk.surveys;
  const [draft, setDraft] = useState<SurveyDraft>(draftOf(survey, todayInBangkok(new Date())));
  const faults = faultsOf(draft);
  const body = bodyOf(draft, survey);
  const acting = useAct(() => told(survey ? api.PUT('/api/v1/portal/surveys/{id}', { params: { path: { id: String(survey.id) } }, body }) : api.POST('/api/v1/portal/surveys', { body })), survey ? words.changed : words.made, onClose);
  const field = (key: keyof SurveyDraft) => ({ value: draft[key], onChange: (value: string) => setDraft((before) => ({ ...before, [key]: value })) });
  const bad = faults.find((fault) => typeof fault === 'object');
  const optionsFault = bad ? words.optionsFault(bad) : faults.includes('few') ? words.optionsFew : null;
  return (
    <FormDialog title={survey ? words.change : words.add} verb={survey ? admin.save : words.add} acting={acting} ready={faults.length === 0} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Field label={desk.titleTh} {...field('titleTh')} maxLength={200} autoFocus error={tried && faults.includes('titleTh') ? admin.needed : null} />
          <Field label={desk.titleEn} {...field('titleEn')} maxLength={200} error={tried && faults.includes('titleEn') ? admin.needed : null} />
          <LongField label={words.introTh} {...field('introTh')} rows={2} maxLength={2000} />
          <LongField label={words.introEn} {...field('introEn')} rows={2} maxLength={2000} />
          <DatePicker label={words.opensOn} {...field('opensOn')} />
          <DatePicker label={words.closesOn} {...field('closesOn')} error={tried && faults.includes('days') ? words.daysFault : null} />
          <Field label={words.most} {...field('most')} inputMode="numeric" maxLength={2} />
          <LongField label={words.options} hint={words.optionsHint} {...field('options')} rows={6} mono error={tried ? optionsFault : null} />
        </>
      )}
    </FormDialog>
  );
}
