import { useQuery } from '@tanstack/react-query';
import { agenciesQuery } from '../../api/queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { CellCheck } from '../../ui/cell-fields.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';
import { clientAuths, ialLevels, type UpstreamDraft, type UpstreamFault } from './upstream-draft.ts';

export interface FormProps { draft: UpstreamDraft; faults: readonly UpstreamFault[]; isNew: boolean; set: (part: Partial<UpstreamDraft>) => void }

const plain = { autoComplete: 'off', mono: true } as const;

/** How a provider is reached, and what it is believed about. */
export function ProviderFields({ draft, faults, isNew, set }: FormProps) {
  const { upstreams: words, admin } = useMessages();
  const bad = (name: UpstreamFault, text: string) => (faults.includes(name) ? text : null);
  return (
    <>
      <Field {...plain} label={words.issuer} hint={isNew ? undefined : words.homeFixed} value={draft.issuer} isReadOnly={!isNew} onChange={(issuer) => set({ issuer })} maxLength={500} inputMode="url" error={bad('issuer', words.issuerFault)} />
      <Field {...plain} label={words.clientId} value={draft.clientId} onChange={(clientId) => set({ clientId })} maxLength={500} error={bad('clientId', admin.needed)} />
      <Field {...plain} label={words.scopes} hint={words.scopesHint} value={draft.scopes} onChange={(scopes) => set({ scopes })} maxLength={500} error={bad('scopes', words.scopesHint)} />
      <Select label={words.clientAuth} value={draft.clientAuth} options={clientAuths.map((value) => ({ value, label: words.clientAuths[value] ?? value }))} onChange={(value) => set({ clientAuth: clientAuths.find((each) => each === value) ?? 'client_secret_basic' })} />
      <Field {...plain} label={words.apiKeyHeader} hint={words.apiKeyHeaderHint} value={draft.apiKeyHeader} onChange={(apiKeyHeader) => set({ apiKeyHeader })} maxLength={40} error={bad('apiKeyHeader', words.headerFault)} />
      <Believed draft={draft} faults={faults} set={set} />
    </>
  );
}

function Believed({ draft, faults, set }: Omit<FormProps, 'isNew'>) {
  const words = useMessages().upstreams;
  const levels = ialLevels.includes(draft.highestIal) ? ialLevels : [...ialLevels, draft.highestIal].sort((a, b) => a - b);
  return (
    <fieldset className="stack">
      <legend className="label">{words.believed}</legend>
      <Field {...plain} label={words.pidClaim} hint={words.pidHint} value={draft.pidClaim} onChange={(pidClaim) => set({ pidClaim })} maxLength={60} error={faults.includes('pidClaim') ? words.pidFault : null} />
      <Select label={words.highestIal} value={String(draft.highestIal)} options={levels.map((level) => ({ value: String(level), label: level === 0 ? words.noIal : `IAL ${level % 10 === 0 ? level / 10 : (level / 10).toFixed(1)}` }))} onChange={(level) => set({ highestIal: Number(level) })} />
      <Select label={words.aal} value={String(draft.aal)} options={([1, 2] as const).map((level) => ({ value: String(level), label: words.aals[level] ?? String(level) }))} onChange={(level) => set({ aal: level === '2' ? 2 : 1 })} />
      <div>
        <CellCheck label={words.opens} checked={draft.opensAccounts} onChange={(opensAccounts) => set({ opensAccounts })} shown />
        {faults.includes('opensAccounts') && <p className="bad t14" role="alert">{words.opensFault}</p>}
      </div>
    </fieldset>
  );
}

/** How the directory of an agency is searched, and who of it may enter. */
export function DirectoryFields({ draft, faults, isNew, set }: FormProps) {
  const { upstreams: words, admin, shell } = useMessages();
  const say = useSay();
  const { data: agencies } = useQuery(agenciesQuery());
  const bad = (name: UpstreamFault, text: string) => (faults.includes(name) ? text : null);
  return (
    <>
      <ComboBox key={agencies?.items.length ?? 0} label={admin.agency} value={draft.agencyId} options={(agencies?.items ?? []).map((each) => ({ value: each.id, label: say(each, 'name') }))} onChange={(agencyId) => set({ agencyId })} openLabel={shell.openList} error={bad('agencyId', admin.needed)} />
      <Field {...plain} label={words.url} hint={isNew ? words.urlHint : words.homeFixed} value={draft.url} isReadOnly={!isNew} onChange={(url) => set({ url })} maxLength={300} error={bad('url', words.urlFault)} />
      <Field {...plain} label={words.bindDn} value={draft.bindDn} onChange={(bindDn) => set({ bindDn })} maxLength={500} error={bad('bindDn', admin.needed)} />
      <Field {...plain} label={words.baseDn} value={draft.baseDn} onChange={(baseDn) => set({ baseDn })} maxLength={500} error={bad('baseDn', admin.needed)} />
      <Field {...plain} label={words.userFilter} value={draft.userFilter} onChange={(userFilter) => set({ userFilter })} maxLength={1000} error={bad('userFilter', words.filterFault)} />
      <Field {...plain} label={words.nameAttribute} value={draft.nameAttribute} onChange={(nameAttribute) => set({ nameAttribute })} maxLength={61} error={bad('nameAttribute', words.attributeFault)} />
      <Field {...plain} label={words.idAttribute} value={draft.idAttribute} onChange={(idAttribute) => set({ idAttribute })} maxLength={61} error={bad('idAttribute', words.attributeFault)} />
      <Field {...plain} label={words.requiredGroup} hint={words.groupHint} value={draft.requiredGroup} onChange={(requiredGroup) => set({ requiredGroup })} maxLength={500} />
      <LongField label={words.certificate} hint={words.certificateHint} value={draft.certificate} onChange={(certificate) => set({ certificate })} rows={3} mono maxLength={20_000} error={bad('certificate', words.certificateFault)} />
    </>
  );
}
