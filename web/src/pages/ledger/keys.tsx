import { formatNumber } from '@saphan/contracts/numbers';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { LedgerStanding } from '../../api/ledger-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Fact } from '../../ui/fact.tsx';
import { LongField } from '../../ui/field.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Section } from '../../ui/section.tsx';

type Earlier = LedgerStanding['earlierKeys'][number];

/** Our public keys, those that signed before, and the turn to another. */
export function Keys({ data }: { data: LedgerStanding }) {
  const words = useMessages();
  const { ledger } = words;
  const may = useMay()('ledger.turn-log-key');
  const [turning, setTurning] = useState<'log' | 'witness' | null>(null);
  const why = may ? null : ledger.operatorsTurn;
  const keys = [{ name: ledger.logKey, key: data.logVkey }, { name: ledger.witnessKey, key: data.witnessVkey }];
  return (
    <Section id="keys" title={ledger.keys} note={ledger.keysNote} aside={<><Button unavailable={why} onPress={() => setTurning('log')}>{ledger.turnKey}</Button> <Button unavailable={why} onPress={() => setTurning('witness')}>{ledger.turnWitnessKey}</Button></>}>
      <dl className="facts">
        <Fact name={ledger.origin}><code className="wrap-anywhere">{data.origin}</code></Fact>
        {keys.map(({ name, key }) => <Fact key={name} name={name}><code className="wrap-anywhere t13">{key}</code> <CopyButton text={key} label={ledger.copyKey({ name })} done={words.shell.copied} /></Fact>)}
      </dl>
      {data.earlierKeys.length > 0 && <EarlierKeys items={data.earlierKeys} />}
      {turning && <TurnKey use={turning} onClose={() => setTurning(null)} />}
    </Section>
  );
}

function EarlierKeys({ items }: { items: Earlier[] }) {
  const { ledger: words } = useMessages();
  const columns: TableColumn<Earlier>[] = [
    { id: 'key', head: words.logKey, className: 'wide', cell: ({ vkey }) => <code className="wrap-anywhere t13">{vkey}</code> },
    { id: 'sizes', head: words.signedSizes, cell: ({ fromSize, toSize }) => <span className="num">{formatNumber(fromSize)}–{formatNumber(toSize)}</span> },
    { id: 'turned', head: words.turnedAt, cell: ({ turnedAt, turnedBy }) => <><ThaiDate iso={turnedAt} style="withTime" /><span className="sub t13 muted">{turnedBy}</span></> },
    { id: 'reason', head: words.reason, cell: ({ reason }) => <span className="wrap-anywhere">{reason}</span> },
  ];
  return <DataTable caption={words.earlierKeys} columns={columns} rows={items} rowKey={({ vkey }) => vkey} rowHead="key" />;
}

function TurnKey({ use, onClose }: { use: 'log' | 'witness'; onClose: () => void }) {
  const { ledger: words } = useMessages();
  const [reason, setReason] = useState('');
  const [title, why, done] = use === 'log' ? [words.turnKey, words.turnKeyWhy, words.keyTurned] : [words.turnWitnessKey, words.turnWitnessKeyWhy, words.witnessKeyTurned];
  const body = { reason: reason.trim() };
  const acting = useAct(() => use === 'log' ? told(api.POST('/api/v1/ledger/keys', { body })) : told(api.POST('/api/v1/ledger/witness-keys', { body })), done, onClose);
  return (
    <FormDialog title={title} verb={title} acting={acting} ready={reason.trim() !== ''} onSend={() => acting.mutate()} onClose={onClose} danger>
      {(tried) => <><p>{why}</p><LongField label={words.reason} value={reason} onChange={setReason} rows={3} maxLength={2000} autoFocus error={tried && reason.trim() === '' ? words.needed : null} /></>}
    </FormDialog>
  );
}
