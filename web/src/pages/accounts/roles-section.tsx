import { useState } from 'react';
import type { AccountPage, Grant } from '../../api/account-queries.ts';
import { api, told } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Section } from '../../ui/section.tsx';
import { GrantDialog } from './grant-dialog.tsx';

/** Roles of an account, given to it or coming with posts. */
export function RolesSection({ account }: { account: AccountPage }) {
  const { accounts: { roles: words } } = useMessages();
  const may = useMay();
  const [giving, setGiving] = useState(false);
  const [taking, setTaking] = useState<Grant | null>(null);
  const columns = useGrantColumns(setTaking);
  const mandateColumns = useMandateColumns();
  const gives = may('identity.grant-role') && (account.state === 'active' || account.state === 'invited');
  return (
    <Section id="roles" title={words.title} note={words.note} aside={gives && <Button look="small" onPress={() => setGiving(true)}>{words.give}</Button>}>
      {account.grants.length === 0 ? <p className="soft">{words.none}</p> : <DataTable caption={words.title} columns={columns} rows={account.grants} rowKey={(each) => each.id} rowHead="role" />}
      <h3>{words.mandates}</h3>
      {account.mandates.length === 0 ? <p className="soft">{words.noMandates}</p> : <DataTable caption={words.mandates} columns={mandateColumns} rows={account.mandates} rowKey={(each) => `${each.source}:${each.id}`} rowHead="post" />}
      {giving && <GrantDialog account={account} onClose={() => setGiving(false)} />}
      {taking && <TakeBack grant={taking} onClose={() => setTaking(null)} />}
    </Section>
  );
}

function useGrantColumns(onTake: (grant: Grant) => void): TableColumn<Grant>[] {
  const { accounts: { roles: words }, admin } = useMessages();
  const may = useMay();
  const agencyName = useAgencyName();
  return [
    { id: 'role', head: words.role, cell: (each) => admin.roles[each.role] ?? each.role },
    { id: 'place', head: words.place, cell: (each) => agencyName(each.agencyId) },
    { id: 'since', head: admin.since, cell: (each) => <><ThaiDate iso={each.since} /><span className="sub">{each.until ? <>{admin.until} <ThaiDate iso={each.until} /></> : admin.untilFurther}</span></> },
    { id: 'actions', head: admin.actions, cell: (each) => (may('identity.grant-role') ? <Button look={['small', 'danger']} onPress={() => onTake(each)}>{words.take}<span className="sr"> {admin.roles[each.role]} {agencyName(each.agencyId)}</span></Button> : '–') },
  ];
}

function useMandateColumns(): TableColumn<AccountPage['mandates'][number]>[] {
  const { accounts: { roles: words }, people, admin } = useMessages();
  const say = useSay();
  const agencyName = useAgencyName();
  return [
    { id: 'post', head: people.post, cell: (each) => <>{say(each, 'title')}<span className="sub">{agencyName(each.agencyId)}</span></> },
    { id: 'source', head: people.kind, cell: (each) => people.kinds[each.kind] ?? words.sources[each.source] ?? each.kind },
    { id: 'brings', head: words.brings, cell: (each) => [...each.roles.map((role) => admin.roles[role] ?? role), ...each.powers.map((power) => people.powerNames[power] ?? power)].join(' · ') || '–' },
    { id: 'until', head: admin.until, cell: (each) => (each.until ? <ThaiDate iso={each.until} /> : admin.untilFurther) },
  ];
}

function TakeBack({ grant, onClose }: { grant: Grant; onClose: () => void }) {
  const { accounts: { roles: words }, admin } = useMessages();
  const acting = useAct((reason: string) => told(api.DELETE('/api/v1/role-grants/{id}', { params: { path: { id: grant.id }, query: { reason } } })), words.taken, onClose);
  return <ReasonDialog title={words.takeOf({ role: admin.roles[grant.role] ?? grant.role })} verb={words.take} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{words.takeWhy}</p></ReasonDialog>;
}
