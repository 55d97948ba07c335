import { useQuery } from '@tanstack/react-query';
import { privacyWordsQuery } from '../../api/privacy-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { textOf, usePageSearch } from '../../app/search.ts';
import { Callout } from '../../ui/callout.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import '../exchange/agreements/agreements.css';
import { RecordForm } from './record-form.tsx';

/** Writes a record of processing; `?agency=` and `?purpose=` fill in what a request for data lacks. */
export function NewRecordPage() {
  const words = useMessages();
  const { privacy } = words;
  const [search] = usePageSearch();
  const query = useQuery(privacyWordsQuery());
  return (
    <Page title={privacy.newTitle} crumbs={[words.shell.navGroups.exchange, <PageLink key="all" to="/privacy/records">{privacy.title}</PageLink>, privacy.newTitle]}>
      <PageHead title={privacy.newTitle} />
      <Loaded query={query} label={privacy.loading} lines={10}>
        {(offered) => (offered.agencies.length === 0 ? <Callout tone="info" title={privacy.mayNot}><p>{privacy.mayNotWhy}</p></Callout> : <RecordForm words={offered} agency={textOf(search['agency'])} purpose={textOf(search['purpose'])} />)}
      </Loaded>
    </Page>
  );
}
