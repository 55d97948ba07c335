import { classifyChange } from '@saphan/contracts/odcs/classify';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { contractCheckQuery } from '../../api/link-queries.ts';
import type { ContractCheck } from '../../api/link-types.ts';
import { askAgreement } from '../../api/rule-queries.ts';
import type { ContractVersion } from '../../api/types.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { LongField } from '../../ui/field.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { announce } from '../../ui/toast.tsx';
import { ChangeList } from '../link/change-list.tsx';

/** What the next version changes, whether it can be used, and the button that agrees it. */
export function SavePanel({ slug, agreed, yaml, onUndo }: { slug: string; agreed: ContractVersion; yaml: string; onUndo: () => void }) {
  const words = useMessages().rules.save;
  const edited = yaml !== agreed.yaml;
  const query = useQuery({ ...contractCheckQuery(yaml), enabled: edited });
  const check = edited && !query.isPlaceholderData ? query.data ?? null : null;
  const [note, setNote] = useState('');
  const saving = useSaving(slug, agreed, () => setNote(''));
  const unavailable = !edited ? words.nothing : check === null ? words.checking : check.ok ? null : words.nothing;
  return (
    <Section id="save" title={words.title} note={words.kept}>
      {check && <Changes agreed={agreed} check={check} />}
      {edited && <LongField label={words.note} hint={words.noteHint} rows={2} maxLength={2_000} value={note} onChange={setNote} />}
      {query.isError && <ProblemView error={query.error} />}
      {saving.isError && <ProblemView error={saving.error} />}
      {edited && <details><summary className="linkish">{words.yaml}</summary><div className="code"><pre tabIndex={0} aria-label={words.yaml}>{yaml}</pre></div></details>}
      <div className="step-foot no-print">
        {!edited && <span className="t14 muted">{words.nothing}</span>}
        <span className="grow" />
        {edited && <Button look="quiet" onPress={onUndo}>{words.undo}</Button>}
        <Button look="primary" unavailable={unavailable} isPending={saving.isPending} onPress={() => saving.mutate({ yaml, note })}>{words.button({ version: agreed.version + 1 })}</Button>
      </div>
    </Section>
  );
}

function useSaving(slug: string, agreed: ContractVersion, onDone: () => void) {
  const words = useMessages().rules.save;
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ yaml, note }: { yaml: string; note: string }) => askAgreement(slug, { yaml, basedOn: agreed.version, ...(note.trim() && { note: note.trim() }) }),
    onSuccess: async ({ version, change }) => {
      announce(change === 'none' ? words.same : words.done({ version }));
      onDone();
      await client.invalidateQueries({ queryKey: ['dataset', slug] });
    },
  });
}

function Changes({ agreed, check }: { agreed: ContractVersion; check: ContractCheck }) {
  const words = useMessages().link;
  const tell = useTell();
  if (!check.ok || !check.contract) {
    return <Callout tone="bad" title={words.contract.problems({ count: check.problems.length })} alert level={3}><ul className="plain-list t14">{check.problems.map((problem, at) => <li key={at}><code>{problem.pointer}</code> {tell(problem)}</li>)}</ul></Callout>;
  }
  const { change, changes } = classifyChange(agreed.contract, check.contract);
  if (change === 'none') return <p className="t14">{words.plan.noChanges}</p>;
  return (
    <>
      <Callout tone={change === 'breaking' ? 'warn' : 'ok'} title={change === 'breaking' ? words.plan.breaking : words.plan.compatible} level={3}>{change === 'breaking' && <p className="t14">{words.plan.breakingWhy}</p>}</Callout>
      <ChangeList changes={changes} />
    </>
  );
}
