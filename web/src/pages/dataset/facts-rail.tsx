import type { Contract } from '@saphan/contracts/contract';
import type { Dataset, Linkage, Release } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Fact } from '../../ui/fact.tsx';
import { Bytes } from '../../ui/figures.tsx';
import { useKindTitle } from '../sources/use-kind-title.ts';

const hashShown = 16;

/** Facts that do not change while one works: owner, class, legal basis, retention, fingerprint. */
export function FactsRail({ dataset, linkage, contract, release }: { dataset: Dataset; linkage: Linkage; contract: Contract | null; release: Release | null }) {
  const { dataset: words } = useMessages();
  const kindTitle = useKindTitle();
  const say = useSay();
  const description = say(dataset, 'description');
  const run = linkage.lastRun;
  return (
    <aside className="rail" aria-label={words.rail.label}>
      <dl className="facts-stack">
        {description && <Fact name={words.rail.description}>{description}</Fact>}
        <Fact name={words.rail.owner}>{say(dataset.agency, 'name')}</Fact>
        {dataset.synthetic && <Fact name={words.rail.kind}>{words.rail.synthetic}</Fact>}
        {contract && <Fact name={words.rail.classification}>{words.contract.classes[strictest(contract)]}</Fact>}
        {contract && <Fact name={words.rail.basis}>{contract.legalBasis ? <>{contract.legalBasis.law}<span className="sub muted t13"> {contract.legalBasis.purpose}</span></> : words.rail.noBasis}</Fact>}
        {contract && <Fact name={words.rail.retention}>{words.rail.keeps(contract.retention)}</Fact>}
        {run && <Fact name={words.rail.source}>{kindTitle(run.sourceKind)} · {run.sourceName}</Fact>}
        {release && <Fact name={words.rail.size}><Bytes value={release.bytes} /></Fact>}
        {release && <Fact name={words.rail.hash}><code title={release.contentHash}>{release.contentHash.slice(0, hashShown)}</code></Fact>}
        <Fact name={words.rail.slug}><code>{dataset.slug}</code></Fact>
      </dl>
    </aside>
  );
}

const classes = ['open', 'internal', 'confidential', 'secret'] as const;

/** The class of the whole is that of its most protected column. */
function strictest(contract: Contract): (typeof classes)[number] {
  return classes[Math.max(0, ...contract.columns.map((column) => classes.indexOf(column.classification)))] ?? 'open';
}
