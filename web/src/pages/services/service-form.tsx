import { useMessages } from '../../app/lang.ts';
import { CellCheck } from '../../ui/cell-fields.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import { Select } from '../../ui/select.tsx';
import { authMethods, scopes, strongMethods, type AuthMethod, type ServiceDraft, type ServiceFault, tlsKinds } from './service-draft.ts';

interface FormProps { draft: ServiceDraft; faults: readonly ServiceFault[]; set: (part: Partial<ServiceDraft>) => void }

/** What a service says of itself: names, addresses, its proof, and what it asks about people. */
export function ServiceForm({ isNew, ...form }: FormProps & { isNew: boolean }) {
  const words = useMessages().services.form;
  return (
    <>
      <Names {...form} />
      <h2>{words.addresses}</h2>
      <Addresses {...form} />
      <h2>{words.proof}</h2>
      <Proof {...form} isNew={isNew} />
      <h2>{words.asks}</h2>
      <Asks {...form} />
    </>
  );
}

function Names({ draft, faults, set }: FormProps) {
  const { services: { form: words }, admin } = useMessages();
  return (
    <>
      <div className="pair">
        <Field label={admin.nameTh} value={draft.nameTh} onChange={(nameTh) => set({ nameTh })} maxLength={120} autoComplete="off" error={faults.includes('nameTh') ? words.nameFault : null} />
        <Field label={admin.nameEn} value={draft.nameEn} onChange={(nameEn) => set({ nameEn })} maxLength={120} autoComplete="off" error={faults.includes('nameEn') ? words.nameFault : null} />
      </div>
      <div className="pair">
        <LongField label={words.purposeTh} hint={words.purposeHint} value={draft.purposeTh} onChange={(purposeTh) => set({ purposeTh })} rows={2} maxLength={500} />
        <LongField label={words.purposeEn} hint={words.purposeHint} value={draft.purposeEn} onChange={(purposeEn) => set({ purposeEn })} rows={2} maxLength={500} />
      </div>
      <Field label={words.homeUrl} value={draft.homeUrl} onChange={(homeUrl) => set({ homeUrl })} maxLength={500} autoComplete="off" inputMode="url" mono error={faults.includes('homeUrl') ? words.urlFault : null} />
    </>
  );
}

function Addresses({ draft, faults, set }: FormProps) {
  const words = useMessages().services.form;
  return (
    <>
      <LongField label={words.redirectUris} hint={words.redirectHint} value={draft.redirectUris} onChange={(redirectUris) => set({ redirectUris })} rows={2} mono error={faults.includes('redirectUris') ? words.redirectFault : null} />
      <LongField label={words.postLogout} value={draft.postLogoutRedirectUris} onChange={(postLogoutRedirectUris) => set({ postLogoutRedirectUris })} rows={2} mono error={faults.includes('postLogoutRedirectUris') ? words.urlFault : null} />
      <Field label={words.backchannel} hint={words.backchannelHint} value={draft.backchannelLogoutUri} onChange={(backchannelLogoutUri) => set({ backchannelLogoutUri })} maxLength={500} autoComplete="off" inputMode="url" mono error={faults.includes('backchannelLogoutUri') ? words.urlFault : null} />
    </>
  );
}

function Proof({ draft, faults, set, isNew }: FormProps & { isNew: boolean }) {
  const { services: words, admin } = useMessages();
  const methods = draft.tier === 'exchange' ? strongMethods : authMethods;
  const byKey = draft.authMethod === 'private_key_jwt' || draft.authMethod === 'self_signed_tls_client_auth';
  return (
    <>
      {isNew && <OptionCards label={words.tier} value={draft.tier} onChange={(tier) => set({ tier: tier as ServiceDraft['tier'], ...(tier === 'exchange' && { authMethod: 'private_key_jwt' }) })} inline options={(['standard', 'exchange'] as const).map((tier) => ({ value: tier, label: words.tiers[tier] ?? tier, hint: words.tierHints[tier] }))} />}
      <Select label={words.form.authMethod} value={draft.authMethod} options={methods.map((method) => ({ value: method, label: words.form.methods[method] ?? method }))} onChange={(authMethod) => set({ authMethod: authMethod as AuthMethod })} />
      {byKey && <Field label={words.form.jwksUri} hint={words.form.jwksHint} value={draft.jwksUri} onChange={(jwksUri) => set({ jwksUri })} maxLength={500} autoComplete="off" inputMode="url" mono error={faults.includes('jwksUri') ? words.form.urlFault : null} />}
      {draft.authMethod === 'tls_client_auth' && (
        <>
          <Select label={words.form.tlsKind} value={draft.tlsKind} options={tlsKinds.map((kind) => ({ value: kind, label: words.form.tlsKinds[kind] ?? kind }))} onChange={(kind) => set({ tlsKind: tlsKinds.find((each) => each === kind) ?? 'dns' })} />
          <Field label={words.form.tlsName} hint={draft.tlsKind === 'dn' ? words.form.dnHint : undefined} value={draft.tlsName} onChange={(tlsName) => set({ tlsName })} maxLength={500} autoComplete="off" mono error={faults.includes('tlsName') ? admin.needed : null} />
        </>
      )}
    </>
  );
}

function Asks({ draft, set }: FormProps) {
  const words = useMessages().services.form;
  const turn = (scope: string, on: boolean) => set({ scopes: on ? [...draft.scopes, scope] : draft.scopes.filter((each) => each !== scope) });
  const choices = (levels: Record<number, string>) => Object.entries(levels).map(([value, label]) => ({ value, label }));
  return (
    <>
      <fieldset>
        <legend className="label">{words.scopes}</legend>
        {scopes.map((scope) => <CellCheck key={scope} label={words.scope[scope] ?? scope} checked={scope === 'openid' || draft.scopes.includes(scope)} disabled={scope === 'openid'} onChange={(on) => turn(scope, on)} shown />)}
      </fieldset>
      <div className="pair">
        <Select label={words.minAal} value={String(draft.minAal)} options={choices(words.aal)} onChange={(level) => set({ minAal: Number(level) })} />
        <Select label={words.minIal} value={String(draft.minIal)} options={choices({ [draft.minIal]: `IAL ${draft.minIal / 10}`, ...words.ial })} onChange={(level) => set({ minIal: Number(level) })} />
      </div>
      <LongField label={words.cidrs} hint={words.cidrsHint} value={draft.allowedCidrs} onChange={(allowedCidrs) => set({ allowedCidrs })} rows={2} mono />
    </>
  );
}
