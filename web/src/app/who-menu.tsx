import { useMutation, useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import { leaveTo } from '../api/house-fetch.ts';
import type { Who } from '../api/identity-types.ts';
import { sessionQuery } from '../api/session-queries.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Menu, type MenuChoice } from '../ui/menu.tsx';
import { useGo } from '../ui/page-link.tsx';
import { announce } from '../ui/toast.tsx';
import { useLang, useMessages, useSay } from './lang.ts';
import { PersonaMenu } from './persona-menu.tsx';

/** Who is signed in and as what, with the pages about this person and the way out. */
export function WhoMenu({ who }: { who: Who }) {
  const words = useMessages();
  const say = useSay();
  const go = useGo();
  const leaving = useSignOut();
  const { data: session } = useQuery(sessionQuery());
  const acting = say(who, 'persona') || words.shell.operatorRoles[who.role] || who.role;
  const items: MenuChoice[] = [
    { id: 'account', label: words.signIn.who.account, onAction: () => go('/account') },
    { id: 'sessions', label: words.signIn.who.sessions, onAction: () => go('/account/sessions') },
    { id: 'history', label: words.signIn.who.history, onAction: () => go('/account/history') },
    { id: 'services', label: words.signIn.who.services, onAction: () => go('/my') },
    { id: 'sign-out', label: words.signIn.who.signOut, onAction: () => leaving.mutate() },
  ];
  return (
    <div className="who">
      <span className="avatar" aria-hidden="true"><Icon name="user" /></span>
      <span className="grow"><b title={who.name}>{who.name}</b><span title={acting}>{acting}</span></span>
      {session && session.personas.length > 1 && <PersonaMenu personas={session.personas} chosen={who.persona} />}
      <Menu label={words.signIn.who.menu({ name: who.name })} items={items}>
        <Button look={['quiet', 'icon']} aria-label={words.signIn.who.menu({ name: who.name })}><Icon name="more" /></Button>
      </Menu>
    </div>
  );
}

/** Ends the session here and leads to the page that says so; everything read before is forgotten with the old page. */
export function useSignOut(then?: string) {
  const lang = useLang();
  const words = useMessages().problems;
  return useMutation({
    mutationFn: () => ask<undefined>('POST', '/sign-out', { body: {} }),
    onSuccess: () => leaveTo(then ?? `/${lang}/signed-out`),
    onError: () => announce(words.unreachable),
  });
}
