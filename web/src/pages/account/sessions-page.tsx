import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../api/client.ts';
import { leaveTo } from '../../api/house-fetch.ts';
import type { MySession } from '../../api/identity-types.ts';
import { mySessionsQuery } from '../../api/session-queries.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import './account.css';
import { agentName } from './agent-name.ts';
import { DeviceCard } from './device-card.tsx';
import { SureDialog } from './sure-dialog.tsx';
import { useChange } from './use-change.ts';

/** Every device signed in with this account, the services entered from each, and the way to end them. */
export function SessionsPage() {
  const words = useMessages();
  const { sessions } = words.account;
  const query = useQuery(mySessionsQuery());
  const [ending, setEnding] = useState<MySession | 'all' | null>(null);
  return (
    <Page title={sessions.title} crumbs={[words.shell.navGroups.mine, <PageLink key="account" to="/account">{words.account.title}</PageLink>, sessions.title]}>
      <PageHead title={sessions.title} lead={sessions.lead} actions={<Button look="danger" onPress={() => setEnding('all')}>{sessions.everywhere}</Button>} />
      <Loaded query={query} label={sessions.loading}>
        {({ items }) => (items.length === 0 ? <Empty level={2} icon="user" title={sessions.none} /> : (
          <ul className="device-list">{items.map((session) => <li key={session.id}><DeviceCard session={session} onEnd={() => setEnding(session)} /></li>)}</ul>
        ))}
      </Loaded>
      {ending === 'all' && <EndAll onClose={() => setEnding(null)} />}
      {ending !== null && ending !== 'all' && <EndOne session={ending} onClose={() => setEnding(null)} />}
    </Page>
  );
}

function EndOne({ session, onClose }: { session: MySession; onClose: () => void }) {
  const words = useMessages().account.sessions;
  const lang = useLang();
  const ending = useChange(() => ask('DELETE', `/me/sessions/${session.id}`), words.ended, () => { if (session.current) leaveTo(`/${lang}/signed-out`); else onClose(); });
  const device = session.current ? words.here : agentName(session.agent) ?? words.unknownDevice;
  return <SureDialog title={words.endNamed({ device })} why={words.endWhy} verb={words.end} changing={ending} onSure={() => ending.mutate()} onClose={onClose} />;
}

/** The way out of every device; also behind "that was not me". */
export function EndAll({ onClose }: { onClose: () => void }) {
  const words = useMessages().account.sessions;
  const lang = useLang();
  const ending = useChange(() => ask('POST', '/me/sign-out-everywhere', { body: {} }), words.ended, () => leaveTo(`/${lang}/signed-out`));
  return <SureDialog title={words.everywhere} why={words.everywhereWhy} verb={words.everywhere} changing={ending} onSure={() => ending.mutate()} onClose={onClose} />;
}
