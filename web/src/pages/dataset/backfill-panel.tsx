import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { backfillQuery, type Backfill, type BackfillDetail } from '../../api/partition-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Meter } from '../../ui/meter.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

/** One backfill: how far it is, what stops it, each period with its run; paused, continued, cancelled and retried here. */
export function BackfillPanel({ slug, backfill }: { slug: string; backfill: Backfill }) {
  const lang = useLang();
  const { backfill: words } = useMessages().partitions;
  const [open, setOpen] = useState(false);
  const { first, last, parts, done, failed, state, paused, waitsForDecision } = backfill;
  const said = words.progress({ done, parts, failed });
  return (
    <div className="panel" role="group" aria-label={words.span({ first: first[lang], last: last[lang] })}><div className="body stack-1">
      <p className="row-between"><b>{words.span({ first: first[lang], last: last[lang] })}</b><span className="t14">{words.states[state]}</span></p>
      <Meter label={words.list} value={done} max={parts} said={said} tone={failed > 0 ? 'warn' : 'ok'} />
      <p className="t14">{said}</p>
      {paused && <p className="t14 warn">{words.pausedBy(paused)}</p>}
      {waitsForDecision && <p className="t14 warn">{words.waits}</p>}
      <p className="t13 muted">{backfill.sourceName} · {words.by({ by: backfill.madeBy })} · <ThaiDate iso={backfill.madeAt} style="withTime" /></p>
      <Steer slug={slug} backfill={backfill} />
      <details className="t14" onToggle={(event) => setOpen(event.currentTarget.open)}><summary>{words.parts}</summary>{open && <Parts slug={slug} id={backfill.id} />}</details>
    </div></div>
  );
}

function Steer({ slug, backfill: { id, state, failed } }: { slug: string; backfill: Backfill }) {
  const { backfill: words } = useMessages().partitions;
  const may = useMay();
  const [open, setOpen] = useState<'pause' | 'cancel' | null>(null);
  const close = () => setOpen(null);
  const params = { path: { slug, id } };
  const pausing = useAct((reason: string) => told(api.POST('/api/v1/datasets/{slug}/backfills/{id}/pause', { params, body: { reason } })), words.pausedDone, close);
  const resuming = useAct(() => told(api.POST('/api/v1/datasets/{slug}/backfills/{id}/resume', { params })), words.resumed);
  const cancelling = useAct(() => told(api.POST('/api/v1/datasets/{slug}/backfills/{id}/cancel', { params })), words.cancelled, close);
  const retrying = useAct(() => told(api.POST('/api/v1/datasets/{slug}/backfills/{id}/retry', { params })), words.retried);
  if (!may('linkage.start-run')) return null;
  const over = state === 'done' || state === 'cancelled';
  return (
    <div className="row no-print">
      {state === 'running' && <Button look="small" onPress={() => setOpen('pause')}>{words.pause}</Button>}
      {state === 'paused' && <Button look="small" isPending={resuming.isPending} onPress={() => resuming.mutate()}>{words.resume}</Button>}
      {failed > 0 && state !== 'cancelled' && <Button look="small" isPending={retrying.isPending} onPress={() => retrying.mutate()}>{words.retry}</Button>}
      {!over && <Button look="small" onPress={() => setOpen('cancel')}>{words.cancel}</Button>}
      {[resuming, retrying].map(({ error }, at) => error && <ProblemView key={at} error={error} />)}
      {open === 'pause' && <ReasonDialog title={words.pauseTitle} verb={words.pause} acting={pausing} danger={false} onSend={(reason) => pausing.mutate(reason)} onClose={close}><p>{words.pauseWhy}</p></ReasonDialog>}
      {open === 'cancel' && <FormDialog title={words.cancelTitle} verb={words.cancelTitle} danger acting={cancelling} ready onSend={() => cancelling.mutate()} onClose={close}>{() => <p>{words.cancelWhy}</p>}</FormDialog>}
    </div>
  );
}

function Parts({ slug, id }: { slug: string; id: number }) {
  const { loading } = useMessages().partitions;
  return <Loaded query={useQuery(backfillQuery(slug, id))} label={loading}>{({ items }) => <PartTable items={items} />}</Loaded>;
}

function PartTable({ items }: Pick<BackfillDetail, 'items'>) {
  const lang = useLang();
  const { backfill: words, partition, state } = useMessages().partitions;
  const why = (problem: Record<string, unknown> | null) => (problem ? String(problem[lang === 'th' ? 'titleTh' : 'titleEn'] ?? problem['code'] ?? '') : '');
  return (
    <DataTable caption={words.parts} density="compact" rows={items} rowKey={(part) => part.id} rowHead="id" columns={[
      { id: 'id', head: partition, cell: (part) => part[lang] },
      { id: 'state', head: state, cell: (part) => <>{words.partStates[part.state] ?? part.state}{part.state === 'failed' && <span className="sub t13 muted">{why(part.problem)}</span>}</> },
      { id: 'result', head: words.result, cell: (part) => (part.counts ? <span className="num">+{part.counts.added} −{part.counts.removed} ~{part.counts.changed}</span> : <Num value={part.rows} />) },
      { id: 'run', head: words.run, cell: (part) => (part.runId ? <PageLink to={`/runs/${part.runId}`}>{words.openRun({ id: part.runId })}</PageLink> : <span className="off">–</span>) },
    ]} />
  );
}
