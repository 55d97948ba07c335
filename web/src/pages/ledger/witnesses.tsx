import { formatNumber } from '@saphan/contracts/numbers';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { LedgerStanding } from '../../api/ledger-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Section } from '../../ui/section.tsx';

type Witness = LedgerStanding['witnesses'][number];
type Witnessed = LedgerStanding['witnessed'][number];

/** Who co-signs our checkpoints. */
export function Witnesses({ items, size }: { items: Witness[]; size: number }) {
  const { ledger: words } = useMessages();
  const may = useMay()('ledger.keep-witnesses');
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Witness | null>(null);
  const columns: TableColumn<Witness>[] = [
    { id: 'name', head: words.witness, className: 'wide', cell: ({ name, url }) => <><span className="wrap-anywhere">{name}</span><span className="sub t13 muted wrap-anywhere">{url}</span></> },
    { id: 'state', head: words.state, cell: (witness) => <WitnessState witness={witness} size={size} /> },
    { id: 'size', head: words.cosignedSize, numeric: true, cell: (witness) => <Num value={witness.size} /> },
    { id: 'answered', head: words.answeredAt, cell: ({ answeredAt }) => <ThaiDate iso={answeredAt} near /> },
    { id: 'act', head: words.actions, cell: (witness) => witness.endedAt !== null ? <span className="off">–</span> : <Button look="small" unavailable={may ? null : words.operatorsOnly} onPress={() => setEnding(witness)}>{words.end}<span className="sr"> {witness.name}</span></Button> },
  ];
  return (
    <Section id="witnesses" title={words.witnesses} note={words.witnessesNote} aside={<Button unavailable={may ? null : words.operatorsOnly} onPress={() => setAdding(true)}>{words.addWitness}</Button>}>
      {items.length === 0 ? <Empty level={3} icon="user" title={words.noWitnesses}>{words.noWitnessesWhy}</Empty> : <DataTable caption={words.witnesses} columns={columns} rows={items} rowKey={({ id }) => id} rowHead="name" />}
      {adding && <AddWitness onClose={() => setAdding(false)} />}
      {ending && <EndWitness witness={ending} onClose={() => setEnding(null)} />}
    </Section>
  );
}

function WitnessState({ witness: { endedAt, failures, lastError, size: seen }, size }: { witness: Witness; size: number }) {
  const { ledger: words } = useMessages();
  if (endedAt !== null) return <Badge glyph="idle">{words.ended}</Badge>;
  if (failures > 0 && lastError !== null) return <><Badge glyph="bad">{words.failed({ count: failures })}</Badge><span className="sub t13 soft">{words.faults[lastError] ?? lastError}</span></>;
  return seen === size ? <Badge glyph="ok">{words.upToDate}</Badge> : <Badge glyph="run">{words.behind({ count: formatNumber(size - seen) })}</Badge>;
}

function AddWitness({ onClose }: { onClose: () => void }) {
  const { ledger: words } = useMessages();
  const [vkey, setVkey] = useState('');
  const [url, setUrl] = useState('');
  const acting = useAct(() => told(api.POST('/api/v1/ledger/witnesses', { body: { vkey: vkey.trim(), url: url.trim() } })), words.witnessAdded, onClose);
  return (
    <FormDialog title={words.addWitness} verb={words.addWitness} acting={acting} ready={vkey.trim() !== '' && url.trim() !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <LongField label={words.witnessVkey} hint={words.witnessVkeyHint} value={vkey} onChange={setVkey} rows={2} maxLength={400} mono autoFocus error={tried && vkey.trim() === '' ? words.needed : null} />
          <Field label={words.witnessUrl} hint={words.witnessUrlHint} value={url} onChange={setUrl} maxLength={400} mono autoComplete="off" error={tried && url.trim() === '' ? words.needed : null} />
        </>
      )}
    </FormDialog>
  );
}

function EndWitness({ witness, onClose }: { witness: Witness; onClose: () => void }) {
  const { ledger: words } = useMessages();
  const acting = useAct(() => told(api.DELETE('/api/v1/ledger/witnesses/{id}', { params: { path: { id: witness.id } } })), words.witnessEnded, onClose);
  return <FormDialog title={words.endWitness({ name: witness.name })} verb={words.end} acting={acting} ready onSend={() => acting.mutate()} onClose={onClose} danger>{() => <p>{words.endWitnessWhy}</p>}</FormDialog>;
}

/** Whose checkpoints we co-sign. */
export function WitnessedLogs({ items }: { items: Witnessed[] }) {
  const { ledger: words } = useMessages();
  const may = useMay()('ledger.keep-witnesses');
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Witnessed | null>(null);
  const columns: TableColumn<Witnessed>[] = [
    { id: 'origin', head: words.witnessedLog, className: 'wide', cell: ({ origin, follows }) => <><span className="wrap-anywhere">{origin}</span>{follows && <span className="sub t13 soft wrap-anywhere">{words.followsAfterLoss({ origin: follows.origin, from: formatNumber(follows.lostFrom), to: formatNumber(follows.lostTo) })}</span>}</> },
    { id: 'size', head: words.cosignedSize, numeric: true, cell: ({ size }) => <Num value={size} /> },
    { id: 'at', head: words.cosignedAt, cell: ({ cosignedAt }) => <ThaiDate iso={cosignedAt} near /> },
    { id: 'refusals', head: words.refusals, cell: ({ refusals, lastRefusal }) => refusals === 0 ? <Badge glyph="ok">{words.none}</Badge> : <><Badge glyph="bad">{words.times({ count: refusals })}</Badge><span className="sub t13 soft">{words.faults[lastRefusal ?? ''] ?? lastRefusal}</span></> },
    { id: 'act', head: words.actions, cell: (log) => log.endedAt !== null ? <Badge glyph="idle">{words.ended}</Badge> : <Button look="small" unavailable={may ? null : words.operatorsOnly} onPress={() => setEnding(log)}>{words.end}<span className="sr"> {log.origin}</span></Button> },
  ];
  return (
    <Section id="witnessed" title={words.witnessed} note={words.witnessedNote} aside={<Button unavailable={may ? null : words.operatorsOnly} onPress={() => setAdding(true)}>{words.addWitnessed}</Button>}>
      {items.length === 0 ? <Empty level={3} icon="document" title={words.noWitnessed}>{words.noWitnessedWhy}</Empty> : <DataTable caption={words.witnessed} columns={columns} rows={items} rowKey={({ origin }) => origin} rowHead="origin" />}
      {adding && <AddWitnessed onClose={() => setAdding(false)} />}
      {ending && <EndWitnessed log={ending} onClose={() => setEnding(null)} />}
    </Section>
  );
}

function AddWitnessed({ onClose }: { onClose: () => void }) {
  const { ledger: words } = useMessages();
  const [vkey, setVkey] = useState('');
  const acting = useAct(() => told(api.POST('/api/v1/ledger/witnessed-logs', { body: { vkey: vkey.trim() } })), words.witnessedAdded, onClose);
  return (
    <FormDialog title={words.addWitnessed} verb={words.addWitnessed} acting={acting} ready={vkey.trim() !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => <LongField label={words.logVkey} hint={words.logVkeyHint} value={vkey} onChange={setVkey} rows={2} maxLength={400} mono autoFocus error={tried && vkey.trim() === '' ? words.needed : null} />}
    </FormDialog>
  );
}

function EndWitnessed({ log, onClose }: { log: Witnessed; onClose: () => void }) {
  const { ledger: words } = useMessages();
  const acting = useAct(() => told(api.DELETE('/api/v1/ledger/witnessed-logs', { params: { query: { origin: log.origin } } })), words.witnessedEnded, onClose);
  return <FormDialog title={words.endWitnessed({ name: log.origin })} verb={words.end} acting={acting} ready onSend={() => acting.mutate()} onClose={onClose} danger>{() => <p>{words.endWitnessedWhy}</p>}</FormDialog>;
}
