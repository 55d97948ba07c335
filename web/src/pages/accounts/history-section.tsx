import type { AccountPage } from '../../api/account-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Section } from '../../ui/section.tsx';
import { agentName } from '../account/agent-name.ts';
import { outcomeGlyph } from '../account/outcome-mark.ts';

/** The last uses of the account and tries to use it. */
export function HistorySection({ account }: { account: AccountPage }) {
  const words = useMessages().accounts.history;
  const columns = useColumns();
  return (
    <Section id="history" title={words.title} note={words.note}>
      {account.history.length === 0 ? <p className="soft">{words.none}</p> : <DataTable caption={words.title} columns={columns} rows={account.history.map((event, at) => ({ ...event, key: at }))} rowKey={(each) => each.key} rowHead="at" />}
    </Section>
  );
}

function useColumns(): TableColumn<AccountPage['history'][number] & { key: number }>[] {
  const { accounts: { history: words }, account: { history, sessions } } = useMessages();
  return [
    { id: 'at', head: history.at, cell: (event) => <ThaiDate iso={event.at} style="withTime" /> },
    { id: 'outcome', head: history.outcome, cell: (event) => <Badge glyph={outcomeGlyph(event.outcome)}>{history.outcomes[event.outcome] ?? event.outcome}</Badge> },
    { id: 'how', head: history.how, cell: (event) => event.methods.map((method) => sessions.methods[method] ?? method).join(' + ') || '–' },
    { id: 'where', head: words.where, cell: (event) => agentName(event.agent) ?? sessions.unknownDevice },
  ];
}
