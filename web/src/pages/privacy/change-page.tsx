import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { privacyWordsQuery, processingRecordQuery } from '../../api/privacy-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import '../exchange/agreements/agreements.css';
import { RecordForm } from './record-form.tsx';

/** Writes the next version of a record of processing. */
export function ChangeRecordPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const words = useMessages();
  const { privacy } = words;
  const say = useSay();
  const query = useQuery(processingRecordQuery(Number(id), undefined));
  const offered = useQuery(privacyWordsQuery());
  return (
    <Page title={privacy.changeTitle} crumbs={[words.shell.navGroups.exchange, <PageLink key="all" to="/privacy/records">{privacy.title}</PageLink>, privacy.changeTitle]}>
      <PageHead title={privacy.changeTitle} lead={query.data && say(query.data, 'title')} />
      <Loaded query={query} label={privacy.loading} lines={10}>
        {(record) => (record.mayChange ? <Loaded query={offered} label={privacy.loading} lines={6}>{(choices) => <RecordForm words={choices} record={record} />}</Loaded> : <Callout tone="info" title={privacy.mayNot}><p>{privacy.mayNotWhy}</p></Callout>)}
      </Loaded>
    </Page>
  );
}
