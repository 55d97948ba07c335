import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { servicesQuery, type ForwardSite } from '../../api/service-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { CellCheck } from '../../ui/cell-fields.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';
import { SureDialog } from '../account/sure-dialog.tsx';
import { emptySite, faultsOf, type SiteDraft } from './site-draft.ts';

const levels = [1, 2, 3] as const;

/** Puts a site behind the sign-on, or changes one. */
export function SiteDialog({ site, onClose }: { site: ForwardSite | null; onClose: () => void }) {
  const { sites: words, services: { form }, admin, shell } = useMessages();
  const say = useSay();
  const { data: services } = useQuery(servicesQuery());
  const [draft, setDraft] = useState<SiteDraft>(site ? { host: site.host, clientId: site.clientId, upstreamUrl: site.upstreamUrl, minAal: levels.find((level) => level === site.minAal) ?? 1, enabled: site.enabled } : emptySite);
  const set = (part: Partial<SiteDraft>) => setDraft({ ...draft, ...part });
  const faults = faultsOf(draft);
  const { host, clientId, upstreamUrl, minAal, enabled } = draft;
  const acting = useAct(() => told(api.PUT('/api/v1/forward-sites/{host}', { params: { path: { host: host.trim() } }, body: { clientId, upstreamUrl: upstreamUrl.trim(), minAal, enabled } })), admin.saved, onClose);
  return (
    <FormDialog title={site ? words.change(site) : words.set} verb={admin.save} acting={acting} ready={faults.length === 0} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          {!site && <Field label={words.host} hint={words.hostHint} value={host} onChange={(text) => set({ host: text })} maxLength={259} autoComplete="off" mono autoFocus error={tried && faults.includes('host') ? words.hostHint : null} />}
          <ComboBox key={services?.length ?? 0} label={words.service} hint={<>{words.callbackNote} <code className="secret-text">{`${location.protocol}//${host.trim() || '…'}/.saphan/callback`}</code></>} value={clientId} options={(services ?? []).map((each) => ({ value: each.id, label: say(each, 'name') }))} onChange={(id) => set({ clientId: id })} openLabel={shell.openList} error={tried && faults.includes('clientId') ? admin.needed : null} />
          <Field label={words.upstream} value={upstreamUrl} onChange={(text) => set({ upstreamUrl: text })} maxLength={500} autoComplete="off" inputMode="url" mono error={tried && faults.includes('upstreamUrl') ? words.upstreamFault : null} />
          <Select label={form.minAal} value={String(minAal)} options={levels.map((level) => ({ value: String(level), label: form.aal[level] ?? String(level) }))} onChange={(text) => set({ minAal: levels.find((level) => String(level) === text) ?? 1 })} />
          <CellCheck label={words.enabled} checked={enabled} onChange={(on) => set({ enabled: on })} shown />
        </>
      )}
    </FormDialog>
  );
}

/** Takes a site out of the sign-on. */
export function RemoveSiteDialog({ site, onClose }: { site: ForwardSite; onClose: () => void }) {
  const words = useMessages().sites;
  const acting = useAct(() => told(api.DELETE('/api/v1/forward-sites/{host}', { params: { path: { host: site.host } } })), words.removed, onClose);
  return <SureDialog title={words.removeOf(site)} why={words.removeWhy} verb={words.remove} changing={acting} onSure={() => acting.mutate()} onClose={onClose} />;
}
