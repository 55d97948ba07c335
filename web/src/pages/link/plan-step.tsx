import { classifyChange } from '@saphan/contracts/odcs/classify';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { agenciesQuery } from '../../api/queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { LongField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Numbered } from '../../ui/numbered.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { announce } from '../../ui/toast.tsx';
import { ChangeList } from './change-list.tsx';
import { useDesk, type Desk } from './desk.ts';
import { DueFields } from './due-fields.tsx';
import { refreshAfterStart, startLink, StartStopped, type StartStep } from './start-link.ts';
import { useDeskYaml } from './use-desk-yaml.ts';

/** The due date, what will happen, and the start. */
export function PlanStep() {
  const words = useMessages().link;
  const desk = useDesk();
  const yaml = useDeskYaml();
  const { step, starting } = useStart(desk, yaml);
  const stopped = starting.error instanceof StartStopped ? starting.error : null;
  const dueIsIncomplete = desk.work.dueOn !== null && desk.basis !== null && desk.basis.dataset.dueOn === null && desk.work.reason.trim() === '';
  const blocked = yaml === null ? words.notYet : dueIsIncomplete ? words.plan.reason : null;
  return (
    <>
      <Section title={words.plan.title}>
        <Summary desk={desk} />
        <VersionChange desk={desk} />
        <DueFields />
        {stopped && <ProblemView error={stopped.reason}><p className="t14">{words.plan.failedAt({ step: words.plan.doing[stopped.step] })}</p></ProblemView>}
        {starting.isPending && step && <p className="t14 soft" role="status">{words.plan.doing[step]}</p>}
      </Section>
      <div className="step-foot no-print">
        <Button onPress={() => desk.to('preview')}>{words.back}</Button>
        <span className="grow" />
        <Button look={['primary', 'large']} unavailable={blocked} isDisabled={starting.isPending} onPress={() => starting.mutate()}><Icon name="link" />{starting.isPending ? words.plan.starting : words.plan.start}</Button>
      </div>
    </>
  );
}

function useStart(desk: Desk, yaml: string | null) {
  const words = useMessages().link.plan;
  const client = useQueryClient();
  const go = useGo();
  const [step, setStep] = useState<StartStep | null>(null);
  const starting = useMutation({
    mutationFn: () => startLink(desk, { yaml: yaml ?? '', onStep: setStep }),
    onSuccess: ({ run, agreed, slug }) => {
      refreshAfterStart(client, slug);
      if (agreed && agreed.change !== 'none') announce(words.agreed({ version: agreed.version }));
      go(`/runs/${run.id}`);
    },
  });
  return { step, starting };
}

function Summary({ desk }: { desk: Desk }) {
  const words = useMessages().link.plan;
  const say = useSay();
  const { data } = useQuery(agenciesQuery());
  const { work, basis, mode } = desk;
  const agency = data?.items.find((each) => each.id === work.agencyId);
  const lines = [
    basis === null && work.contract && words.newDataset({ title: say(work.contract, 'title'), agency: agency ? say(agency, 'name') : work.agencyId }),
    mode === 'draft' && (basis?.version ? words.agreeNext : words.agree),
    work.source?.id === null && words.addSource({ source: work.source.name ?? work.source.summary }),
    work.source ? words.runSource({ source: work.source.name ?? work.source.summary }) : words.run({ file: work.raw?.name ?? `#${desk.rawId}` }), words.publish,
  ].filter((line): line is string => typeof line === 'string');
  return (
    <section className="panel" aria-label={words.summary}>
      <header><h3>{words.summary}</h3></header>
      <div className="body"><Numbered lines={lines} /></div>
    </section>
  );
}

/** How a new version differs from the one in force, before it is agreed. */
function VersionChange({ desk: { mode, basis, work, change } }: { desk: Desk }) {
  const words = useMessages().link.plan;
  if (mode !== 'draft' || !basis?.contract || !work.contract) return null;
  const { change: kind, changes } = classifyChange(basis.contract, work.contract);
  return (
    <section className="stack" aria-label={words.changes}>
      <h3>{words.changes}</h3>
      {kind === 'none' ? <p className="t14">{words.noChanges}</p> : (
        <>
          <Callout tone={kind === 'breaking' ? 'warn' : 'ok'} title={kind === 'breaking' ? words.breaking : words.compatible} level={3}>{kind === 'breaking' && <p className="t14">{words.breakingWhy}</p>}</Callout>
          <ChangeList changes={changes} />
          <LongField label={words.note} hint={words.noteHint} rows={2} maxLength={2000} value={work.note} onChange={(note) => change({ note })} />
        </>
      )}
    </section>
  );
}
