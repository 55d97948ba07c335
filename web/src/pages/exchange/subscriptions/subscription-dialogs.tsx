import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import type { Subscription, Subscriptions } from '../../../api/exchange-use-queries.ts';
import { agenciesQuery } from '../../../api/queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { CellCheck } from '../../../ui/cell-fields.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { ComboBox } from '../../../ui/select.tsx';
import { SureDialog } from '../../account/sure-dialog.tsx';

const MINISTRY = 'all';

/** Sets up a subscription, or changes one; the secret of a new one is told once. */
export function SubscriptionDialog({ subscription, data, onClose, onMade }: { subscription?: Subscription; data: Subscriptions; onClose: () => void; onMade: (made: { name: string; secret: string }) => void }) {
  const { events: words, admin } = useMessages();
  const lang = useLang();
  const [draft, setDraft] = useState({ name: subscription?.name ?? '', url: subscription?.url ?? '', agencyId: data.agencies === null ? MINISTRY : data.agencies[0] ?? '', types: subscription?.types ?? [], enabled: subscription?.enabled ?? true });
  const toggle = (type: string) => setDraft({ ...draft, types: draft.types.includes(type) ? draft.types.filter((each) => each !== type) : [...draft.types, type] });
  const acting = useAct(async () => {
    if (subscription) { await told(api.PATCH('/api/v1/events/subscriptions/{id}', { params: { path: { id: subscription.id } }, body: { version: subscription.version, name: draft.name.trim(), types: draft.types, enabled: draft.enabled } })); return; }
    onMade(await told(api.POST('/api/v1/events/subscriptions', { body: { name: draft.name.trim(), url: draft.url.trim(), types: draft.types, ...(draft.agencyId !== MINISTRY && { agencyId: draft.agencyId }) } })));
  }, subscription ? words.changed : words.added, onClose);
  const isAddress = /^https?:\/\/\S+$/.test(draft.url.trim());
  return (
    <FormDialog title={subscription ? words.changeOf(subscription) : words.add} verb={admin.save} acting={acting} ready={draft.name.trim() !== '' && isAddress} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Field label={words.name} value={draft.name} onChange={(name) => setDraft({ ...draft, name })} maxLength={200} autoComplete="off" autoFocus error={tried && draft.name.trim() === '' ? admin.needed : null} />
          {!subscription && <Field label={words.url} hint={words.urlHint} value={draft.url} onChange={(url) => setDraft({ ...draft, url })} maxLength={2000} autoComplete="off" inputMode="url" mono error={tried && !isAddress ? words.urlFault : null} />}
          {!subscription && <AgencyField agencies={data.agencies} value={draft.agencyId} onChange={(agencyId) => setDraft({ ...draft, agencyId })} />}
          <fieldset><legend className="label">{words.types}</legend><p className="hint">{words.typesHint}</p>{data.types.map(({ type, name }) => <CellCheck key={type} label={name[lang]} checked={draft.types.includes(type)} onChange={() => toggle(type)} shown />)}</fieldset>
          {subscription && <CellCheck label={words.enabled} checked={draft.enabled} onChange={(enabled) => setDraft({ ...draft, enabled })} shown />}
        </>
      )}
    </FormDialog>
  );
}

/** Whose it is: one's own agencies, any for the secretariat. */
function AgencyField({ agencies: own, value, onChange }: { agencies: string[] | null; value: string; onChange: (id: string) => void }) {
  const { events: words, admin } = useMessages();
  const say = useSay();
  const { data } = useQuery(agenciesQuery());
  if (!data) return null;
  const offered = data.items.filter((each) => own === null || own.includes(each.id)).map((each) => ({ value: each.id, label: say(each, 'name') }));
  return <ComboBox label={words.agency} value={value} options={own === null ? [{ value: MINISTRY, label: admin.wholeMinistry }, ...offered] : offered} onChange={(id) => onChange(id || (own === null ? MINISTRY : own[0] ?? ''))} openLabel={words.openAgencies} />;
}

/** Sends nothing more to a system. */
export function RemoveSubscriptionDialog({ subscription, onClose }: { subscription: Subscription; onClose: () => void }) {
  const { events: words } = useMessages();
  const acting = useAct(() => told(api.DELETE('/api/v1/events/subscriptions/{id}', { params: { path: { id: subscription.id } } })), words.removed, onClose);
  return <SureDialog title={words.removeOf(subscription)} why={words.removeWhy} verb={words.remove} changing={acting} onSure={() => acting.mutate()} onClose={onClose} />;
}
