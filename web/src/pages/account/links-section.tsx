import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../api/client.ts';
import type { UpstreamLink } from '../../api/identity-types.ts';
import { myLinksQuery, upstreamsQuery } from '../../api/session-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { SureDialog } from './sure-dialog.tsx';
import { useChange } from './use-change.ts';

/** Identities at other systems that open this account. */
export function LinksSection() {
  const words = useMessages().account.links;
  const query = useQuery(myLinksQuery());
  const [leaving, setLeaving] = useState<UpstreamLink | null>(null);
  const columns = useColumns(setLeaving);
  return (
    <Section id="links" title={words.title} note={words.note}>
      <Loaded query={query} label={words.loading} lines={2}>
        {({ items }) => (
          <>
            {items.length === 0 ? <Empty icon="link" title={words.none}>{words.noneWhy}</Empty> : <DataTable caption={words.title} columns={columns} rows={items} rowKey={(each) => each.upstreamId} rowHead="name" />}
            <LinkMore linked={items.map(({ upstreamId }) => upstreamId)} />
          </>
        )}
      </Loaded>
      {leaving && <Unlink link={leaving} onClose={() => setLeaving(null)} />}
    </Section>
  );
}

function useColumns(onUnlink: (link: UpstreamLink) => void): TableColumn<UpstreamLink>[] {
  const { account, upstreams } = useMessages();
  const words = account.links;
  const say = useSay();
  return [
    { id: 'name', head: words.system, cell: (each) => say(each, 'name') },
    { id: 'ial', head: words.ial, cell: (each) => (each.ial === 0 ? upstreams.noIal : `IAL ${each.ial % 10 === 0 ? each.ial / 10 : (each.ial / 10).toFixed(1)}`) },
    { id: 'at', head: words.at, cell: (each) => <ThaiDate iso={each.linkedAt} style="withTime" /> },
    { id: 'actions', head: account.passkeys.actions, cell: (each) => <Button look={['small', 'danger']} onPress={() => onUnlink(each)}>{words.remove}<span className="sr"> {say(each, 'name')}</span></Button> },
  ];
}

/** The way to a provider that is not linked yet; a directory links by itself when somebody signs in with it. */
function LinkMore({ linked }: { linked: string[] }) {
  const words = useMessages().account.links;
  const say = useSay();
  const lang = useLang();
  const { data } = useQuery(upstreamsQuery());
  const leaving = useMutation({
    mutationFn: (id: string) => ask<{ location: string }>('POST', `/upstream/${encodeURIComponent(id)}/step-up`, { body: { purpose: 'link', lang, to: `/${lang}/account#links` } }),
    onSuccess: ({ location: address }) => location.assign(address),
  });
  const open = (data?.items ?? []).filter(({ id, kind }) => kind !== 'ldap' && !linked.includes(id));
  if (open.length === 0) return null;
  return (
    <div className="stack">
      <div className="row">{open.map((each) => <Button key={each.id} isPending={leaving.isPending && leaving.variables === each.id} onPress={() => leaving.mutate(each.id)}>{words.add({ name: say(each, 'name') })}</Button>)}</div>
      {leaving.isError && <ProblemView error={leaving.error} />}
    </div>
  );
}

function Unlink({ link, onClose }: { link: UpstreamLink; onClose: () => void }) {
  const words = useMessages().account.links;
  const name = useSay()(link, 'name');
  const removing = useChange(() => ask('DELETE', `/me/upstream-links/${encodeURIComponent(link.upstreamId)}`), words.removed, onClose);
  return <SureDialog title={words.removeNamed({ name })} why={words.removeWhy} verb={words.remove} changing={removing} onSure={() => removing.mutate()} onClose={onClose} />;
}
