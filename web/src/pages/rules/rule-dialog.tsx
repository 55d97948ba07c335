import type { Contract, RowRule, Severity } from '@saphan/contracts/contract';
import { findRule, ruleLibrary } from '@saphan/contracts/rules/library';
import { severitiesOf } from '@saphan/contracts/rules/rule-shapes';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { askRuleTrial } from '../../api/rule-queries.ts';
import { useMessages, useSay, useTell } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';
import { draftOf, faultsOf, isReady, newDraft, ruleOf, useOf, withRule, type RuleDraft } from './rule-draft.ts';
import { RuleFields } from './rule-fields.tsx';
import { Sentence } from './sentence.tsx';
import { TrialView } from './trial-view.tsx';

const free = 'free';
const notSent = { isPending: false, isError: false, error: null };

/** Asks for a rule by its name and what it takes, says it in words, and tries it on the current release. */
export function RuleDialog({ slug, contract, rule, taken, onKeep, onClose }: { slug: string; contract: Contract; rule: RowRule | null; taken: readonly string[]; onKeep: (rule: RowRule) => void; onClose: () => void }) {
  const words = useMessages().rules.dialog;
  const [draft, setDraft] = useState<RuleDraft>(() => (rule ? draftOf(rule) : newDraft('between')));
  const ready = isReady(draft, contract);
  const change = (part: Partial<RuleDraft>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <FormDialog title={rule ? words.change : words.add} verb={words.keep} acting={notSent} ready={ready} onSend={() => onKeep(ruleOf(draft, taken))} onClose={onClose}>
      {(tried) => (
        <>
          <RuleChoice draft={draft} onChoose={(name) => setDraft((before) => withRule(before, name))} />
          {draft.rule === '' && <LongField label={words.free} hint={words.freeHint} mono rows={2} maxLength={4_000} value={draft.sql} onChange={(sql) => change({ sql })} error={tried && draft.sql.trim() === '' ? words.conditionNeeded : null} />}
          <RuleFields draft={draft} contract={contract} faults={tried ? faultsOf(draft, contract) : {}} onChange={change} />
          <div role="status"><Callout tone="info" title={words.says} level={3}><Sentence contract={contract} rule={ruleOf(draft, [])} /></Callout></div>
          <Severities draft={draft} onChange={(severity) => change({ severity })} />
          <Names draft={draft} tried={tried} onChange={change} />
          <Trial slug={slug} contract={contract} draft={draft} />
        </>
      )}
    </FormDialog>
  );
}

function RuleChoice({ draft, onChoose }: { draft: RuleDraft; onChoose: (name: string) => void }) {
  const words = useMessages().rules.dialog;
  const say = useSay();
  const known = findRule(draft.rule);
  const options = [...ruleLibrary.map((each) => ({ value: each.name, label: say(each, 'title'), hint: words[each.level] })), { value: free, label: words.free }];
  return <ComboBox label={words.rule} openLabel={words.openRules} value={draft.rule || free} options={options} hint={known && say(known, 'says')} onChange={(name) => { if (name !== '') onChoose(name === free ? '' : name); }} />;
}

function Severities({ draft, onChange }: { draft: RuleDraft; onChange: (severity: Severity) => void }) {
  const words = useMessages().rules;
  const known = findRule(draft.rule);
  const allowed: readonly Severity[] = known ? severitiesOf(known) : ['reject', 'hold', 'warn'];
  return <Select label={words.severity} value={draft.severity} options={allowed.map((value) => ({ value, label: words.severities[value] }))} onChange={(severity) => onChange(severity as Severity)} />;
}

function Names({ draft, tried, onChange }: { draft: RuleDraft; tried: boolean; onChange: (part: Partial<RuleDraft>) => void }) {
  const words = useMessages().rules.dialog;
  const fault = (text: string) => (tried && text.trim() === '' ? words.nameNeeded : null);
  return (
    <div className="field-grid">
      <Field label={words.titleTh} value={draft.titleTh} maxLength={500} autoComplete="off" onChange={(titleTh) => onChange({ titleTh })} error={fault(draft.titleTh)} />
      <Field label={words.titleEn} value={draft.titleEn} maxLength={500} autoComplete="off" onChange={(titleEn) => onChange({ titleEn })} error={fault(draft.titleEn)} />
    </div>
  );
}

/** The trial of the rule as it stands; another rule asks anew. */
function Trial({ slug, contract, draft }: { slug: string; contract: Contract; draft: RuleDraft }) {
  const words = useMessages().rules;
  const tell = useTell();
  const implementation = draft.rule === '' ? draft.sql.trim() : useOf(draft);
  const asked = JSON.stringify(implementation);
  const trying = useMutation({ mutationFn: () => askRuleTrial(slug, implementation) });
  const [triedAs, setTriedAs] = useState('');
  const [fault] = Object.values(faultsOf(draft, contract));
  const unavailable = draft.rule === '' && draft.sql.trim() === '' ? words.dialog.conditionNeeded : fault ? tell(fault) : null;
  return (
    <div className="stack">
      <p><Button unavailable={unavailable} isPending={trying.isPending} onPress={() => { setTriedAs(asked); trying.mutate(); }}>{trying.isPending ? words.trial.doing : words.trial.button}</Button></p>
      {triedAs === asked && trying.data && <TrialView trial={trying.data} />}
      {triedAs === asked && trying.isError && <ProblemView error={trying.error} />}
    </div>
  );
}
