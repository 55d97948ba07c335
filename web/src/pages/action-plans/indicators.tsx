import { todayInBangkok } from '@saphan/contracts/dates';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Indicator, ProjectPage } from '../../api/plan-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field } from '../../ui/field.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Section } from '../../ui/section.tsx';

/** By what a project is judged: target, what was reached, and who counted it. */
export function Indicators({ project, reports }: { project: ProjectPage; reports: boolean }) {
  const { actionPlans: words } = useMessages();
  const say = useSay();
  const may = useMay()('projects.report-indicator') && reports;
  const [open, setOpen] = useState<Indicator | null>(null);
  const columns: TableColumn<Indicator>[] = [
    { id: 'indicator', head: words.indicator, className: 'wide', cell: (each) => say(each, 'title') },
    { id: 'target', head: words.target, numeric: true, cell: (each) => <Num value={each.target} unit={say(each, 'unit')} /> },
    { id: 'reached', head: words.reached, numeric: true, cell: (each) => (each.value === null ? <span className="muted">{words.notReported}</span> : <Num value={each.value} unit={say(each, 'unit')} />) },
    { id: 'counted', head: words.countedOn, cell: (each) => <><ThaiDate iso={each.countedOn} /><span className="sub t13 muted">{each.measure === 'datasets-linked' ? words.countsItself : each.by && words.toldBy({ by: each.by, note: each.note ?? '' })}</span></> },
    ...(may ? [{ id: 'actions', head: words.actions, cell: (each: Indicator) => (each.measure === 'reported' ? <Button look="small" aria-label={words.reportTitle({ title: say(each, 'title') })} onPress={() => setOpen(each)}>{words.report}</Button> : <span className="off">–</span>) }] : []),
  ];
  return (
    <Section title={words.indicators}>
      {project.indicators.length === 0 ? <p className="muted">{words.noIndicators}</p>
        : <DataTable caption={words.indicators} columns={columns} rows={project.indicators} rowKey={(each) => each.number} rowHead="indicator" />}
      {open && <ReportDialog project={project} indicator={open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function ReportDialog({ project, indicator, onClose }: { project: ProjectPage; indicator: Indicator; onClose: () => void }) {
  const { actionPlans: words } = useMessages();
  const say = useSay();
  const today = todayInBangkok(new Date());
  const [draft, setDraft] = useState({ value: '', countedOn: today, note: '' });
  const value = Number(draft.value.replace(/[,\s]/g, ''));
  const valid = draft.value.trim() !== '' && Number.isFinite(value);
  const path = { slug: project.plan.slug, id: project.id, number: indicator.number };
  const acting = useAct(() => told(api.POST('/api/v1/action-plans/{slug}/projects/{id}/indicators/{number}/reports', { params: { path }, body: { value, countedOn: draft.countedOn, note: draft.note.trim() } })), words.reported, onClose);
  return (
    <FormDialog title={words.reportTitle({ title: say(indicator, 'title') })} verb={words.report} acting={acting} ready={valid && draft.note.trim() !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Field label={`${words.value} (${say(indicator, 'unit')})`} value={draft.value} onChange={(next) => setDraft({ ...draft, value: next })} maxLength={22} inputMode="decimal" autoComplete="off" autoFocus error={tried && !valid ? words.notANumber : null} />
          <DatePicker label={words.countedOn} value={draft.countedOn} max={today} onChange={(countedOn) => setDraft({ ...draft, countedOn })} />
          <Field label={words.note} value={draft.note} onChange={(note) => setDraft({ ...draft, note })} maxLength={2000} autoComplete="off" error={tried && draft.note.trim() === '' ? words.needed : null} />
        </>
      )}
    </FormDialog>
  );
}
