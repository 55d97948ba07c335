import type { AccountPage } from '../../api/account-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Section } from '../../ui/section.tsx';
import { agentName } from '../account/agent-name.ts';

/** Where the account is signed in now. */
export function SessionsSection({ account }: { account: AccountPage }) {
  const words = useMessages().accounts.sessions;
  const columns = useColumns();
  return (
    <Section id="sessions" title={words.title}>
      {account.sessions.length === 0 ? <p className="soft">{words.none}</p> : <DataTable caption={words.title} columns={columns} rows={account.sessions} rowKey={(each) => each.id} rowHead="device" />}
    </Section>
  );
}

function useColumns(): TableColumn<AccountPage['sessions'][number]>[] {
  const { accounts: { sessions: words }, account } = useMessages();
  return [
    { id: 'device', head: words.device, cell: (each) => <>{agentName(each.agent) ?? account.sessions.unknownDevice}{each.address && <span className="sub num">{each.address}</span>}</> },
    { id: 'how', head: words.how, cell: (each) => each.methods.map((method) => account.sessions.methods[method] ?? method).join(' + ') },
    { id: 'since', head: words.since, cell: (each) => <ThaiDate iso={each.authenticatedAt} style="withTime" /> },
    { id: 'seen', head: words.seen, cell: (each) => <ThaiDate iso={each.seenAt} near /> },
  ];
}
