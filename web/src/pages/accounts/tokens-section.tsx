import { useState } from 'react';
import type { AccountPage } from '../../api/account-queries.ts';
import { api, told } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Section } from '../../ui/section.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import { SureDialog } from '../account/sure-dialog.tsx';
import { TokenDialog } from './token-dialog.tsx';

/** Tokens that act as the account; those of a program are issued here, a person issues the own ones. */
export function TokensSection({ account }: { account: AccountPage }) {
  const words = useMessages().accounts.tokens;
  const may = useMay();
  const [issuing, setIssuing] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<Token | null>(null);
  const columns = useColumns(account.kind === 'service' && may('identity.manage-service-accounts') ? setRevoking : null);
  const issues = account.kind === 'service' && account.state === 'active' && may('identity.manage-service-accounts');
  return (
    <Section id="tokens" title={words.title} aside={issues && <Button look="small" onPress={() => setIssuing(true)}>{words.issue}</Button>}>
      {token !== null && <ShownOnce title={words.fresh} text={token} onKept={() => setToken(null)} />}
      {account.tokens.length === 0 ? <p className="soft">{words.none}</p> : <DataTable caption={words.title} columns={columns} rows={account.tokens} rowKey={(each) => each.id} rowHead="name" />}
      {revoking && <Revoke accountId={account.id} token={revoking} onClose={() => setRevoking(null)} />}
      {issuing && <TokenDialog account={account} onIssued={setToken} onClose={() => setIssuing(false)} />}
    </Section>
  );
}

type Token = AccountPage['tokens'][number];

function useColumns(onRevoke: ((token: Token) => void) | null): TableColumn<Token>[] {
  const { accounts: { tokens: words }, account: { tokens }, admin } = useMessages();
  const columns: TableColumn<Token>[] = [
    { id: 'name', head: words.name, cell: (each) => <>{each.name}<span className="sub"><code>…{each.hint}</code></span></> },
    { id: 'scopes', head: words.scopes, cell: (each) => <code className="secret-text">{each.scopes.join(' ')}</code> },
    { id: 'until', head: words.until, cell: (each) => <ThaiDate iso={each.expiresAt} /> },
    { id: 'used', head: words.used, cell: (each) => (each.usedAt ? <ThaiDate iso={each.usedAt} near /> : words.never) },
  ];
  if (!onRevoke) return columns;
  return [...columns, { id: 'actions', head: admin.actions, cell: (each) => <Button look={['small', 'danger']} onPress={() => onRevoke(each)}>{tokens.revoke}<span className="sr"> {each.name}</span></Button> }];
}

function Revoke({ accountId, token, onClose }: { accountId: string; token: Token; onClose: () => void }) {
  const words = useMessages().account.tokens;
  const acting = useAct(() => told(api.DELETE('/api/v1/service-accounts/{id}/tokens/{tokenId}', { params: { path: { id: accountId, tokenId: token.id } } })), words.revoked, onClose);
  return <SureDialog title={words.revokeNamed({ name: token.name })} why={words.revokeWhy} verb={words.revoke} changing={acting} onSure={() => acting.mutate()} onClose={onClose} />;
}
