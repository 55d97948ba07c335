import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountPage } from '../../api/account-queries.ts';
import { api, told } from '../../api/client.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { sessionQuery } from '../../api/session-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import { ComboBox } from '../../ui/select.tsx';
import { grantOf, placeOf, rolesToGive, type GivenRole, type GrantDraft } from './grant-draft.ts';

const ministry = 'ministry';

/** Gives a role, for an agency or the whole ministry, until a day or until taken back. */
export function GrantDialog({ account, onClose }: { account: AccountPage; onClose: () => void }) {
  const { accounts: { roles: words }, admin, shell } = useMessages();
  const say = useSay();
  const { data: agencies } = useQuery(agenciesQuery());
  const { data: session } = useQuery(sessionQuery());
  const whole = session?.who?.roles.includes('operator') ?? false;
  const reach = session?.who?.agencies ?? [];
  const [draft, setDraft] = useState<GrantDraft>({ role: 'reader', agencyId: account.ownerAgencyId ?? account.mandates[0]?.agencyId ?? reach.find((id) => id !== '*') ?? '', until: '', documentNo: '' });
  const set = (part: Partial<GrantDraft>) => setDraft({ ...draft, ...part });
  const place = placeOf(draft.role, whole);
  const acting = useAct(() => told(api.POST('/api/v1/accounts/{id}/roles', { params: { path: { id: account.id } }, body: grantOf(draft, whole) })), words.given, onClose);
  const mine = (agencies?.items ?? []).filter(({ id }) => whole || reach.includes(id));
  const choices = [...(place === 'free' ? [{ value: ministry, label: admin.wholeMinistry }] : []), ...mine.map((each) => ({ value: each.id, label: say(each, 'name') }))];
  return (
    <FormDialog title={words.giveTo({ name: account.displayName })} verb={words.give} acting={acting} ready={place !== 'needed' || draft.agencyId !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <OptionCards label={words.role} value={draft.role} onChange={(role) => set({ role: role as GivenRole })} options={rolesToGive(whole).map((role) => ({ value: role, label: admin.roles[role] ?? role, hint: admin.roleHints[role] }))} />
          {place !== 'none' && agencies && <ComboBox key={place} label={words.place} value={draft.agencyId || (place === 'free' ? ministry : '')} options={choices} onChange={(value) => set({ agencyId: value === ministry ? '' : value })} openLabel={shell.openList} error={tried && place === 'needed' && draft.agencyId === '' ? admin.needed : null} />}
          <DatePicker label={words.lastDay} value={draft.until} onChange={(until) => set({ until })} />
          <Field label={admin.documentNo} value={draft.documentNo} onChange={(documentNo) => set({ documentNo })} maxLength={200} autoComplete="off" />
        </>
      )}
    </FormDialog>
  );
}
