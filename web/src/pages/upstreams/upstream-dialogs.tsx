import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { UpstreamSetup } from '../../api/upstream-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { emptyUpstream, faultsOf, hasSecretOf, secretOf, settingsOf, upstreamKinds, type UpstreamDraft, type UpstreamFault, type UpstreamKind } from './upstream-draft.ts';
import { SamlFields } from './saml-fields.tsx';
import { DirectoryFields, ProviderFields } from './upstream-form.tsx';

interface Closing { onClose: () => void }
/** A system with what it has now. */
type Standing = Closing & { upstream: UpstreamSetup; standing: UpstreamDraft }

/** Adds an outside system, its secret with it. */
export function NewUpstreamDialog({ onClose }: Closing) {
  const words = useMessages().upstreams;
  const [draft, setDraft] = useState<UpstreamDraft>(emptyUpstream('thaid'));
  const set = (part: Partial<UpstreamDraft>) => setDraft({ ...draft, ...part });
  const faults = faultsOf(draft, true);
  const acting = useAct(() => told(api.POST('/api/v1/upstreams', { body: { id: draft.id, kind: draft.kind, nameTh: draft.nameTh.trim(), nameEn: draft.nameEn.trim(), settings: settingsOf(draft), ...(hasSecretOf(draft.kind) && { secret: secretOf(draft) }) } })), words.added, onClose);
  return (
    <FormDialog title={words.add} verb={words.add} acting={acting} ready={faults.length === 0} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <OptionCards label={words.kind} value={draft.kind} onChange={(kind) => setDraft(emptyUpstream(kind as UpstreamKind))} options={upstreamKinds.map((value) => ({ value, label: words.kinds[value] ?? value, hint: words.kindHints[value] }))} />
          <Field label={words.id} hint={words.idHint} value={draft.id} onChange={(id) => set({ id })} maxLength={30} autoComplete="off" mono error={tried && faults.includes('id') ? words.idHint : null} />
          <Names draft={draft} faults={tried ? faults : []} set={set} />
          <Settings draft={draft} faults={tried ? faults : []} set={set} isNew />
          {hasSecretOf(draft.kind) && <Secret draft={draft} faults={tried ? faults : []} set={set} />}
        </>
      )}
    </FormDialog>
  );
}

/** Changes names and settings; whose accounts they are stays. */
export function ChangeUpstreamDialog({ upstream, standing, onClose }: Standing) {
  const { upstreams: words, admin } = useMessages();
  const say = useSay();
  const [draft, setDraft] = useState(standing);
  const set = (part: Partial<UpstreamDraft>) => setDraft({ ...draft, ...part });
  const faults = faultsOf(draft, false);
  const acting = useAct(() => told(api.PUT('/api/v1/upstreams/{id}', { params: { path: { id: upstream.id } }, body: { nameTh: draft.nameTh.trim(), nameEn: draft.nameEn.trim(), settings: settingsOf(draft) } })), admin.saved, onClose);
  return (
    <FormDialog title={words.change({ name: say(upstream, 'name') })} verb={admin.save} acting={acting} ready={faults.length === 0} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => <><Names draft={draft} faults={tried ? faults : []} set={set} /><Settings draft={draft} faults={tried ? faults : []} set={set} isNew={false} /></>}
    </FormDialog>
  );
}

/** Replaces what is kept sealed. */
export function SecretDialog({ upstream, standing, onClose }: Standing) {
  const words = useMessages().upstreams;
  const say = useSay();
  const [draft, setDraft] = useState(standing);
  const faults: UpstreamFault[] = draft.secret === '' ? ['secret'] : [];
  const acting = useAct(() => told(api.PUT('/api/v1/upstreams/{id}/secret', { params: { path: { id: upstream.id } }, body: secretOf(draft) })), words.secretSet, onClose);
  return (
    <FormDialog title={words.setSecretOf({ name: say(upstream, 'name') })} verb={words.setSecret} acting={acting} ready={faults.length === 0} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => <><p>{words.secretWhy}</p><Secret draft={draft} faults={tried ? faults : []} set={(part) => setDraft({ ...draft, ...part })} /></>}
    </FormDialog>
  );
}

/** Switches a system off; what it opened ends. */
export function DisableDialog({ upstream, onClose }: Closing & { upstream: UpstreamSetup }) {
  const words = useMessages().upstreams;
  const say = useSay();
  const acting = useAct((reason: string) => told(api.POST('/api/v1/upstreams/{id}/disable', { params: { path: { id: upstream.id } }, body: { reason } })), words.disabled, onClose);
  return <ReasonDialog title={words.disableOf({ name: say(upstream, 'name') })} verb={words.disable} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{words.disableWhy}</p></ReasonDialog>;
}

interface PartProps { draft: UpstreamDraft; faults: readonly UpstreamFault[]; set: (part: Partial<UpstreamDraft>) => void }

function Names({ draft, faults, set }: PartProps) {
  const { admin } = useMessages();
  return (
    <>
      <Field label={admin.nameTh} value={draft.nameTh} onChange={(nameTh) => set({ nameTh })} maxLength={200} autoComplete="off" error={faults.includes('nameTh') ? admin.needed : null} />
      <Field label={admin.nameEn} value={draft.nameEn} onChange={(nameEn) => set({ nameEn })} maxLength={200} autoComplete="off" error={faults.includes('nameEn') ? admin.needed : null} />
    </>
  );
}

function Settings(form: PartProps & { isNew: boolean }) {
  const Fields = form.draft.kind === 'ldap' ? DirectoryFields : form.draft.kind === 'saml' ? SamlFields : ProviderFields;
  return <Fields {...form} />;
}

function Secret({ draft, faults, set }: PartProps) {
  const { upstreams: words, admin } = useMessages();
  return (
    <>
      <PasswordField label={draft.kind === 'ldap' ? words.ldapSecret : words.secret} hint={words.secretHint} value={draft.secret} onChange={(secret) => set({ secret })} autoComplete="new-password" maxLength={2000} error={faults.includes('secret') ? admin.needed : null} />
      {draft.apiKeyHeader.trim() !== '' && <PasswordField label={words.apiKey} hint={words.secretHint} value={draft.apiKey} onChange={(apiKey) => set({ apiKey })} autoComplete="new-password" maxLength={2000} />}
    </>
  );
}
