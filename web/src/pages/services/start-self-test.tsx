import { useState, type FormEvent } from 'react';
import { api, told } from '../../api/client.ts';
import type { Service } from '../../api/service-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { isServiceAddress } from './service-draft.ts';

/** Where the test begins a sign-in, and where it sees whether somebody was let in. */
export function StartSelfTest({ service, busy, onStarted }: { service: Service; busy: boolean; onStarted: (id: number) => void }) {
  const words = useMessages().services;
  const home = service.homeUrl ?? URL.parse(service.redirectUris[0] ?? '')?.origin ?? '';
  const [draft, setDraft] = useState({ loginUrl: home, checkUrl: home });
  const [tried, setTried] = useState(false);
  const acting = useAct(() => told(api.POST('/api/v1/clients/{clientId}/self-tests', { params: { path: { clientId: service.id } }, body: { loginUrl: draft.loginUrl.trim(), checkUrl: draft.checkUrl.trim() } })), words.tests.started, ({ id }) => onStarted(id));
  const fault = (text: string) => (tried && !isServiceAddress(text.trim()) ? words.form.urlFault : null);
  const send = (event: FormEvent) => { event.preventDefault(); setTried(true); if (isServiceAddress(draft.loginUrl.trim()) && isServiceAddress(draft.checkUrl.trim()) && !acting.isPending && !busy) acting.mutate(); };
  return (
    <form className="service-form" onSubmit={send} aria-label={words.tests.start} noValidate>
      <div className="pair">
        <Field label={words.tests.loginUrl} hint={words.tests.loginHint} value={draft.loginUrl} onChange={(loginUrl) => setDraft({ ...draft, loginUrl })} maxLength={500} autoComplete="off" inputMode="url" mono error={fault(draft.loginUrl)} />
        <Field label={words.tests.checkUrl} hint={words.tests.checkHint} value={draft.checkUrl} onChange={(checkUrl) => setDraft({ ...draft, checkUrl })} maxLength={500} autoComplete="off" inputMode="url" mono error={fault(draft.checkUrl)} />
      </div>
      {acting.isError && <ProblemView error={acting.error} />}
      <div><Button type="submit" look={service.state === 'sandbox' ? 'primary' : []} unavailable={busy ? words.tests.states['running'] ?? null : null} isPending={acting.isPending}>{words.tests.start}</Button></div>
    </form>
  );
}
