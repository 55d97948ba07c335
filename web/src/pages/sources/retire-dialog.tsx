import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { sourceQuery } from '../../api/link-queries.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
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
      <Farewell slug={slug} id={source.id} />
      <LongField label={sources.reason} hint={sources.reasonHint} value={reason} onChange={setReason} rows={3} maxLength={2000} autoFocus />
      {retiring.isError && <ProblemView error={retiring.error} />}
    </Dialog>
  );
}

/** What the administrator of the source frees afterwards, where something is kept for it. */
function Farewell({ slug, id }: { slug: string; id: number }) {
  const tell = useTell();
  const { shell, sources: { form } } = useMessages();
  const detail = useQuery(sourceQuery(slug, id));
  const farewell = detail.data?.farewell;
  if (!farewell) return null;
  return (
    <div className="stack-1 source-preparation">
      <p className="t14">{tell(farewell)}</p>
      <div className="code"><pre tabIndex={0} role="region" aria-label={form.commands}>{farewell.commands}</pre></div>
      <p><CopyButton text={farewell.commands} label={shell.copy} done={shell.copied} /></p>
    </div>
  );
}
