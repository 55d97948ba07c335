import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../api/client.ts';
import type { ApiToken } from '../../api/identity-types.ts';
import { myTokensQuery } from '../../api/session-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';
import { IssueToken } from './issue-token.tsx';
import { SureDialog } from './sure-dialog.tsx';
import { useChange } from './use-change.ts';

/** Programs that act in somebody's name, each within its scope and until its day. */
export function TokensSection({ may }: { may: string[] }) {
  const words = useMessages().account.tokens;
  const query = useQuery(myTokensQuery());
  const [leaving, setLeaving] = useState<ApiToken | null>(null);
  const columns = useColumns(setLeaving);
  return (
    <Section id="tokens" title={words.title} note={words.note}>
      <Loaded query={query} label={words.loading} lines={2}>
        {({ items }) => (items.length === 0
          ? <Empty icon="lock" title={words.none}>{words.noneWhy}</Empty>
          : <DataTable caption={words.title} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="name" />)}
      </Loaded>
      <IssueToken may={may} />
      {leaving && <RevokeToken token={leaving} onClose={() => setLeaving(null)} />}
    </Section>
  );
}

function useColumns(onRevoke: (token: ApiToken) => void): TableColumn<ApiToken>[] {
  const words = useMessages().account;
  const { tokens } = words;
  return [
    { id: 'name', head: tokens.name, cell: (each) => <>{each.name}<span className="sub"><code>…{each.hint}</code></span></> },
    { id: 'scopes', head: tokens.scopes, cell: (each) => (each.scopes.includes('*') ? tokens.everything : <code className="secret-text">{each.scopes.join(' ')}</code>) },
    { id: 'until', head: tokens.until, cell: (each) => <ThaiDate iso={each.expiresAt} /> },
    { id: 'used', head: tokens.used, cell: (each) => (each.usedAt ? <ThaiDate iso={each.usedAt} near /> : tokens.never) },
    { id: 'actions', head: words.passkeys.actions, cell: (each) => <Button look={['small', 'danger']} onPress={() => onRevoke(each)}>{tokens.revoke}<span className="sr"> {each.name}</span></Button> },
  ];
}

function RevokeToken({ token, onClose }: { token: ApiToken; onClose: () => void }) {
  const words = useMessages().account.tokens;
  const revoking = useChange(() => ask('DELETE', `/me/api-tokens/${token.id}`), words.revoked, onClose);
  return <SureDialog title={words.revokeNamed({ name: token.name })} why={words.revokeWhy} verb={words.revoke} changing={revoking} onSure={() => revoking.mutate()} onClose={onClose} />;
}
