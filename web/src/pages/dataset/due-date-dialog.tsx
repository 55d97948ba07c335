import { todayInBangkok } from '@saphan/contracts/dates';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LongField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { announce } from '../../ui/toast.tsx';

/** Moves a due date; the reason is kept, and boards of past days stay as they were. */
export function DueDateDialog({ slug, dueOn, onClose }: { slug: string; dueOn: string | null; onClose: () => void }) {
  const words = useMessages();
  const { plan, releases } = words.dataset;
  const [date, setDate] = useState(dueOn ?? todayInBangkok(new Date()));
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: () => told(api.PUT('/api/v1/datasets/{slug}/plan', { params: { path: { slug } }, body: { dueOn: date, reason: reason.trim() } })),
    onSuccess: async () => {
      await Promise.all([client.invalidateQueries({ queryKey: ['dataset', slug] }), client.invalidateQueries({ queryKey: ['board'] })]);
      announce(plan.done);
      onClose();
    },
  });
  return (
    <Dialog title={dueOn ? plan.change : plan.set} isOpen onClose={onClose} actions={
      <>
        <Button onPress={onClose}>{words.shell.cancel}</Button>
        <Button look="primary" unavailable={date === dueOn ? plan.sameDate : reason.trim() === '' ? releases.reasonNeeded : null} isPending={saving.isPending} onPress={() => saving.mutate()}>{dueOn ? plan.save : plan.set}</Button>
      </>
    }>
      <p>{plan.dialogWhy}</p>
      <DatePicker label={plan.date} value={date} onChange={setDate} />
      <LongField label={releases.reason} hint={plan.reasonHint} value={reason} onChange={setReason} rows={3} maxLength={1000} />
      {saving.isError && <ProblemView error={saving.error} />}
    </Dialog>
  );
}
