import { useQuery } from '@tanstack/react-query';
import { sourceKindsQuery, sourceQuery } from '../../api/link-queries.ts';
import type { SourceDetail, SourceKind, SourceTest } from '../../api/link-types.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { announce } from '../../ui/toast.tsx';
import { draftOf } from './source-draft.ts';
import { SourceFields } from './source-fields.tsx';
import { useSaveSource } from './use-save-source.ts';
import { useSourceForm } from './use-source-form.ts';

/** Settings of a source that is there: read anew each time, saved and tested together. */
export function ChangeSource({ slug, source, onTested, onClose }: { slug: string; source: { id: number; label: string }; onTested: (test: SourceTest) => void; onClose: () => void }) {
  const words = useMessages().sources;
  const query = useQuery({ ...sourceQuery(slug, source.id), gcTime: 0 });
  const kinds = useQuery(sourceKindsQuery);
  const kind = kinds.data?.find((each) => each.kind === query.data?.kind);
  const close = (test: SourceTest) => { onTested(test); announce(words.changed); onClose(); };
  if (query.data && kind) return <ChangeForm slug={slug} detail={query.data} kind={kind} title={words.changeTitle({ source: source.label })} onTested={close} onClose={onClose} />;
  return <Dialog title={words.changeTitle({ source: source.label })} isOpen onClose={onClose} actions={<CloseButton onClose={onClose} />}><Loaded query={query} label={words.reading}>{() => <Loaded query={kinds} label={words.reading}>{() => <p>{words.kindGone}</p>}</Loaded>}</Loaded></Dialog>;
}

function ChangeForm({ slug, detail, kind, title, onTested, onClose }: { slug: string; detail: SourceDetail; kind: SourceKind; title: string; onTested: (test: SourceTest) => void; onClose: () => void }) {
  const words = useMessages().sources.form;
  const { saving } = useSaveSource(slug, detail.id, onTested);
  const { draft, setDraft, faults, send } = useSourceForm(() => draftOf(detail, kind), saving.error);
  return (
    <Dialog title={title} isOpen onClose={onClose} alert actions={<><CloseButton onClose={onClose} /><Button look="primary" isDisabled={saving.isPending} onPress={() => send(saving.mutate)}>{saving.isPending ? words.saving : words.save}</Button></>}>
      <div className="stack">
        <p><code className="t14 soft source-address">{detail.summary}</code></p>
        <SourceFields draft={draft} faults={faults} onChange={setDraft} kinds={[]} />
        {saving.isError && <ProblemView error={saving.error} />}
      </div>
    </Dialog>
  );
}

function CloseButton({ onClose }: { onClose: () => void }) {
  return <Button onPress={onClose}>{useMessages().shell.cancel}</Button>;
}
