import { eraOffset, fiscalYearSpan } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { NewProject, PlanProject, ProjectPage } from '../../api/plan-queries.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';
import { BudgetRows, emptyDraft, IndicatorRows, isReady, sayingOf, type ProjectDraft } from './project-draft.tsx';

interface StrategyChoice { id: number; number: number; titleTh: string; titleEn: string }

/** Adds a project under a strategy, or says one anew with the reason. */
export function ProjectDialog({ plan, strategies, strategyId, project, onClose }: {
  plan: { slug: string; firstYear: number; lastYear: number }; strategies: readonly StrategyChoice[]; strategyId: number;
  project?: PlanProject & { indicators: ProjectPage['indicators'] }; onClose: () => void;
}) {
  const { actionPlans: words } = useMessages();
  const span = { from: fiscalYearSpan(plan.firstYear).from, to: fiscalYearSpan(plan.lastYear).to };
  const [draft, setDraft] = useState<ProjectDraft>(() => emptyDraft({ strategyId, ...span, project }));
  const acting = useAct(
    () => send(plan.slug, sayingOf(draft), project && { id: project.id, version: project.version, reason: draft.reason.trim() }),
    project ? words.projectChanged : words.projectAdded, onClose);
  const title = project ? words.changeProject : words.addProject;
  return (
    <FormDialog title={title} verb={title} acting={acting} ready={isReady(draft, project !== undefined)} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => <ProjectFields draft={draft} onChange={setDraft} strategies={strategies} span={span} tried={tried} changing={project !== undefined} />}
    </FormDialog>
  );
}

async function send(slug: string, said: NewProject, changed: { id: number; version: number; reason: string } | undefined) {
  if (!changed) return told(api.POST('/api/v1/action-plans/{slug}/projects', { params: { path: { slug } }, body: said }));
  const { id, version, reason } = changed;
  return told(api.PUT('/api/v1/action-plans/{slug}/projects/{id}', { params: { path: { slug, id } }, body: { ...said, version, reason } }));
}

function ProjectFields({ draft, onChange, strategies, span, tried, changing }: {
  draft: ProjectDraft; onChange: (draft: ProjectDraft) => void; strategies: readonly StrategyChoice[]; span: { from: string; to: string }; tried: boolean; changing: boolean;
}) {
  const { actionPlans: words } = useMessages();
  const say = useSay();
  const { data: agencies } = useQuery(agenciesQuery());
  const set = <Name extends keyof ProjectDraft>(name: Name) => (value: ProjectDraft[Name]) => onChange({ ...draft, [name]: value });
  const missing = (text: string) => (tried && text.trim() === '' ? words.needed : null);
  return (
    <>
      <Select label={words.under} value={draft.strategyId} options={strategies.map((each) => ({ value: String(each.id), label: words.strategy({ number: each.number, title: say(each, 'title') }) }))} onChange={set('strategyId')} />
      <Field label={words.titleTh} value={draft.titleTh} onChange={set('titleTh')} maxLength={300} autoComplete="off" error={missing(draft.titleTh)} />
      <Field label={words.titleEn} value={draft.titleEn} onChange={set('titleEn')} maxLength={300} autoComplete="off" error={missing(draft.titleEn)} />
      {agencies && <ComboBox label={words.agency} value={draft.agencyId} options={agencies.items.map((agency) => ({ value: agency.id, label: say(agency, 'name') }))} onChange={set('agencyId')} openLabel={words.openAgencies} error={missing(draft.agencyId)} />}
      <Field label={words.code} value={draft.code} onChange={set('code')} maxLength={40} autoComplete="off" />
      <div className="form-pair">
        <DatePicker label={words.startsOn} value={draft.startsOn} min={span.from} max={span.to} onChange={set('startsOn')} error={missing(draft.startsOn)} />
        <DatePicker label={words.endsOn} value={draft.endsOn} min={span.from} max={span.to} onChange={set('endsOn')} error={missing(draft.endsOn)} />
      </div>
      <BudgetRows rows={draft.budgets} firstYear={Number(span.to.slice(0, 4)) + eraOffset} onChange={set('budgets')} tried={tried} />
      <IndicatorRows rows={draft.indicators} onChange={set('indicators')} tried={tried} />
      {changing && <LongField label={words.reason} hint={words.reasonHint} value={draft.reason} onChange={set('reason')} rows={2} maxLength={2000} error={missing(draft.reason)} />}
    </>
  );
}
