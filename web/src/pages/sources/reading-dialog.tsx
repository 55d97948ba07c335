import type { Contract } from '@saphan/contracts/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { contractOfQuery, sourceKindsQuery } from '../../api/link-queries.ts';
import type { Source, SourceKind } from '../../api/link-types.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { announce } from '../../ui/toast.tsx';
import { readingBody, readingDraft, readingFaults } from './reading-draft.ts';
import { ReadingFields } from './reading-fields.tsx';

interface ReadingProps { slug: string; source: Source; label: string; onClose: () => void }

/** Asks how a source is read; what the contract and the kind of source allow is offered. */
export function ReadingDialog({ slug, source, label, onClose }: ReadingProps) {
  const words = useMessages();
  const contract = useQuery(contractOfQuery(slug));
  const kinds = useQuery(sourceKindsQuery);
  const reads = kinds.data?.find(({ kind }) => kind === source.kind)?.reads ?? { cursor: false, changes: false, buckets: false };
  if (contract.data && kinds.data) return <ReadingForm slug={slug} source={source} label={label} contract={contract.data} reads={reads} onClose={onClose} />;
  return <Dialog title={words.reading.title({ source: label })} isOpen onClose={onClose} actions={<Button onPress={onClose}>{words.shell.cancel}</Button>}><Loaded query={contract} label={words.reading.loading}>{() => null}</Loaded></Dialog>;
}

function ReadingForm({ slug, source, label, contract, reads, onClose }: ReadingProps & { contract: Contract; reads: SourceKind['reads'] }) {
  const { reading: words, shell } = useMessages();
  const [draft, setDraft] = useState(() => readingDraft(source.reading));
  const [tried, setTried] = useState(false);
  const client = useQueryClient();
  const faults = readingFaults(draft);
  const saving = useMutation({
    mutationFn: () => told(api.PATCH('/api/v1/datasets/{slug}/sources/{id}', { params: { path: { slug, id: source.id } }, body: { reading: readingBody(draft) } })),
    onSuccess: async () => { announce(words.saved); onClose(); await client.invalidateQueries({ queryKey: ['dataset', slug] }); },
  });
  const save = () => { setTried(true); if (Object.keys(faults).length === 0) saving.mutate(); };
  return (
    <Dialog title={words.title({ source: label })} isOpen onClose={onClose} alert actions={<><Button onPress={onClose}>{shell.cancel}</Button><Button look="primary" isDisabled={saving.isPending} onPress={save}>{words.save}</Button></>}>
      <div className="stack">
        <ReadingFields draft={draft} faults={tried ? faults : {}} contract={contract} reads={reads} onChange={setDraft} />
        <p className="t14 muted">{words.restart}</p>
        {saving.isError && <ProblemView error={saving.error} />}
      </div>
    </Dialog>
  );
}
