import { partitionSpan, type PartitionBy } from '@saphan/contracts/partitions';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Source } from '../../api/link-types.ts';
import { backfillPlanQuery, type BackfillAsked, type Partitioning } from '../../api/partition-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { Num } from '../../ui/figures.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Select } from '../../ui/select.tsx';

interface Draft { source: string; from: string; to: string; values: string }

function askedOf(by: PartitionBy, { from, to, values }: Draft): BackfillAsked | null {
  if (by === 'value') {
    const named = values.split('\n').map((each) => each.trim()).filter(Boolean);
    return named.length > 0 ? { partitions: named } : null;
  }
  const [first, last] = [partitionSpan(by, from.trim()), partitionSpan(by, to.trim())];
  return first && last && first.from <= last.from ? { from: from.trim(), to: to.trim() } : null;
}

/** Asks which periods are read again, and shows what that means before it starts. */
export function BackfillDialog({ slug, sources, partitioning: { by }, onClose }: { slug: string; sources: Source[]; partitioning: Partitioning; onClose: () => void }) {
  const words = useMessages().partitions;
  const [draft, setDraft] = useState<Draft>({ source: String(sources[0]?.id ?? ''), from: '', to: '', values: '' });
  const asked = askedOf(by, draft);
  const id = Number(draft.source);
  const plan = useQuery({ ...backfillPlanQuery(slug, id, asked ?? { partitions: ['-'] }), enabled: asked !== null, placeholderData: keepPreviousData });
  const starting = useAct(() => told(api.POST('/api/v1/datasets/{slug}/sources/{id}/backfills', { params: { path: { slug, id } }, body: asked as BackfillAsked })), words.backfill.started, onClose);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <FormDialog title={words.backfill.startTitle} verb={words.backfill.begin} acting={starting} ready={asked !== null} onSend={() => starting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <p className="t14 muted">{words.backfill.how}</p>
          {sources.length > 1 && <Select label={words.backfill.source} value={draft.source} options={sources.map((each) => ({ value: String(each.id), label: each.name ?? each.summary }))} onChange={(source) => change({ source })} />}
          {by === 'value'
            ? <LongField label={words.backfill.values} hint={words.hints['value']} value={draft.values} onChange={(values) => change({ values })} error={tried && !asked ? words.form.needed : null} />
            : <><Field label={words.backfill.from} hint={words.hints[by]} value={draft.from} onChange={(from) => change({ from })} autoComplete="off" error={tried && !asked ? words.hints[by] ?? null : null} /><Field label={words.backfill.to} value={draft.to} onChange={(to) => change({ to })} autoComplete="off" /></>}
          {asked && plan.isError && <ProblemView error={plan.error} />}
          {asked && !plan.isError && <Plan plan={plan.data} />}
        </>
      )}
    </FormDialog>
  );
}

type Planned = Awaited<ReturnType<NonNullable<ReturnType<typeof backfillPlanQuery>['queryFn']>>>;

function Plan({ plan }: { plan: Planned | undefined }) {
  const lang = useLang();
  const { backfill: words, partition } = useMessages().partitions;
  const time = useTime();
  if (!plan) return <p className="t14 muted" aria-live="polite">{words.planning}</p>;
  return (
    <div className="stack-1" aria-live="polite">
      <p><b>{words.plan({ count: plan.parts.length, held: plan.parts.filter(({ rows }) => (rows ?? 0) > 0).length })}</b></p>
      <p className="t14">{plan.secondsAll === null ? words.unknown : words.takes({ time: time(plan.secondsAll), runs: plan.runsMeasured })}</p>
      {plan.underWay.length > 0 && <p className="t14 warn">{words.underWay({ names: plan.underWay.map((each) => each[lang]).join(', ') })}</p>}
      <details className="t14"><summary>{words.parts}</summary>
        <DataTable caption={words.parts} density="compact" rows={plan.parts} rowKey={(each) => each.id} rowHead="id" columns={[
          { id: 'id', head: partition, cell: (each) => each[lang] }, { id: 'rows', head: words.rows, numeric: true, cell: (each) => (each.rows === null ? <span className="off">–</span> : <Num value={each.rows} />) },
        ]} />
      </details>
    </div>
  );
}

function useTime(): (seconds: number) => string {
  const { backfill: words } = useMessages().partitions;
  return (seconds) => {
    if (seconds < 90) return words.seconds({ n: Math.max(1, Math.round(seconds)) });
    return seconds < 5400 ? words.minutes({ n: Math.round(seconds / 60) }) : words.hours({ n: Math.round(seconds / 3600) });
  };
}
