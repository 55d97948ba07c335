import type { Contract } from '@saphan/contracts/contract';
import { isDatasetSlug } from '@saphan/contracts/ids';
import { useMemo } from 'react';
import type { ProposedDraft } from '../../api/link-types.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { Callout } from '../../ui/callout.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Mark } from '../../ui/mark.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { ColumnsEditor } from './columns-editor.tsx';
import { DatasetFields } from './dataset-fields.tsx';
import { useDesk, type Desk } from './desk.ts';
import { GateFields } from './gate-fields.tsx';
import { PromiseFields } from './promise-fields.tsx';
import { StepFoot } from './step-foot.tsx';
import { problemsByColumn, useContractCheck, type CheckedContract } from './use-contract-check.ts';
import { useDraft } from './use-draft.ts';
import { YamlEditor } from './yaml-editor.tsx';

/** What the dataset promises: whose it is, its columns, freshness and gates; checked by the server while it is edited. */
export function ContractStep() {
  const words = useMessages().link;
  const desk = useDesk();
  const query = useDraft();
  const checked = useContractCheck();
  const blocked = useBlock(desk, checked);
  return (
    <>
      <Loaded query={query} label={words.profile.loading} lines={10}>
        {(draft) => desk.work.contract && <Editor draft={draft} contract={desk.work.contract} checked={checked} />}
      </Loaded>
      <StepFoot back="profile" next="preview" blocked={blocked} />
    </>
  );
}

function useBlock(desk: Desk, { check }: CheckedContract): string | null {
  const words = useMessages().link.contract;
  const { contract, agencyId } = desk.work;
  if (!contract || !check) return words.checking;
  if (desk.slug === null && agencyId === '') return words.dataset.agencyFirst;
  if (!contract.titleTh.trim() || !contract.titleEn.trim()) return words.dataset.titleFirst;
  if (!isDatasetSlug(contract.dataset)) return words.dataset.slugBad;
  return check.ok ? null : words.fixFirst;
}

function Editor({ draft, contract, checked }: { draft: ProposedDraft; contract: Contract; checked: CheckedContract }) {
  const { change, work } = useDesk();
  const set = (next: Contract) => change({ contract: next });
  const problems = checked.check?.problems;
  const { ofColumn, others } = useMemo(() => problemsByColumn(problems ?? []), [problems]);
  return (
    <>
      <DatasetFields contract={contract} onChange={set} />
      <ColumnsEditor draft={draft} contract={contract} leftOut={work.leftOut} problems={ofColumn} onChange={(next, leftOut) => change({ contract: next, leftOut })} />
      <PromiseFields contract={contract} onChange={set} />
      <GateFields contract={contract} onChange={set} />
      <YamlEditor yaml={checked.yaml} onChange={set} />
      <Verdict checked={checked} others={others} />
    </>
  );
}

function Verdict({ checked: { check, error, retry }, others }: { checked: CheckedContract; others: NonNullable<CheckedContract['check']>['problems'] }) {
  const words = useMessages().link.contract;
  const tell = useTell();
  if (error && !check) return <ProblemView error={error} onRetry={retry} />;
  if (!check) return <p className="t14 muted" role="status">{words.checking}</p>;
  if (check.ok) return <p className="row t14 ok" role="status"><Mark glyph="ok" />{words.good}</p>;
  return (
    <Section title={words.problems({ count: check.problems.length })}>
      <Callout tone="bad" title={others.length > 0 ? words.elsewhere : words.fixFirst}>
        <ul className="plain-list t14">{(others.length > 0 ? others : check.problems).map((problem, at) => <li key={at}><code>{problem.pointer}</code> {tell(problem)}</li>)}</ul>
      </Callout>
    </Section>
  );
}
