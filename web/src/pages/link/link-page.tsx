import { useQuery } from '@tanstack/react-query';
import { contractQuery, datasetQuery, linkageQuery } from '../../api/queries.ts';
import type { Dataset, Linkage } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { oneOf, textOf, usePageSearch } from '../../app/search.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink, useGo } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { ContractStep } from './contract-step.tsx';
import { DeskContext, steps, type Basis, type Desk, type Step } from './desk.ts';
import { FileStep } from './file-step.tsx';
import { useLinkWork } from './link-work.ts';
import './link.css';
import { PlanStep } from './plan-step.tsx';
import { PreviewStep } from './preview-step.tsx';
import { ProfileStep } from './profile-step.tsx';
import { StepBar } from './step-bar.tsx';

/** From a file to a release: send it, see how it is read, agree a contract, try it, start. */
export function LinkPage() {
  const words = useMessages();
  const [search] = usePageSearch();
  const slug = textOf(search['dataset']) ?? null;
  const title = words.link.title;
  return (
    <Page title={title} crumbs={[words.shell.navGroups.operations, <PageLink key="all" to="/datasets">{words.datasets.title}</PageLink>, title]}>
      {slug === null ? <Steps basis={null} slug={null} /> : <OfDataset slug={slug} />}
    </Page>
  );
}

function OfDataset({ slug }: { slug: string }) {
  const words = useMessages();
  const dataset = useQuery(datasetQuery(slug));
  const linkage = useQuery(linkageQuery(slug));
  return (
    <>
      {!(dataset.data && linkage.data) && <h1 className="sr">{words.link.title}</h1>}
      <Loaded query={dataset} label={words.dataset.loading}>
        {(data) => <Loaded query={linkage} label={words.dataset.loading}>{(facts) => <WithContract slug={slug} dataset={data} linkage={facts} />}</Loaded>}
      </Loaded>
    </>
  );
}

function WithContract({ slug, dataset, linkage }: { slug: string; dataset: Dataset; linkage: Linkage }) {
  const words = useMessages();
  const version = linkage.contractVersion;
  const query = useQuery({ ...contractQuery(slug, version ?? 0), enabled: version !== null });
  if (version === null) return <Steps slug={slug} basis={{ dataset, linkage, version, yaml: null, contract: null }} />;
  return <Loaded query={query} label={words.dataset.loading}>{(found) => <Steps slug={slug} basis={{ dataset, linkage, version, yaml: found.yaml, contract: found.contract }} />}</Loaded>;
}

function Steps({ basis, slug }: { basis: Basis | null; slug: string | null }) {
  const words = useMessages().link;
  const [search] = usePageSearch();
  const go = useGo();
  const rawId = Number(textOf(search['raw'])) || null;
  const [work, change] = useLinkWork(rawId);
  const mode = basis?.version && textOf(search['mode']) !== 'draft' ? 'current' : 'draft';
  const asked = oneOf(search['step'], steps);
  const step = stepFor(asked, { rawId, mode, drafted: work.contract !== null });
  const to = (next: Step, more: Record<string, string | undefined> = {}) => go('/link', { ...search, ...more, step: next });
  const desk: Desk = { rawId, mode, slug, basis, work, change, to };
  return (
    <DeskContext value={desk}>
      <PageHead title={words.title} lead={<Lead desk={desk} />} />
      <StepBar current={step} />
      <div className="link-step" key={`${step} ${rawId ?? ''}`}><StepOf step={step} /></div>
    </DeskContext>
  );
}

/** The step that can be shown: a draft is not there yet in a tab that begins at a later address, a contract in force needs none. */
function stepFor(asked: Step, { rawId, mode, drafted }: { rawId: number | null; mode: Desk['mode']; drafted: boolean }): Step {
  if (rawId === null) return 'file';
  if (mode === 'current') return asked === 'profile' || asked === 'contract' ? 'preview' : asked;
  return !drafted && (asked === 'preview' || asked === 'plan') ? 'profile' : asked;
}

function Lead({ desk: { basis, mode } }: { desk: Desk }) {
  const words = useMessages().link;
  const say = useSay();
  if (!basis) return <>{words.lead}</>;
  const dataset = say(basis.dataset, 'title');
  if (basis.version === null) return <Rich text={words.leadFirst({ dataset })} />;
  return <Rich text={mode === 'current' ? words.leadOf({ dataset, version: basis.version }) : words.leadNewVersion({ dataset })} />;
}

function StepOf({ step }: { step: Step }) {
  switch (step) {
    case 'file': return <FileStep />;
    case 'profile': return <ProfileStep />;
    case 'contract': return <ContractStep />;
    case 'preview': return <PreviewStep />;
    case 'plan': return <PlanStep />;
  }
}
