import type { Contract } from '@saphan/contracts/contract';
import { partitionKinds, partitionSpan, type PartitionBy } from '@saphan/contracts/partitions';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { contractOfQuery } from '../../api/link-queries.ts';
import type { Partitioning, PartitioningAsked } from '../../api/partition-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Select } from '../../ui/select.tsx';

interface Draft { by: PartitionBy; column: string; reads: 'current' | 'former'; first: string; due: string; grace: string }

const draftOf = (now: Partitioning | null): Draft => ({
  by: now?.by ?? 'month', column: now?.column ?? '', reads: now?.reads ?? 'current', first: now?.promise?.first ?? '', due: String(now?.promise?.dueDays ?? 5), grace: String(now?.promise?.graceDays ?? 10),
});
const isDays = (text: string): boolean => /^\d{1,3}$/.test(text) && Number(text) <= 250;
const columnsFor = (contract: Contract | undefined, by: PartitionBy) => (contract?.columns ?? []).filter(({ type, personalData }) => personalData === null && (by === 'value' ? ['text', 'integer', 'geocode'] : ['date', 'timestamp']).includes(type));

function askedOf(draft: Draft, columns: { name: string }[]): PartitioningAsked | null {
  const { by, reads, first, due, grace } = draft;
  const column = columns.some(({ name }) => name === draft.column) ? draft.column : columns[0]?.name;
  if (!column) return null;
  if (by === 'value' || first.trim() === '') return { by, column, reads, promise: null };
  return partitionSpan(by, first.trim()) && isDays(due) && isDays(grace) ? { by, column, reads, promise: { first: first.trim(), dueDays: Number(due), graceDays: Number(grace) } } : null;
}

/** Asks by what a dataset is divided, and by when each period is promised. */
export function PartitioningDialog({ slug, now, onClose }: { slug: string; now: Partitioning | null; onClose: () => void }) {
  const words = useMessages().partitions;
  const [draft, setDraft] = useState(() => draftOf(now));
  const contract = useQuery(contractOfQuery(slug));
  const columns = columnsFor(contract.data, draft.by);
  const asked = askedOf(draft, columns);
  const saving = useAct(() => told(api.PUT('/api/v1/datasets/{slug}/partitioning', { params: { path: { slug } }, body: asked as PartitioningAsked })), words.saved, onClose);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <FormDialog title={now ? words.change : words.set} verb={words.save} acting={saving} ready={asked !== null} onSend={() => saving.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Select label={words.form.by} value={draft.by} options={partitionKinds.map((value) => ({ value, label: words.kinds[value] ?? value }))} onChange={(by) => change({ by: by as PartitionBy, first: '' })} />
          <Select label={draft.by === 'value' ? words.form.column : words.form.columnDate} value={asked?.column ?? draft.column} options={columns.map(({ name, titleTh }) => ({ value: name, label: name, hint: titleTh }))} error={contract.data && columns.length === 0 ? words.form.noColumn : null} onChange={(column) => change({ column })} />
          {draft.by !== 'value' && <PromiseFields draft={draft} change={change} tried={tried} />}
        </>
      )}
    </FormDialog>
  );
}

function PromiseFields({ draft, change, tried }: { draft: Draft; change: (part: Partial<Draft>) => void; tried: boolean }) {
  const { form, hints } = useMessages().partitions;
  const { by, first, due, grace, reads } = draft;
  const promised = first.trim() !== '';
  return (
    <>
      <Select label={form.reads} value={reads} options={(['current', 'former'] as const).map((value) => ({ value, label: form.readsKinds[value] ?? value }))} onChange={(value) => change({ reads: value as Draft['reads'] })} />
      <p className="label">{form.promise}</p>
      <Field label={form.first} hint={hints[by]} value={first} onChange={(value) => change({ first: value })} autoComplete="off" error={tried && promised && !partitionSpan(by, first.trim()) ? hints[by] ?? null : null} />
      {promised && <Field label={form.due} value={due} onChange={(value) => change({ due: value })} inputMode="numeric" autoComplete="off" error={tried && !isDays(due) ? form.notDays : null} />}
      {promised && <Field label={form.grace} value={grace} onChange={(value) => change({ grace: value })} inputMode="numeric" autoComplete="off" error={tried && !isDays(grace) ? form.notDays : null} />}
    </>
  );
}
