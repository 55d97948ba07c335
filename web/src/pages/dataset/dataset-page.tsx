import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { contractQuery, datasetQuery, linkageQuery, releasesQuery } from '../../api/queries.ts';
import type { Dataset, Linkage, Release } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { textOf, usePageSearch, type SearchText } from '../../app/search.ts';
import { useMay } from '../../app/use-may.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ApiSection } from './api-section.tsx';
import { ChangesSection } from './changes-section.tsx';
import { ContractSection } from './contract-section.tsx';
import { DatasetHead } from './dataset-head.tsx';
import './dataset.css';
import { FactsRail } from './facts-rail.tsx';
import { FreshnessPanel } from './freshness-panel.tsx';
import { IncidentsSection } from './incidents-section.tsx';
import { MilestonesSection } from './milestones-section.tsx';
import { PartitionsSection } from './partitions-section.tsx';
import { PlanSection } from './plan-section.tsx';
import { QualitySection } from './quality-section.tsx';
import { QuarantineSection } from './quarantine-section.tsx';
import { ReleasesSection } from './releases-section.tsx';
import { RowsSection } from './rows-section.tsx';
import { ServicesSection } from './services-section.tsx';
import { SourcesSection } from './sources-section.tsx';
import { UsesSection } from './uses-section.tsx';

/** One dataset: is it fresh, what is promised, what changed, is it right, what is wrong, what does it look like, how is it called. */
export function DatasetPage() {
  const { slug } = useParams({ strict: false }) as { slug: string };
  const words = useMessages();
  const say = useSay();
  const dataset = useQuery(datasetQuery(slug));
  const title = dataset.data ? say(dataset.data, 'title') : slug;
  return (
    <Page title={title} crumbs={[words.shell.navGroups.catalogue, <PageLink key="all" to="/datasets">{words.datasets.title}</PageLink>, title]}>
      {!dataset.data && <h1 className="sr">{title}</h1>}
      <Loaded query={dataset} label={words.dataset.loading} lines={8}>{(data) => <DatasetBody dataset={data} />}</Loaded>
    </Page>
  );
}

const nothingKnown: Linkage = { contractVersion: null, promiseHours: null, personalData: [], sources: [], lastRun: null };

/** Shows what is there: a part that cannot be read says so in its place, and the others stand. */
function DatasetBody({ dataset }: { dataset: Dataset }) {
  const { slug } = dataset;
  const [search] = usePageSearch();
  const may = useMay();
  const [isOfficer, seesUses] = [may('linkage.read-runs'), may('exchange.read-traffic')];
  const linkage = useQuery({ ...linkageQuery(slug), enabled: isOfficer });
  const releases = useQuery(releasesQuery(slug));
  const facts = linkage.data ?? nothingKnown;
  const list = releases.data?.items ?? [];
  const contract = useQuery({ ...contractQuery(slug, facts.contractVersion ?? 0), enabled: facts.contractVersion !== null });
  const label = useMessages().dataset.loading;
  return (
    <>
      <DatasetHead dataset={dataset} linkage={facts} releases={list} columns={contract.data?.contract.columns.length ?? null} />
      <div className="with-rail">
        <div className="main-col">
          <FreshnessPanel dataset={dataset} linkage={facts} releases={list} />
          {isOfficer && <IncidentsSection slug={slug} />}
          {isOfficer && <Loaded query={linkage} label={label}>{({ contractVersion }) => <ContractSection slug={slug} version={contractVersion} />}</Loaded>}
          <Loaded query={releases} label={label}>{({ items }) => <OfReleases slug={slug} releases={items} viewing={inView(items, search)} />}</Loaded>
          {linkage.data && <QuarantineSection run={facts.lastRun} />}
          {linkage.data && <SourcesSection slug={slug} sources={facts.sources} hasContract={facts.contractVersion !== null} />}
          {linkage.data && <PartitionsSection slug={slug} sources={facts.sources} hasContract={facts.contractVersion !== null} />}
          <PlanSection dataset={dataset} />
          {isOfficer && <MilestonesSection slug={slug} />}
          <ServicesSection slug={slug} />
          {seesUses && <UsesSection slug={slug} />}
          {dataset.currentRelease && <ApiSection slug={slug} releases={list} />}
        </div>
        <FactsRail dataset={dataset} linkage={facts} contract={contract.data?.contract ?? null} release={inView(list, search)} />
      </div>
    </>
  );
}

/** The release the address names, else the one in use. */
function inView(releases: Release[], search: SearchText): Release | null {
  const asked = Number(textOf(search['release']));
  return releases.find((each) => each.number === asked) ?? releases.find((each) => each.state === 'current') ?? null;
}

function OfReleases({ slug, releases, viewing }: { slug: string; releases: Release[]; viewing: Release | null }) {
  return (
    <>
      <ReleasesSection slug={slug} releases={releases} viewing={viewing?.number ?? null} />
      {viewing && <QualitySection slug={slug} number={viewing.number} />}
      {viewing && <RowsSection slug={slug} release={viewing} />}
      {viewing && <ChangesSection slug={slug} releases={releases} />}
    </>
  );
}
