import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { agenciesQuery } from '../../api/queries.ts';
import type { AgencyLimit } from '../../api/service-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { CellCheck } from '../../ui/cell-fields.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ComboBox } from '../../ui/select.tsx';
import { authMethods, linesOf, scopes } from './service-draft.ts';

const host = /^[A-Za-z0-9.-]{1,253}$/;

/** Sets how many services an agency registers, on which hosts, with which proofs and for which data. */
export function LimitDialog({ limit, onClose }: { limit: AgencyLimit | null; onClose: () => void }) {
  const { services: { limits: words, form }, admin, shell } = useMessages();
  const say = useSay();
  const { data: agencies } = useQuery(agenciesQuery());
  const [draft, setDraft] = useState({ agencyId: limit?.agencyId ?? '', most: String(limit?.maxClients ?? 5), hosts: limit?.redirectHosts.join('\n') ?? '', methods: limit?.authMethods ?? ['private_key_jwt', 'client_secret_basic'], scopes: limit?.scopes ?? ['openid', 'profile'] });
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const hosts = linesOf(draft.hosts);
  const mostOk = /^\d{1,4}$/.test(draft.most) && Number(draft.most) <= 1000;
  const hostsOk = hosts.every((each) => host.test(each));
  const acting = useAct(() => told(api.PUT('/api/v1/agency-limits/{agency}', { params: { path: { agency: draft.agencyId } }, body: { maxClients: Number(draft.most), redirectHosts: hosts, authMethods: draft.methods, scopes: draft.scopes } })), admin.saved, onClose);
  const turn = (list: string[], name: string, on: boolean) => (on ? [...list, name] : list.filter((each) => each !== name));
  return (
    <FormDialog title={words.set} verb={admin.save} acting={acting} ready={draft.agencyId !== '' && mostOk && hostsOk && draft.methods.length > 0 && draft.scopes.length > 0} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          {!limit && <ComboBox key={agencies?.items.length ?? 0} label={admin.agency} value={draft.agencyId} options={(agencies?.items ?? []).map((each) => ({ value: each.id, label: say(each, 'name') }))} onChange={(agencyId) => set({ agencyId })} openLabel={shell.openList} error={tried && draft.agencyId === '' ? admin.needed : null} />}
          <Field label={words.most} value={draft.most} onChange={(most) => set({ most })} inputMode="numeric" maxLength={4} autoComplete="off" error={tried && !mostOk ? words.mostFault : null} />
          <LongField label={words.hosts} hint={words.hostsHint} value={draft.hosts} onChange={(text) => set({ hosts: text })} rows={2} mono error={tried && !hostsOk ? words.hostsHint : null} />
          <fieldset><legend className="label">{form.authMethod}</legend>{authMethods.map((method) => <CellCheck key={method} label={form.methods[method] ?? method} checked={draft.methods.includes(method)} onChange={(on) => set({ methods: turn(draft.methods, method, on) })} shown />)}{tried && draft.methods.length === 0 && <p className="bad t14" role="alert">{admin.chooseNeeded}</p>}</fieldset>
          <fieldset><legend className="label">{form.scopes}</legend>{scopes.map((scope) => <CellCheck key={scope} label={form.scope[scope] ?? scope} checked={draft.scopes.includes(scope)} onChange={(on) => set({ scopes: turn(draft.scopes, scope, on) })} shown />)}{tried && draft.scopes.length === 0 && <p className="bad t14" role="alert">{admin.chooseNeeded}</p>}</fieldset>
        </>
      )}
    </FormDialog>
  );
}
