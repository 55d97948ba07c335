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
import { Fact } from '../../ui/fact.tsx';
import { LongField } from '../../ui/field.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Section } from '../../ui/section.tsx';

type Epoch = LedgerStanding['epochs'][number];
type Asked = NonNullable<LedgerStanding['epochAsked']>;
type Open = 'ask' | 'confirm' | 'withdraw' | null;

/** Logs that were begun after a loss, and the next one when somebody asks for it: one person asks, another confirms. */
export function Epochs({ data }: { data: LedgerStanding }) {
  const { ledger: words } = useMessages();
  const may = useMay()('ledger.begin-epoch');
  const [open, setOpen] = useState<Open>(null);
  const { epochs, epochAsked: asked } = data;
  const why = may ? null : words.operatorsBegin;
  return (
    <Section id="epochs" title={words.epochs} note={words.epochsNote} aside={<Button unavailable={why ?? (asked ? words.epochWaits : null)} onPress={() => setOpen('ask')}>{words.askEpoch}</Button>}>
      {asked && <AskedFor asked={asked} why={why} onOpen={setOpen} />}
      {epochs.length > 0 ? <EpochTable items={epochs} /> : !asked && <p className="muted">{words.noEpochs}</p>}
      {open === 'ask' && <AskEpoch onClose={() => setOpen(null)} />}
      {asked && open === 'confirm' && <ConfirmEpoch asked={asked} onClose={() => setOpen(null)} />}
      {asked && open === 'withdraw' && <WithdrawEpoch asked={asked} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function AskedFor({ asked, why, onOpen }: { asked: Asked; why: string | null; onOpen: (open: Open) => void }) {
  const { ledger: words } = useMessages();
  return (
    <>
      <dl className="facts">
        <Fact name={words.state}><Badge glyph="warn">{words.epochWaits}</Badge></Fact>
        <Fact name={words.reason}><span className="wrap-anywhere">{asked.reason}</span></Fact>
        <Fact name={words.askedBy}>{asked.askedBy} <ThaiDate iso={asked.askedAt} style="withTime" /></Fact>
        <Fact name={words.mayBeLost}>{lostText(words, asked)}</Fact>
        <Fact name={words.knownFrom}>{knownText(words, asked.known)}</Fact>
        {asked.silent.length > 0 && <Fact name={words.silentWitnesses}><span className="wrap-anywhere">{asked.silent.join(' ')}</span></Fact>}
      </dl>
      <p><Button unavailable={why} onPress={() => onOpen('confirm')}>{words.confirmEpoch}</Button> <Button unavailable={why} onPress={() => onOpen('withdraw')}>{words.withdrawEpoch}</Button></p>
    </>
  );
}

type Words = ReturnType<typeof useMessages>['ledger'];
const lostText = (words: Words, { lostFrom, lostTo }: { lostFrom: number; lostTo: number }) => words.lostRange({ from: formatNumber(lostFrom), to: formatNumber(lostTo), count: formatNumber(lostTo - lostFrom) });
const knownText = (words: Words, known: Asked['known']) => known.map(({ source, size }) => words.knownSize({ source: source === 'brought' ? words.brought : source, size: formatNumber(size) })).join(' · ');

function EpochTable({ items }: { items: Epoch[] }) {
  const { ledger: words } = useMessages();
  const columns: TableColumn<Epoch>[] = [
    { id: 'origin', head: words.origin, className: 'wide', cell: ({ origin, closedOrigin }) => <><span className="wrap-anywhere">{origin}</span><span className="sub t13 muted wrap-anywhere">{words.followsLog({ origin: closedOrigin })}</span></> },
    { id: 'lost', head: words.mayBeLost, cell: (epoch) => <><span className="num">{lostText(words, epoch)}</span><span className="sub t13 muted wrap-anywhere">{knownText(words, epoch.known)}</span></> },
    { id: 'held', head: words.closedAt, cell: ({ heldSize }) => <span className="num">{formatNumber(heldSize)}</span> },
    { id: 'begun', head: words.begunAt, cell: ({ begunAt, askedBy, confirmedBy }) => <><ThaiDate iso={begunAt} style="withTime" /><span className="sub t13 muted wrap-anywhere">{words.byTwo({ first: askedBy, second: confirmedBy })}</span></> },
    { id: 'reason', head: words.reason, cell: ({ reason }) => <span className="wrap-anywhere">{reason}</span> },
  ];
  return <DataTable caption={words.epochs} columns={columns} rows={items} rowKey={({ number }) => number} rowHead="origin" />;
}

function AskEpoch({ onClose }: { onClose: () => void }) {
  const { ledger: words } = useMessages();
  const [reason, setReason] = useState('');
  const [checkpoint, setCheckpoint] = useState('');
  // A pasted note loses nothing but the end of its last line.
  const checkpoints = checkpoint.trim() === '' ? [] : [`${checkpoint.trim()}\n`];
  const acting = useAct(() => told(api.POST('/api/v1/ledger/epoch-requests', { body: { reason: reason.trim(), checkpoints } })), words.epochAsked, onClose);
  return (
    <FormDialog title={words.askEpoch} verb={words.askEpoch} acting={acting} ready={reason.trim() !== ''} onSend={() => acting.mutate()} onClose={onClose} danger>
      {(tried) => (
        <>
          <p>{words.askEpochWhy}</p>
          <LongField label={words.reason} value={reason} onChange={setReason} rows={3} maxLength={2000} autoFocus error={tried && reason.trim() === '' ? words.needed : null} />
          <LongField label={words.broughtCheckpoint} hint={words.broughtHint} value={checkpoint} onChange={setCheckpoint} rows={4} maxLength={20_000} mono />
        </>
      )}
    </FormDialog>
  );
}

function ConfirmEpoch({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { ledger: words } = useMessages();
  const [withoutSilent, setWithoutSilent] = useState(false);
  const acting = useAct(() => told(api.POST('/api/v1/ledger/epoch-requests/{id}/confirm', { params: { path: { id: asked.id } }, body: { withoutSilent } })), words.epochBegun, onClose);
  return (
    <FormDialog title={words.confirmEpoch} verb={words.confirmEpoch} acting={acting} ready onSend={() => acting.mutate()} onClose={onClose} danger>
      {() => <><p>{words.confirmEpochWhy}</p><p>{lostText(words, asked)}</p><label className="check"><input type="checkbox" checked={withoutSilent} onChange={(event) => setWithoutSilent(event.target.checked)} /><span>{words.withoutSilent}</span></label></>}
    </FormDialog>
  );
}

function WithdrawEpoch({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { ledger: words } = useMessages();
  const acting = useAct(() => told(api.DELETE('/api/v1/ledger/epoch-requests/{id}', { params: { path: { id: asked.id } } })), words.epochWithdrawn, onClose);
  return <FormDialog title={words.withdrawEpoch} verb={words.withdrawEpoch} acting={acting} ready onSend={() => acting.mutate()} onClose={onClose}>{() => <p>{asked.reason}</p>}</FormDialog>;
}
