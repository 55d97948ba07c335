import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { agreementQuery, type AgreementPage as Agreement } from '../../../api/agreement-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { AsOf, useAsOf } from '../../action-plans/as-of.tsx';
import '../../action-plans/action-plans.css';
import './agreements.css';
import { Deeds, DeedDialog, type Deed } from './deeds.tsx';
import { FirstCall } from './first-call.tsx';
import { StateBadge } from './looks.tsx';
import { Story } from './story.tsx';
import { TermsSection } from './terms-view.tsx';
import { VersionsSection } from './versions.tsx';
import { WaitingWords } from './waiting-words.tsx';

/** One sharing agreement: how it stands, what is agreed, what differs, who signed, and everything that was done. */
export function AgreementPage() {
  const { number } = useParams({ strict: false }) as { number: string };
  const words = useMessages();
  const asOf = useAsOf();
  const query = useQuery(agreementQuery(number, asOf));
  return (
    <Page title={number} crumbs={[words.shell.navGroups.exchange, <PageLink key="all" to="/exchange/agreements">{words.agreements.title}</PageLink>, number]}>
      {query.data === undefined && <h1 className="sr">{number}</h1>}
      <Loaded query={query} label={words.agreements.loading} lines={10}>{(page) => <Body page={page} />}</Loaded>
    </Page>
  );
}

function Body({ page }: { page: Agreement }) {
  const { agreements: words } = useMessages();
  const say = useSay();
  const past = useAsOf() !== undefined;
  const [open, setOpen] = useState<Deed | null>(null);
  const review = page.review && page.review.version !== page.version ? page.review : null;
  const shown = page.versions.find(({ version }) => version === page.version) ?? page.versions[0];
  const newest = page.versions[0];
  const lead = <><StateBadge state={page.state} /> {words.waitingFor[page.state]}{review && <> · {words.reviewing({ version: review.version, state: words.states[review.state] ?? '' })}</>}<WaitingWords line={page} /></>;
  return (
    <>
      <PageHead kicker={<>{page.number} · {words.pair({ consumer: say(page.consumer, 'name'), provider: say(page.provider, 'name') })}</>} title={say(page.service, 'title')} lead={lead} actions={<Deeds page={page} onOpen={setOpen} />}>
        <AsOf data={page} />
      </PageHead>
      {past && <Callout tone="info" title={words.pastDay} />}
      <Missing page={page} />
      {shown && <TermsSection page={page} terms={shown.terms} version={shown.version} />}
      {review && newest && <TermsSection page={page} terms={newest.terms} version={newest.version} />}
      {page.state === 'active' && shown && <FirstCall page={page} terms={shown.terms} />}
      <VersionsSection page={page} />
      <Story page={page} />
      {open && <DeedDialog page={page} deed={open} onClose={() => setOpen(null)} />}
    </>
  );
}

/** Purposes that no record of processing names. */
function Missing({ page }: { page: Agreement }) {
  const { agreements: words } = useMessages();
  const { consumer, provider } = page.recordsMissing;
  return (
    <>
      {consumer.length > 0 && <Callout tone="warn" title={words.recordsMissing}><p>{words.recordsMissingWhy({ codes: consumer.join(', ') })} <PageLink to="/privacy/records/new" search={{ agency: page.consumer.id, purpose: consumer[0] }}>{words.writeRecord}</PageLink></p></Callout>}
      {provider.length > 0 && <Callout tone="info" title={words.providerMissing}><p>{words.providerMissingWhy({ codes: provider.join(', ') })}</p></Callout>}
    </>
  );
}
