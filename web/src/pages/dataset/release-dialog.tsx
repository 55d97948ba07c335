import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Release } from '../../api/types.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { LongField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { announce } from '../../ui/toast.tsx';

export type ReleaseAct = 'withdraw' | 'rollback';

/** Asks for the reason before a release is withdrawn or taken back into use; says what stays the same. */
export function ReleaseDialog({ slug, release: { number }, act, onClose }: { slug: string; release: Release; act: ReleaseAct; onClose: () => void }) {
  const words = useMessages();
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const { title, why, verb, done } = wordsOf(act, number, words.dataset.releases);
  const acting = useMutation({
    mutationFn: () => (act === 'withdraw'
      ? told(api.POST('/api/v1/datasets/{slug}/releases/{number}/withdraw', { params: { path: { slug, number: String(number) } }, body: { reason: reason.trim() } }))
      : told(api.POST('/api/v1/datasets/{slug}/rollback', { params: { path: { slug } }, body: { to: number, reason: reason.trim() } }))),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['dataset', slug] });
      announce(done);
      onClose();
    },
  });
  return (
    <Dialog title={title} isOpen onClose={onClose} alert actions={
      <>
        <Button onPress={onClose}>{words.shell.cancel}</Button>
        <Button look="danger" unavailable={reason.trim() === '' ? words.dataset.releases.reasonNeeded : null} isPending={acting.isPending} onPress={() => acting.mutate()}>{verb}</Button>
      </>
    }>
      <p>{why}</p>
      <LongField label={words.dataset.releases.reason} hint={words.dataset.releases.reasonHint} value={reason} onChange={setReason} rows={3} maxLength={2000} autoFocus />
      {acting.isError && <ProblemView error={acting.error} />}
    </Dialog>
  );
}

function wordsOf(act: ReleaseAct, number: number, words: ReturnType<typeof useMessages>['dataset']['releases']) {
  return act === 'withdraw'
    ? { title: words.withdrawTitle({ number }), why: words.withdrawWhy, verb: words.withdraw, done: words.withdrawnDone({ number }) }
    : { title: words.rollbackTitle({ number }), why: words.rollbackWhy, verb: words.rollback, done: words.rolledBack({ number }) };
}
