import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ask } from '../../api/client.ts';
import type { Passkey } from '../../api/identity-types.ts';
import { knowsPasskeys } from '../../api/passkey.ts';
import { myPasskeysQuery } from '../../api/session-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Field } from '../../ui/field.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { announce } from '../../ui/toast.tsx';
import { SureDialog } from './sure-dialog.tsx';
import { useChange } from './use-change.ts';
import { useEnrolPasskey } from './use-enrol-passkey.ts';

/** Devices that sign in without a password. */
export function PasskeysSection() {
  const words = useMessages().account.passkeys;
  const query = useQuery(myPasskeysQuery());
  const [leaving, setLeaving] = useState<Passkey | null>(null);
  const columns = useColumns(setLeaving);
  return (
    <Section id="passkeys" title={words.title} note={words.note}>
      <Loaded query={query} label={words.loading} lines={2}>
        {({ items }) => (items.length === 0
          ? <Empty icon="key" title={words.none}>{words.noneWhy}</Empty>
          : <DataTable caption={words.title} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="name" />)}
      </Loaded>
      <AddPasskey />
      {leaving && <RemovePasskey passkey={leaving} onClose={() => setLeaving(null)} />}
    </Section>
  );
}

function useColumns(onRemove: (passkey: Passkey) => void): TableColumn<Passkey>[] {
  const words = useMessages().account.passkeys;
  return [
    { id: 'name', head: words.name, cell: (each) => each.name },
    { id: 'kind', head: words.kind, cell: (each) => (each.deviceBound ? words.bound : words.synced) },
    { id: 'made', head: words.made, cell: (each) => <ThaiDate iso={each.createdAt} /> },
    { id: 'used', head: words.used, cell: (each) => (each.usedAt ? <ThaiDate iso={each.usedAt} near /> : words.never) },
    { id: 'actions', head: words.actions, cell: (each) => <Button look={['small', 'danger']} onPress={() => onRemove(each)}>{words.remove}<span className="sr"> {each.name}</span></Button> },
  ];
}

function AddPasskey() {
  const words = useMessages();
  const { passkeys } = words.account;
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const { adding, wasStopped } = useEnrolPasskey(() => { setName(''); setTried(false); announce(passkeys.added); });
  const send = (event: FormEvent) => { event.preventDefault(); setTried(true); if (name.trim() !== '' && !adding.isPending) adding.mutate(name.trim()); };
  return (
    <form className="stack form-narrow" onSubmit={send} aria-label={passkeys.add}>
      <Field label={passkeys.name} hint={passkeys.nameHint} value={name} onChange={setName} maxLength={80} autoComplete="off" error={tried && name.trim() === '' ? words.signIn.needed : null} />
      <div><Button type="submit" unavailable={knowsPasskeys() ? null : words.signIn.noPasskeys} isPending={adding.isPending}>{passkeys.add}</Button></div>
      {adding.isError && (wasStopped ? <Callout tone="info" title={words.signIn.passkeyStopped} alert level={3} /> : <ProblemView error={adding.error} />)}
    </form>
  );
}

function RemovePasskey({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const words = useMessages().account.passkeys;
  const removing = useChange(() => ask('DELETE', `/me/passkeys/${encodeURIComponent(passkey.id)}`), words.removed, onClose);
  return <SureDialog title={words.removeNamed({ name: passkey.name })} why={words.removeWhy} verb={words.remove} changing={removing} onSure={() => removing.mutate()} onClose={onClose} />;
}
