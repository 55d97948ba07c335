import { useState } from 'react';
import type { AccountPage } from '../../api/account-queries.ts';
import { api, told } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { SureDialog } from '../account/sure-dialog.tsx';

interface Deed { account: AccountPage; onClose: () => void }

/** Stops an account at once; says beforehand what ends and what stays. */
export function SuspendDialog({ account, onClose, onDone }: Deed & { onDone: (sessions: number) => void }) {
  const words = useMessages().accounts;
  const acting = useAct((reason: string) => told(api.POST('/api/v1/accounts/{id}/suspend', { params: { path: { id: account.id } }, body: { reason } })), words.suspended, ({ sessions }) => { onDone(sessions); onClose(); });
  const ends = words.ends({ sessions: account.sessions.length, tokens: account.tokens.length });
  return (
    <ReasonDialog title={words.suspendOf({ name: account.displayName })} verb={words.suspend} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}>
      <p>{words.suspendWhy}</p>
      <ul className="bullets t14">{ends.map((line) => <li key={line}>{line}</li>)}</ul>
      <p className="t14 muted">{words.stays}</p>
    </ReasonDialog>
  );
}

export function ReinstateDialog({ account, onClose }: Deed) {
  const words = useMessages().accounts;
  const acting = useAct((reason: string) => told(api.POST('/api/v1/accounts/{id}/reinstate', { params: { path: { id: account.id } }, body: { reason } })), words.reinstated, onClose);
  return <ReasonDialog title={words.reinstateOf({ name: account.displayName })} verb={words.reinstate} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{words.reinstateWhy}</p></ReasonDialog>;
}

/** The end of an account: no way back, so the reason is kept and the name never given again. */
export function CloseDialog({ account, onClose }: Deed) {
  const words = useMessages().accounts;
  const acting = useAct((reason: string) => told(api.POST('/api/v1/accounts/{id}/close', { params: { path: { id: account.id } }, body: { reason } })), words.closed, onClose);
  return <ReasonDialog title={words.closeOf({ name: account.displayName })} verb={words.close} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{words.closeWhy}</p></ReasonDialog>;
}

export function SignOutDialog({ account, onClose }: Deed) {
  const words = useMessages().accounts;
  const acting = useAct(() => told(api.POST('/api/v1/accounts/{id}/sign-out', { params: { path: { id: account.id } } })), words.signedOut, onClose);
  return <SureDialog title={words.signOutOf({ name: account.displayName })} why={words.signOutWhy} verb={words.signOut} changing={acting} onSure={() => acting.mutate()} onClose={onClose} />;
}

export function RenameDialog({ account, onClose }: Deed) {
  const { accounts: words, admin } = useMessages();
  const [displayName, setName] = useState(account.displayName);
  const acting = useAct(() => told(api.PUT('/api/v1/accounts/{id}/name', { params: { path: { id: account.id } }, body: { displayName: displayName.trim() } })), words.renamed, onClose);
  return (
    <FormDialog title={words.rename} verb={admin.save} acting={acting} ready={displayName.trim() !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => <Field label={admin.name} value={displayName} onChange={setName} maxLength={200} autoComplete="off" autoFocus error={tried && displayName.trim() === '' ? admin.needed : null} />}
    </FormDialog>
  );
}
