import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import type { ServicePage } from '../../../api/data-service-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useMessages } from '../../../app/lang.ts';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Select } from '../../../ui/select.tsx';

type Kind = 'header' | 'basic' | 'oauth2' | 'none';
const fields = { header: ['name', 'value'], basic: ['user', 'password'], oauth2: ['tokenUrl', 'clientId', 'clientSecret'], none: [] } as const;
type Name = (typeof fields)[Kind][number];
const secrets: readonly string[] = ['value', 'password', 'clientSecret'];

/** Says how the gateway signs in at the upstream; what is written here is sealed and never shown again. */
export function CredentialDialog({ service, onClose }: { service: ServicePage; onClose: () => void }) {
  const { dataServices: words } = useMessages();
  const [kind, setKind] = useState<Kind>('header');
  const [draft, setDraft] = useState<Partial<Record<Name, string>>>({});
  const labels: Record<Name, string> = { name: words.headerName, value: words.headerValue, user: words.user, password: words.password, tokenUrl: words.tokenUrl, clientId: words.clientId, clientSecret: words.clientSecret };
  const credential = kind === 'none' ? null : { kind, ...Object.fromEntries(fields[kind].map((name) => [name, draft[name]?.trim() ?? ''])) };
  const acting = useAct(() => told(api.PUT('/api/v1/exchange/services/{slug}/credential', { params: { path: { slug: service.slug } }, body: { credential: credential as never } })), words.credentialSet, onClose);
  const ready = fields[kind].every((name) => (draft[name] ?? '').trim() !== '');
  return (
    <FormDialog title={words.setCredential} verb={words.setCredential} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <p className="t14">{words.credentialWhy}</p>
          <Select label={words.credential} value={kind} options={[...(['header', 'basic', 'oauth2'] as const).map((value) => ({ value: value as string, label: words.credentialKinds[value] as string })), { value: 'none', label: words.remove }]} onChange={(value) => setKind(value as Kind)} />
          {fields[kind].map((name) => <Field key={name} label={labels[name]} type={secrets.includes(name) ? 'password' : 'text'} value={draft[name] ?? ''} onChange={(value) => setDraft({ ...draft, [name]: value })} autoComplete="off" mono error={tried && !draft[name]?.trim() ? words.needed : null} />)}
        </>
      )}
    </FormDialog>
  );
}
