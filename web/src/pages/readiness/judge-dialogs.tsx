import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { FormPlace, SurveyForm } from '../../api/readiness-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { wholeOf } from './survey-dialogs.tsx';

const MOST_DAYS = 60;

/** What the secretariat may do with a form that was submitted: take it, or give it back. */
export function JudgeButtons({ form, place }: { form: SurveyForm; place: FormPlace }) {
  const { readiness: words } = useMessages();
  const [giving, setGiving] = useState(false);
  const accepting = useAct(() => told(api.POST('/api/v1/readiness-campaigns/{id}/forms/{agency}/acceptance', { params: { path: { ...place } }, body: {} })), words.accepted);
  const isAccepted = form.state === 'accepted';
  const isSubmitted = form.state === 'submitted';
  return (
    <>
      <Button isDisabled={!isSubmitted && !isAccepted} onPress={() => setGiving(true)}>{isAccepted ? words.reopen : words.giveBack}</Button>
      <Button look="primary" isDisabled={!isSubmitted} isPending={accepting.isPending} onPress={() => accepting.mutate()}>{words.accept}</Button>
      {giving && <GiveBackDialog place={place} isAccepted={isAccepted} onClose={() => setGiving(false)} />}
    </>
  );
}

function GiveBackDialog({ place, isAccepted, onClose }: { place: FormPlace; isAccepted: boolean; onClose: () => void }) {
  const { readiness: words } = useMessages();
  const [reason, setReason] = useState('');
  const [days, setDays] = useState('5');
  const workingDays = wholeOf(days);
  const body = { reason: reason.trim(), workingDays };
  const acting = useAct(() => (isAccepted ? told(api.POST('/api/v1/readiness-campaigns/{id}/forms/{agency}/reopening', { params: { path: { ...place } }, body })) : told(api.POST('/api/v1/readiness-campaigns/{id}/forms/{agency}/return', { params: { path: { ...place } }, body }))), isAccepted ? words.reopened : words.givenBack, onClose);
  const areDays = workingDays >= 1 && workingDays <= MOST_DAYS;
  const title = isAccepted ? words.reopen : words.giveBack;
  return (
    <FormDialog title={title} verb={title} acting={acting} ready={reason.trim() !== '' && areDays} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <LongField label={words.reason} hint={words.reasonHint} value={reason} onChange={setReason} rows={3} maxLength={2000} autoFocus error={tried && reason.trim() === '' ? words.needed : null} />
          <Field label={words.mendDays} value={days} onChange={setDays} maxLength={2} inputMode="numeric" autoComplete="off" error={tried && !areDays ? words.notDays60 : null} />
        </>
      )}
    </FormDialog>
  );
}
