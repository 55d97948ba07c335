import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LongField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { announce } from '../../ui/toast.tsx';

/** Asks for the reason before a source is retired; says what stays. */
export function RetireDialog({ slug, source, onClose }: { slug: string; source: { id: number; label: string; summary: string }; onClose: () => void }) {
  const words = useMessages();
  const { sources } = words;
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const retiring = useMutation({
    mutationFn: () => told(api.POST('/api/v1/datasets/{slug}/sources/{id}/retire', { params: { path: { slug, id: source.id } }, body: { reason: reason.trim() } })),
    onSuccess: async () => {
      announce(sources.retiredDone);
      onClose();
      await Promise.all([client.invalidateQueries({ queryKey: ['dataset', slug] }), client.invalidateQueries({ queryKey: ['runs'] })]);
    },
  });
  return (
    <Dialog title={sources.retireTitle({ source: source.label })} isOpen onClose={onClose} alert actions={
      <>
        <Button onPress={onClose}>{words.shell.cancel}</Button>
        <Button look="danger" unavailable={reason.trim() === '' ? sources.reasonNeeded : null} isDisabled={retiring.isPending} onPress={() => retiring.mutate()}>{sources.retire}</Button>
      </>
    }>
      <p><code className="t14 soft source-address">{source.summary}</code></p>
      <p>{sources.retireWhy}</p>
      <LongField label={sources.reason} hint={sources.reasonHint} value={reason} onChange={setReason} rows={3} maxLength={2000} autoFocus />
      {retiring.isError && <ProblemView error={retiring.error} />}
    </Dialog>
  );
}
