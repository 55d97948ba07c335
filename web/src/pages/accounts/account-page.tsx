import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { accountQuery, type AccountPage as Found } from '../../api/account-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { SectionLinks } from '../../ui/section-links.tsx';
import '../account/account.css';
import { AccountDeeds } from './account-deeds.tsx';
import { accountGlyph } from './account-mark.ts';
import { HistorySection } from './history-section.tsx';
import { RolesSection } from './roles-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { TokensSection } from './tokens-section.tsx';

/** One account: what it may do, where it is in use, and every way to stop it. */
export function AccountPage() {
  const words = useMessages();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(accountQuery(id));
  const title = query.data?.displayName ?? words.accounts.account;
  const sections = (['roles', 'sessions', 'tokens', 'history'] as const).map((name) => ({ id: name, label: words.accounts[name].title }));
  return (
    <Page title={title} crumbs={[words.shell.navGroups.administration, <PageLink key="accounts" to="/accounts">{words.accounts.title}</PageLink>, title]}>
      <Loaded query={query} label={words.accounts.loading} lines={8}>
        {(account) => (
          <>
            <Head account={account} />
            <SectionLinks label={words.accounts.sections} links={sections} />
            <RolesSection account={account} />
            <SessionsSection account={account} />
            <TokensSection account={account} />
            <HistorySection account={account} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Head({ account }: { account: Found }) {
  const words = useMessages().accounts;
  return (
    <>
      <PageHead kicker={<><Badge glyph={accountGlyph[account.state]}>{words.states[account.state]}</Badge>{account.demo && <Badge>{words.demo}</Badge>}</>} title={account.displayName}>
        <Facts account={account} />
      </PageHead>
      {account.state === 'suspended' && <Callout tone="warn" title={words.suspendedTitle}>{account.stateReason && <p className="t14">{words.suspendedWhy({ reason: account.stateReason })}</p>}</Callout>}
      {account.state === 'closed' && <Callout tone="idle" title={words.closedTitle}>{account.stateReason && <p className="t14">{words.suspendedWhy({ reason: account.stateReason })}</p>}</Callout>}
      <AccountDeeds account={account} />
    </>
  );
}

function Facts({ account }: { account: Found }) {
  const words = useMessages().accounts;
  const agencyName = useAgencyName();
  return (
    <dl className="facts">
      {account.kind === 'person' && <><dt>{words.userName}</dt><dd>{account.userName ? <code>{account.userName}</code> : words.noUserName}</dd></>}
      {account.ownerAgencyId && <><dt>{words.owner}</dt><dd>{agencyName(account.ownerAgencyId)}</dd></>}
      {account.personId && <><dt>{words.person}</dt><dd><PageLink to={`/people/${account.personId}`}>{account.displayName}</PageLink></dd></>}
      <dt>{words.source}</dt><dd>{words.sources[account.source.split(':')[0] ?? ''] ?? account.source} · {words.created} <ThaiDate iso={account.createdAt} /></dd>
    </dl>
  );
}
