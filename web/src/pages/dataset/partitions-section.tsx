import { partitionWords } from '@saphan/contracts/partitions';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Source } from '../../api/link-types.ts';
import { backfillsQuery, partitioningQuery, type Partitioning } from '../../api/partition-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';
import { BackfillDialog } from './backfill-dialog.tsx';
import { BackfillPanel } from './backfill-panel.tsx';
import { PartitionStrip } from './partition-strip.tsx';
import { PartitioningDialog } from './partitioning-dialog.tsx';

type Open = 'divide' | 'backfill' | 'remove' | null;

/** How a dataset is divided into periods, how fresh each is, and reading some of them again. */
export function PartitionsSection({ slug, sources, hasContract }: { slug: string; sources: Source[]; hasContract: boolean }) {
  const words = useMessages().partitions;
  const partitioning = useQuery(partitioningQuery(slug));
  const backfills = useQuery(backfillsQuery(slug));
  if (!hasContract) return null;
  return (
    <Section id="partitions" title={words.title}>
      <Loaded query={partitioning} label={words.loading} lines={2}>{(now) => <Division slug={slug} now={now} sources={sources} />}</Loaded>
      {partitioning.data && <PartitionStrip slug={slug} />}
      {backfills.data?.map((backfill) => <BackfillPanel key={backfill.id} slug={slug} backfill={backfill} />)}
    </Section>
  );
}

function Division({ slug, now, sources }: { slug: string; now: Partitioning | null; sources: Source[] }) {
  const words = useMessages().partitions;
  const may = useMay();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const removing = useAct(() => told(api.DELETE('/api/v1/datasets/{slug}/partitioning', { params: { path: { slug } } })), words.removed, close);
  return (
    <div className="stack-1">
      {now ? <DivisionLines now={now} /> : <p className="t14 muted">{words.none}</p>}
      {may('linkage.manage-sources') && <div className="row no-print">
        {now && <Button look="primary" unavailable={sources.length > 0 ? null : words.backfill.unable} onPress={() => setOpen('backfill')}>{words.backfill.start}</Button>}
        <Button onPress={() => setOpen('divide')}>{now ? words.change : words.set}</Button>
        {now && <Button look="quiet" onPress={() => setOpen('remove')}>{words.remove}</Button>}
      </div>}
      {open === 'divide' && <PartitioningDialog slug={slug} now={now} onClose={close} />}
      {open === 'backfill' && now && <BackfillDialog slug={slug} sources={sources} partitioning={now} onClose={close} />}
      {open === 'remove' && <FormDialog title={words.remove} verb={words.remove} danger acting={removing} ready onSend={() => removing.mutate()} onClose={close}>{() => <p>{words.removeWhy}</p>}</FormDialog>}
    </div>
  );
}

function DivisionLines({ now: { by, column, promise } }: { now: Partitioning }) {
  const lang = useLang();
  const words = useMessages().partitions;
  return (
    <div>
      <p>{words.divided({ kind: words.kinds[by] ?? by, column })}</p>
      <p className="t14 muted">{promise ? words.promised({ first: partitionWords(by, promise.first, lang), due: promise.dueDays, grace: promise.graceDays }) : words.noPromise}</p>
    </div>
  );
}
