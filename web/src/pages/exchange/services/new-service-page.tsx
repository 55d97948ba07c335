import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import type { CheckedDocument } from '../../../api/data-service-queries.ts';
import { systemsQuery } from '../../../api/system-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { useMay } from '../../../app/use-may.ts';
import { Button } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Field } from '../../../ui/field.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink, useGo } from '../../../ui/page-link.tsx';
import { ProblemView } from '../../../ui/problem-view.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select, type Choice } from '../../../ui/select.tsx';
import { DocumentField } from './document-field.tsx';
import { areTermsReady, emptyTerms, RuleFields, termsOf, WordFields } from './terms-fields.tsx';

/** Offers a live service: the document of an API that exists, what it is, and where it stands. */
export function NewServicePage() {
  const words = useMessages();
  const { dataServices } = words;
  const say = useSay();
  const may = useMay()('registry.keep-services');
  const query = useQuery(systemsQuery({ mine: true, kind: 'provider', state: 'active' }));
  return (
    <Page title={dataServices.newService} crumbs={[words.shell.navGroups.exchange, <PageLink key="all" to="/exchange/services">{dataServices.title}</PageLink>, dataServices.newService]}>
      <PageHead title={dataServices.newService} lead={dataServices.newLead} />
      {!may ? <Empty level={2} icon="lock" title={dataServices.mayNot} /> : (
        <Loaded query={query} label={words.systems.loading} lines={4}>
          {({ items }) => (items.length === 0 ? <Empty level={2} icon="key" title={dataServices.noSystem} action={<PageLink to="/exchange/systems">{dataServices.goSystems}</PageLink>} />
            : <NewService systems={items.map((each) => ({ value: each.path, label: `${say(each, 'name')} (${each.path})` }))} />)}
        </Loaded>
      )}
    </Page>
  );
}

function NewService({ systems }: { systems: Choice[] }) {
  const { dataServices: words } = useMessages();
  const go = useGo();
  const [text, setText] = useState('');
  const [checked, setChecked] = useState<CheckedDocument | null>(null);
  const [own, setOwn] = useState({ system: systems[0]?.value ?? '', slug: '', dataset: '' });
  const [terms, setTerms] = useState(emptyTerms);
  const [tried, setTried] = useState(false);
  const take = (found: CheckedDocument | null) => {
    setChecked(found);
    if (found) setTerms((before) => ({ ...before, titleTh: before.titleTh || found.titleTh, titleEn: before.titleEn || found.titleEn, upstreamUrl: before.upstreamUrl || (found.upstreamUrl ?? '') }));
  };
  const acting = useAct(() => told(api.POST('/api/v1/exchange/services', { body: { system: own.system, slug: own.slug.trim(), ...(own.dataset.trim() && { dataset: own.dataset.trim() }), kind: 'live', ...termsOf(terms), document: text } })), words.madeDraft, ({ slug }) => go(`/exchange/services/${slug}`));
  const ready = checked !== null && areTermsReady(terms) && own.slug.trim() !== '';
  const send = () => { setTried(true); if (ready) acting.mutate(); };
  return (
    <>
      <Section title={words.steps.document}><DocumentField text={text} isPersonal={terms.isPersonal} onText={setText} onChecked={take} error={tried && checked === null ? words.checkFirst : null} /></Section>
      <Section title={words.steps.words} className="stack">
        <Select label={words.chooseSystem} value={own.system} options={systems} onChange={(system) => setOwn({ ...own, system })} />
        <Field label={words.slug} hint={words.slugHint} value={own.slug} onChange={(slug) => setOwn({ ...own, slug })} maxLength={63} autoComplete="off" mono error={tried && own.slug.trim() === '' ? words.needed : null} />
        <Field label={words.datasetSlug} value={own.dataset} onChange={(dataset) => setOwn({ ...own, dataset })} maxLength={63} autoComplete="off" mono />
        <WordFields draft={terms} onChange={setTerms} tried={tried} />
      </Section>
      <Section title={words.steps.upstream} className="stack"><RuleFields draft={terms} onChange={setTerms} tried={tried} isLive /></Section>
      {acting.isError && <ProblemView error={acting.error} />}
      <div className="row"><Button look="primary" isPending={acting.isPending} onPress={send}>{words.make}</Button></div>
    </>
  );
}
