import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../../api/session-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { SectionLinks } from '../../ui/section-links.tsx';
import './account.css';
import { LinksSection } from './links-section.tsx';
import { PasskeysSection } from './passkeys-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { RecoverySection } from './recovery-section.tsx';
import { TokensSection } from './tokens-section.tsx';
import { TotpSection } from './totp-section.tsx';

/** How somebody signs in, and which programs act in that name. */
export function AccountPage() {
  const words = useMessages();
  const { account } = words;
  const session = useQuery(sessionQuery());
  const sections = (['passkeys', 'totp', 'recovery', 'password', 'links', 'tokens'] as const).map((id) => ({ id, label: account[id].title }));
  return (
    <Page title={account.title} crumbs={[words.shell.navGroups.mine, account.title]}>
      <PageHead title={account.title} lead={account.lead} actions={
        <>
          <PageLink className={buttonClass()} to="/account/sessions">{account.to.sessions}</PageLink>
          <PageLink className={buttonClass()} to="/account/history">{account.to.history}</PageLink>
        </>
      } />
      <SectionLinks label={account.sections} links={sections} />
      <Loaded query={session} label={account.loading}>
        {({ methods, may }) => (
          <>
            <PasskeysSection />
            <TotpSection isOn={methods.includes('totp')} />
            <RecoverySection has={methods.includes('recovery')} />
            <PasswordSection />
            <LinksSection />
            <TokensSection may={may} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
