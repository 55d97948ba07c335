import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Source } from '../../api/link-types.ts';
import { useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { announce } from '../../ui/toast.tsx';
import { ReadingDialog } from './reading-dialog.tsx';

/** How a source is read, since when in parts, and the way to change it or to read all of it again. */
export function SourceReading({ slug, source, label, hasContract }: { slug: string; source: Source; label: string; hasContract: boolean }) {
  const { reading: words, sources } = useMessages();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const { reading } = source;
  const isInParts = reading.mode === 'cursor' || reading.mode === 'changes';
  const again = useReadAll(slug, source.id);
  return (
    <div className="stack-1">
      <p className="t14 muted">
        {words.now({ mode: words.modes[reading.mode] ?? reading.mode, column: reading.mode === 'cursor' ? reading.column : null })}
        {source.partsSinceFull > 0 && ` · ${words.parts({ count: source.partsSinceFull })}`}
        {source.fullReadAt && <> · {words.fullAt} <ThaiDate iso={source.fullReadAt} style="withTime" /></>}
      </p>
      {may('linkage.manage-sources') && <div className="row">
        <Button look="small" unavailable={hasContract ? null : sources.needContract} onPress={() => setOpen(true)}>{words.open}</Button>
        {isInParts && <Button look="small" isDisabled={again.isPending} onPress={() => again.mutate()}>{words.readAll}</Button>}
        {isInParts && <span className="t14 muted">{words.readAllWhy}</span>}
      </div>}
      {again.isError && <ProblemView error={again.error} />}
      {open && <ReadingDialog slug={slug} source={source} label={label} onClose={() => setOpen(false)} />}
    </div>
  );
}

function useReadAll(slug: string, sourceId: number) {
  const words = useMessages().sources;
  const go = useGo();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => told(api.POST('/api/v1/datasets/{slug}/runs', { params: { path: { slug } }, body: { sourceId, readAll: true } })),
    onSuccess: (run) => { void client.invalidateQueries({ queryKey: ['dataset', slug] }); announce(words.started); go(`/runs/${run.id}`); },
  });
}
