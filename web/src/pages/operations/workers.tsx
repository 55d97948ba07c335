import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Worker } from '../../api/operations-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import type { Glyph } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Section } from '../../ui/section.tsx';
import { Segmented } from '../../ui/segmented.tsx';

const glyphs: Record<Worker['state'], Glyph> = { working: 'run', idle: 'ok', draining: 'held', drained: 'idle', lost: 'bad' };
const thens = ['stay', 'again'] as const;

/** Who works, at what, and whom an operator may drain. */
export function Workers({ workers }: { workers: readonly Worker[] }) {
  const { operations: words } = useMessages();
  const [draining, setDraining] = useState<Worker | null>(null);
  const columns = useColumns(useMay()('operations.drain-worker'), setDraining);
  return (
    <Section id="workers" title={words.workers} note={words.workersNote}>
      {workers.length === 0 ? <Empty level={3} icon="system" title={words.noWorkers}>{words.noWorkersWhy}</Empty>
        : <DataTable caption={words.workers} columns={columns} rows={workers} rowKey={(worker) => worker.name} rowHead="worker" />}
      {draining && <DrainDialog worker={draining} onClose={() => setDraining(null)} />}
    </Section>
  );
}

function useColumns(may: boolean, onDrain: (worker: Worker) => void): TableColumn<Worker>[] {
  const { operations: words } = useMessages();
  const columns: TableColumn<Worker>[] = [
    { id: 'worker', head: words.worker, cell: (worker) => <><span className="nw">{worker.host}</span><span className="sub t13 muted">{words.process(worker)}</span></> },
    { id: 'state', head: words.state, cell: (worker) => <><Badge glyph={glyphs[worker.state]}>{words.workerStates[worker.state]}</Badge>{worker.drain && <span className="sub t13 muted">{words.drainedBy(worker.drain)}</span>}</> },
    { id: 'doing', head: words.doing, cell: (worker) => <Doing worker={worker} /> },
    { id: 'since', head: words.since, cell: (worker) => <ThaiDate iso={worker.startedAt} near /> },
    { id: 'beat', head: words.beat, cell: (worker) => <ThaiDate iso={worker.beatAt} style="withTime" /> },
    { id: 'memory', head: words.memory, numeric: true, cell: (worker) => <Num value={worker.memoryMb} unit="MB" /> },
  ];
  return may ? [...columns, { id: 'actions', head: words.actions, cell: (worker) => <WorkerAction worker={worker} onDrain={onDrain} /> }] : columns;
}

function Doing({ worker }: { worker: Worker }) {
  const { operations: words, run: { states } } = useMessages();
  const say = useSay();
  if (worker.now.length === 0) return <span className="muted">{words.nothing}</span>;
  return worker.now.map((doing) => doing.kind === 'sweep' ? <span className="sub t14" key={doing.name}>{words.sweep(doing)}</span> : (
    <span className="sub" key={doing.runId}><PageLink to={`/runs/${doing.runId}`}>{words.run({ id: doing.runId })}</PageLink> {say(doing.dataset, 'title')} <span className="t13 muted">{states[doing.state as keyof typeof states] ?? doing.state}{doing.attempt > 1 && ` · ${words.attempt(doing)}`}</span></span>
  ));
}

function WorkerAction({ worker, onDrain }: { worker: Worker; onDrain: (worker: Worker) => void }) {
  const { operations: words } = useMessages();
  const starting = useAct(() => told(api.POST('/api/v1/operations/workers/{name}/start', { params: { path: { name: worker.name } } })), words.started);
  if (worker.state === 'working' || worker.state === 'idle') return <Button look="small" aria-label={words.drainTitle({ name: worker.host })} onPress={() => onDrain(worker)}>{words.drain}</Button>;
  if (worker.state === 'lost') return <span className="off">–</span>;
  if (worker.startAskedAt) return <span className="muted">{words.starting}</span>;
  const goesOn = worker.state === 'draining';
  return <Button look="small" isPending={starting.isPending} aria-label={(goesOn ? words.goOnName : words.startName)({ name: worker.host })} onPress={() => starting.mutate()}>{goesOn ? words.goOn : words.start}</Button>;
}

function DrainDialog({ worker: { name, host }, onClose }: { worker: Worker; onClose: () => void }) {
  const { operations: words } = useMessages();
  const [then, setThen] = useState<'stay' | 'again'>('stay');
  const acting = useAct((reason: string) => told(api.POST('/api/v1/operations/workers/{name}/drain', { params: { path: { name } }, body: { reason, then } })), words.drained, onClose);
  return (
    <ReasonDialog title={words.drainTitle({ name: host })} verb={words.drain} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}>
      <p>{words.drainWhy}</p>
      <Segmented label={words.drainThen} value={then} options={thens.map((value) => ({ value, label: value === 'stay' ? words.drainStay : words.drainAgain }))} onChange={setThen} />
    </ReasonDialog>
  );
}
