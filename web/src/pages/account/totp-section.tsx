import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ask } from '../../api/client.ts';
import type { TotpSetup } from '../../api/identity-types.ts';
import { useMessages } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CodeField } from '../../ui/code-field.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { SureDialog } from './sure-dialog.tsx';
import { useChange } from './use-change.ts';

/** Codes from an app on a phone. */
export function TotpSection({ isOn }: { isOn: boolean }) {
  const words = useMessages().account.totp;
  const [removing, setRemoving] = useState(false);
  const starting = useMutation({ mutationFn: () => ask<TotpSetup>('POST', '/me/totp', { body: {} }) });
  return (
    <Section id="totp" title={words.title} note={words.note} aside={<Badge glyph={isOn ? 'ok' : 'idle'}>{isOn ? words.on : words.off}</Badge>}>
      {starting.data && !isOn && <ConfirmTotp setup={starting.data} onDone={starting.reset} />}
      {!isOn && !starting.data && <div><Button isPending={starting.isPending} onPress={() => starting.mutate()}>{words.start}</Button></div>}
      {starting.isError && <ProblemView error={starting.error} />}
      {isOn && <div><Button look="danger" onPress={() => setRemoving(true)}>{words.remove}</Button></div>}
      {removing && <RemoveTotp onClose={() => setRemoving(false)} />}
    </Section>
  );
}

function ConfirmTotp({ setup, onDone }: { setup: TotpSetup; onDone: () => void }) {
  const words = useMessages();
  const { totp } = words.account;
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const confirming = useChange(() => ask('POST', '/me/totp/confirm', { body: { code } }), totp.done, onDone);
  const send = (event: FormEvent) => { event.preventDefault(); setTried(true); if (code !== '' && !confirming.isPending) confirming.mutate(); };
  return (
    <form className="panel" onSubmit={send} aria-label={totp.start}>
      <div className="body stack">
        <p>{totp.scan}</p>
        <div className="qr"><img src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(setup.qrSvg)}`} alt={totp.qr} /></div>
        <p className="row"><span className="muted t14">{totp.secret}</span> <code className="secret-text">{setup.secret}</code> <CopyButton text={setup.secret} label={words.shell.copy} done={words.shell.copied} /></p>
        <div className="form-narrow"><CodeField label={totp.code} value={code} onChange={setCode} error={tried && code === '' ? words.signIn.needed : null} /></div>
        {confirming.isError && <ProblemView error={confirming.error} />}
        <div><Button look="primary" type="submit" isPending={confirming.isPending}>{totp.confirm}</Button></div>
      </div>
    </form>
  );
}

function RemoveTotp({ onClose }: { onClose: () => void }) {
  const words = useMessages().account.totp;
  const removing = useChange(() => ask('DELETE', '/me/totp'), words.removed, onClose);
  return <SureDialog title={words.remove} why={words.removeWhy} verb={words.remove} changing={removing} onSure={() => removing.mutate()} onClose={onClose} />;
}
