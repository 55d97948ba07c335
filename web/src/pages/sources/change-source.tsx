import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sourceQuery } from '../../api/link-queries.ts';
import type { SourceDetail, SourceTest } from '../../api/link-types.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { announce } from '../../ui/toast.tsx';
import { draftOf, faultsOf } from './source-draft.ts';
import { SourceFields } from './source-fields.tsx';
import { useSaveSource } from './use-save-source.ts';

/** Settings of a source that is there: read anew each time, saved and tested together. */
export function ChangeSource({ slug, source, onTested, onClose }: { slug: string; source: { id: number; label: string }; onTested: (test: SourceTest) => void; onClose: () => void }) {
  const words = useMessages().sources;
  const query = useQuery({ ...sourceQuery(slug, source.id), gcTime: 0 });
  const close = (test: SourceTest) => { onTested(test); announce(words.changed); onClose(); };
  if (query.data) return <ChangeForm slug={slug} detail={query.data} title={words.changeTitle({ source: source.label })} onTested={close} onClose={onClose} />;
  return <Dialog title={words.changeTitle({ source: source.label })} isOpen onClose={onClose} actions={<CloseButton onClose={onClose} />}><Loaded query={query} label={words.reading}>{() => null}</Loaded></Dialog>;
}

function ChangeForm({ slug, detail, title, onTested, onClose }: { slug: string; detail: SourceDetail; title: string; onTested: (test: SourceTest) => void; onClose: () => void }) {
  const words = useMessages().sources.form;
  const [draft, setDraft] = useState(() => draftOf(detail));
  const [tried, setTried] = useState(false);
  const faults = faultsOf(draft, words);
  const { saving } = useSaveSource(slug, detail.id, onTested);
  const save = () => { setTried(true); if (Object.keys(faults).length === 0) saving.mutate(draft); };
  return (
    <Dialog title={title} isOpen onClose={onClose} alert actions={<><CloseButton onClose={onClose} /><Button look="primary" isDisabled={saving.isPending} onPress={save}>{saving.isPending ? words.saving : words.save}</Button></>}>
      <div className="stack">
        <p><code className="t14 soft source-address">{detail.summary}</code></p>
        <SourceFields draft={draft} faults={tried ? faults : {}} onChange={setDraft} isNew={false} />
        {saving.isError && <ProblemView error={saving.error} />}
      </div>
    </Dialog>
  );
}

function CloseButton({ onClose }: { onClose: () => void }) {
  return <Button onPress={onClose}>{useMessages().shell.cancel}</Button>;
}
