import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountPage } from '../../api/account-queries.ts';
import { api, told } from '../../api/client.ts';
import { useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu, type MenuChoice } from '../../ui/menu.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { CloseDialog, ReinstateDialog, RenameDialog, SignOutDialog, SuspendDialog } from './deed-dialogs.tsx';
import { SlipPanel } from './slip-panel.tsx';

type Open = 'suspend' | 'reinstate' | 'sign-out' | 'close' | 'rename' | null;

/** What may be done to an account in its state: a code to enter, a halt, the way back, and the end. */
export function AccountDeeds({ account }: { account: AccountPage }) {
  const words = useMessages().accounts;
  const may = useMay();
  const [open, setOpen] = useState<Open>(null);
  const [ended, setEnded] = useState<number | null>(null);
  const inviting = useInvite(account);
  const close = () => setOpen(null);
  const inUse = account.state === 'active' || account.state === 'invited';
  const more: MenuChoice[] = [
    ...(may('identity.create-account') && account.state !== 'closed' ? [{ id: 'rename', label: words.rename, onAction: () => setOpen('rename') }] : []),
    ...(may('identity.suspend-account') && account.state === 'active' ? [{ id: 'sign-out', label: words.signOut, onAction: () => setOpen('sign-out') }] : []),
    ...(may('identity.close-account') && account.state !== 'closed' ? [{ id: 'close', label: words.close, onAction: () => setOpen('close') }] : []),
  ];
  return (
    <div className="stack">
      <div className="row no-print">
        {may('identity.invite') && account.kind === 'person' && inUse && <Button look={account.state === 'invited' ? 'primary' : []} isPending={inviting.isPending} onPress={() => inviting.mutate()}>{account.state === 'invited' ? words.invite : words.recover}</Button>}
        {may('identity.suspend-account') && inUse && <Button look="danger" onPress={() => setOpen('suspend')}>{words.suspend}</Button>}
        {may('identity.suspend-account') && account.state === 'suspended' && <Button look="primary" onPress={() => setOpen('reinstate')}>{words.reinstate}</Button>}
        {more.length > 0 && <Menu label={words.more({ name: account.displayName })} items={more}><Button look={['quiet', 'icon']} aria-label={words.more({ name: account.displayName })}><Icon name="more" /></Button></Menu>}
      </div>
      {inviting.isError && <ProblemView error={inviting.error} />}
      {inviting.data && <SlipPanel slip={inviting.data} purpose={account.state === 'invited' ? 'join' : 'recover'} onKept={() => inviting.reset()} />}
      {ended !== null && account.state === 'suspended' && <Callout tone="ok" title={words.suspendDone({ sessions: ended })} alert>{may('signon.read-logout-deliveries') && <p><PageLink to="/security/logouts">{words.toReceipts}</PageLink></p>}</Callout>}
      {open === 'suspend' && <SuspendDialog account={account} onDone={setEnded} onClose={close} />}
      {open === 'reinstate' && <ReinstateDialog account={account} onClose={close} />}
      {open === 'sign-out' && <SignOutDialog account={account} onClose={close} />}
      {open === 'close' && <CloseDialog account={account} onClose={close} />}
      {open === 'rename' && <RenameDialog account={account} onClose={close} />}
    </div>
  );
}

/** Makes a code with its slip; a code made before ends. */
function useInvite(account: AccountPage) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => told(api.POST('/api/v1/accounts/{id}/slip', { params: { path: { id: account.id } } })), gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: ['accounts', account.id] }),
  });
}
