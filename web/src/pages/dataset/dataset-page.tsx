import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { contractQuery, datasetQuery, linkageQuery, releasesQuery } from '../../api/queries.ts';
import type { Dataset, Linkage, Release } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { textOf, usePageSearch } from '../../app/search.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ApiSection } from './api-section.tsx';
import { ChangesSection } from './changes-section.tsx';
import { ContractSection } from './contract-section.tsx';
import { DatasetHead } from './dataset-head.tsx';
import './dataset.css';
import { FactsRail } from './facts-rail.tsx';
import { FreshnessPanel } from './freshness-panel.tsx';
import { PlanSection } from './plan-section.tsx';
import { QualitySection } from './quality-section.tsx';
import { QuarantineSection } from './quarantine-section.tsx';
import { ReleasesSection } from './releases-section.tsx';
import { RowsSection } from './rows-section.tsx';
import { SourcesSection } from './sources-section.tsx';

/** One dataset: is it fresh, what is promised, what changed, is it right, what is wrong, what does it look like, how is it called. */
export function DatasetPage() {
  const { slug } = useParams({ strict: false }) as { slug: string };
  const words = useMessages();
  const say = useSay();
  const dataset = useQuery(datasetQuery(slug));
  const linkage = useQuery(linkageQuery(slug));
  const releases = useQuery(releasesQuery(slug));
  const title = dataset.data ? say(dataset.data, 'title') : slug;
  return (
    <Page title={title} crumbs={[words.shell.operations, <PageLink key="all" to="/datasets">{words.datasets.title}</PageLink>, title]}>
      {!dataset.data && <h1 className="sr">{title}</h1>}
      <Loaded query={dataset} label={words.dataset.loading} lines={8}>
        {(data) => (
          <Loaded query={linkage} label={words.dataset.loading}>
            {(facts) => <Loaded query={releases} label={words.dataset.loading}>{(page) => <DatasetBody dataset={data} linkage={facts} releases={page.items} />}</Loaded>}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function DatasetBody({ dataset, linkage, releases }: { dataset: Dataset; linkage: Linkage; releases: Release[] }) {
  const [search] = usePageSearch();
  const contract = useQuery({ ...contractQuery(dataset.slug, linkage.contractVersion ?? 0), enabled: linkage.contractVersion !== null });
  const asked = Number(textOf(search['release']));
  const release = releases.find((each) => each.number === asked) ?? releases.find((each) => each.state === 'current') ?? null;
  return (
    <>
      <DatasetHead dataset={dataset} linkage={linkage} releases={releases} columns={contract.data?.contract.columns.length ?? null} />
      <div className="with-rail">
        <div className="main-col">
          <FreshnessPanel dataset={dataset} linkage={linkage} releases={releases} />
          <ContractSection slug={dataset.slug} version={linkage.contractVersion} />
          <ReleasesSection slug={dataset.slug} releases={releases} viewing={release?.number ?? null} />
          {release && <QualitySection slug={dataset.slug} number={release.number} />}
          <QuarantineSection run={linkage.lastRun} />
          {release && <RowsSection slug={dataset.slug} release={release} />}
          {release && <ChangesSection slug={dataset.slug} releases={releases} />}
          <SourcesSection slug={dataset.slug} sources={linkage.sources} />
          <PlanSection dataset={dataset} />
          <ApiSection slug={dataset.slug} releases={releases} />
        </div>
        <FactsRail dataset={dataset} linkage={linkage} contract={contract.data?.contract ?? null} release={release} />
      </div>
    </>
  );
}
