import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import { agenciesQuery } from '../../../api/queries.ts';
import { sessionQuery } from '../../../api/session-queries.ts';
import { partsOf, type SystemPage } from '../../../api/system-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Field, LongField } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useGo } from '../../../ui/page-link.tsx';
import { ComboBox, Select } from '../../../ui/select.tsx';

const filled = (text: string) => text.trim() !== '';
const kinds = ['consumer', 'provider', 'both'] as const;
const states = ['active', 'suspended', 'ended'] as const;
type Draft = ReturnType<typeof startOf>;

const startOf = (system: SystemPage | undefined, agency: string) => ({
  agencyId: system?.agency.id ?? agency, code: system?.code ?? '', nameTh: system?.nameTh ?? '', nameEn: system?.nameEn ?? '', kind: system?.kind ?? ('both' as const), state: system?.state ?? ('active' as const),
  minAssurance: String(system?.minAssurance ?? 1), clientId: system?.clientId ?? '', contact: system?.contact ?? '', reason: '',
});

/** Registers a system, or says one anew with the reason. */
export function SystemDialog({ system, onClose }: { system?: SystemPage; onClose: () => void }) {
  const { systems: words } = useMessages();
  const go = useGo();
  const { data: session } = useQuery(sessionQuery());
  const own = (session?.who?.agencies ?? []).filter((id) => id !== '*');
  const [draft, setDraft] = useState(() => startOf(system, own.length === 1 ? own[0] as string : ''));
  const said = { nameTh: draft.nameTh.trim(), nameEn: draft.nameEn.trim(), kind: draft.kind, minAssurance: Number(draft.minAssurance), ...(draft.clientId.trim() && { clientId: draft.clientId.trim() }), ...(draft.contact.trim() && { contact: draft.contact.trim() }) };
  const acting = useAct(
    () => (system ? told(api.PUT('/api/v1/exchange/systems/{agency}/{code}', { params: { path: partsOf(system.path) }, body: { version: system.version, reason: draft.reason.trim(), state: draft.state, ...said } }))
      : told(api.POST('/api/v1/exchange/systems', { body: { agencyId: draft.agencyId, code: draft.code.trim(), ...said } }))),
    system ? words.changed : words.registered, ({ path }) => { onClose(); if (!system) { const { agency, code } = partsOf(path); go(`/exchange/systems/${agency}/${code}`); } });
  const ready = filled(draft.nameTh) && filled(draft.nameEn) && (system ? filled(draft.reason) : filled(draft.code) && filled(draft.agencyId));
  const title = system ? words.changeSystem : words.newSystem;
  return (
    <FormDialog title={title} verb={title} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => <Fields draft={draft} onChange={setDraft} isNew={!system} tried={tried} />}
    </FormDialog>
  );
}

function Fields({ draft, onChange, isNew, tried }: { draft: Draft; onChange: (draft: Draft) => void; isNew: boolean; tried: boolean }) {
  const { systems: words } = useMessages();
  const set = (name: keyof Draft) => (value: string) => onChange({ ...draft, [name]: value } as Draft);
  const missing = (text: string) => (tried && !filled(text) ? words.needed : null);
  return (
    <>
      {isNew && <Agency value={draft.agencyId} onChange={set('agencyId')} error={missing(draft.agencyId)} />}
      {isNew && <Field label={words.code} hint={words.codeHint} value={draft.code} onChange={set('code')} maxLength={41} autoComplete="off" mono error={missing(draft.code)} />}
      <Field label={words.nameTh} value={draft.nameTh} onChange={set('nameTh')} maxLength={200} autoComplete="off" error={missing(draft.nameTh)} />
      <Field label={words.nameEn} value={draft.nameEn} onChange={set('nameEn')} maxLength={200} autoComplete="off" error={missing(draft.nameEn)} />
      <Select label={words.kind} value={draft.kind} options={kinds.map((value) => ({ value, label: words.kinds[value] }))} onChange={set('kind')} />
      {!isNew && <Select label={words.state} value={draft.state} options={states.map((value) => ({ value, label: words.states[value] }))} onChange={set('state')} />}
      <Select label={words.minAssurance} value={draft.minAssurance} options={words.assurance.map((label, at) => ({ value: String(at), label }))} onChange={set('minAssurance')} />
      <Field label={words.client} hint={words.clientHint} value={draft.clientId} onChange={set('clientId')} maxLength={100} autoComplete="off" mono />
      <Field label={words.contact} value={draft.contact} onChange={set('contact')} maxLength={300} autoComplete="off" />
      {!isNew && <LongField label={words.reason} hint={words.reasonHint} value={draft.reason} onChange={set('reason')} rows={2} maxLength={2000} error={missing(draft.reason)} />}
    </>
  );
}

function Agency({ value, onChange, error }: { value: string; onChange: (value: string) => void; error: string | null }) {
  const { systems: words } = useMessages();
  const say = useSay();
  const { data } = useQuery(agenciesQuery());
  if (!data) return null;
  return <ComboBox label={words.agency} value={value} options={data.items.map((each) => ({ value: each.id, label: say(each, 'name') }))} onChange={onChange} error={error} openLabel={words.openAgencies} />;
}
