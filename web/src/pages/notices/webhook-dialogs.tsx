import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { deliveriesOfQuery, type Webhook, type Webhooks } from '../../api/notice-queries.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CellCheck } from '../../ui/cell-fields.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ComboBox } from '../../ui/select.tsx';
import { SureDialog } from '../account/sure-dialog.tsx';

const MINISTRY = 'all';
type Kind = NonNullable<Webhooks['kinds'][number]['kind']>;

/** Sets up a webhook, or changes one; the secret of a new one is told once. */
export function WebhookDialog({ webhook, kinds, onClose, onMade }: { webhook?: Webhook; kinds: Webhooks['kinds']; onClose: () => void; onMade: (made: { name: string; secret: string }) => void }) {
  const { notices: { hooks: words }, admin } = useMessages();
  const lang = useLang();
  const say = useSay();
  const { data: agencies } = useQuery(agenciesQuery());
  const [draft, setDraft] = useState({ name: webhook?.name ?? '', url: webhook?.url ?? '', agencyId: webhook?.agencyId ?? MINISTRY, kinds: webhook?.kinds ?? [], enabled: webhook?.enabled ?? true });
  const toggle = (kind: Kind) => setDraft({ ...draft, kinds: draft.kinds.includes(kind) ? draft.kinds.filter((each) => each !== kind) : [...draft.kinds, kind] });
  const chosen = draft.kinds as ('review')[];
  const acting = useAct(async () => {
    if (webhook) { await told(api.PATCH('/api/v1/notices/webhooks/{id}', { params: { path: { id: webhook.id } }, body: { name: draft.name.trim(), kinds: chosen, enabled: draft.enabled } })); return; }
    onMade(await told(api.POST('/api/v1/notices/webhooks', { body: { name: draft.name.trim(), url: draft.url.trim(), kinds: chosen, ...(draft.agencyId !== MINISTRY && { agencyId: draft.agencyId }) } })));
  }, webhook ? words.changed : words.added, onClose);
  const isAddress = /^https?:\/\/\S+$/.test(draft.url.trim());
  return (
    <FormDialog title={webhook ? words.changeOf(webhook) : words.add} verb={admin.save} acting={acting} ready={draft.name.trim() !== '' && isAddress} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Field label={words.name} value={draft.name} onChange={(name) => setDraft({ ...draft, name })} maxLength={200} autoComplete="off" autoFocus error={tried && draft.name.trim() === '' ? admin.needed : null} />
          {!webhook && <Field label={words.url} hint={words.urlHint} value={draft.url} onChange={(url) => setDraft({ ...draft, url })} maxLength={2000} autoComplete="off" inputMode="url" mono error={tried && !isAddress ? words.urlFault : null} />}
          {!webhook && agencies && <ComboBox label={words.agency} value={draft.agencyId} options={[{ value: MINISTRY, label: admin.wholeMinistry }, ...agencies.items.map((each) => ({ value: each.id, label: say(each, 'name') }))]} onChange={(agencyId) => setDraft({ ...draft, agencyId: agencyId || MINISTRY })} openLabel={words.openAgencies} />}
          <fieldset><legend className="label">{words.kinds}</legend><p className="hint">{words.kindsHint}</p>{kinds.map(({ kind, name }) => <CellCheck key={kind} label={name[lang]} checked={draft.kinds.includes(kind)} onChange={() => toggle(kind)} shown />)}</fieldset>
          {webhook && <CellCheck label={words.enabled} checked={draft.enabled} onChange={(enabled) => setDraft({ ...draft, enabled })} shown />}
        </>
      )}
    </FormDialog>
  );
}

/** Sends nothing more to a system. */
export function RemoveWebhookDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { notices: { hooks: words } } = useMessages();
  const acting = useAct(() => told(api.DELETE('/api/v1/notices/webhooks/{id}', { params: { path: { id: webhook.id } } })), words.removed, onClose);
  return <SureDialog title={words.removeOf(webhook)} why={words.removeWhy} verb={words.remove} changing={acting} onSure={() => acting.mutate()} onClose={onClose} />;
}

/** The last deliveries: when, how often tried, what the system answered. */
export function DeliveriesDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { notices: { hooks: words }, shell } = useMessages();
  const query = useQuery(deliveriesOfQuery(webhook.id));
  return (
    <Dialog title={words.deliveriesOf(webhook)} isOpen onClose={onClose} actions={<Button onPress={onClose}>{shell.close}</Button>}>
      <Loaded query={query} label={words.loading} lines={4}>
        {({ items }) => (items.length === 0 ? <p className="muted">{words.noDeliveries}</p> : (
          <ul className="plain-list deliveries">
            {items.map((each) => (
              <li key={each.id}>
                <ThaiDate iso={each.createdAt} style="withTime" /> <Badge glyph={each.outcome === 'taken' ? 'ok' : each.endedAt ? 'bad' : 'run'}>{each.outcome === 'taken' ? words.sent : each.endedAt ? words.givenUp : words.onTheWay}</Badge>
                <span className="sub t13 muted">{words.tried({ count: each.attempts })}{each.lastStatus !== null && ` · HTTP ${each.lastStatus}`}{each.lastError && ` · ${each.lastError}`}</span>
                {each.nextAt && !each.endedAt && <span className="sub t13 muted">{words.nextTry} <ThaiDate iso={each.nextAt} style="withTime" /></span>}
              </li>
            ))}
          </ul>
        ))}
      </Loaded>
    </Dialog>
  );
}
