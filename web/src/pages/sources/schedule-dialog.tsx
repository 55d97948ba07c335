import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { ruleTimesQuery, type Schedule } from '../../api/schedule-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { askedOf, draftOf, newDraft, ruleOf, windowOf, type RuleDraft } from './rule-draft.ts';
import { useTimes } from './rule-words.ts';

type Change = (part: Partial<RuleDraft>) => void;
const kinds: RuleDraft['every'][] = ['working-day', 'day', 'week', 'month', 'hour', 'cron', 'none'];

/** Asks when a source is fetched, and says at once what that means. */
export function ScheduleDialog({ slug, sourceId, schedule, onClose }: { slug: string; sourceId: number; schedule: Schedule | null; onClose: () => void }) {
  const { panel, form } = useMessages().schedule;
  const [draft, setDraft] = useState(() => (schedule ? draftOf(schedule) : newDraft));
  const asked = askedOf(draft);
  const saving = useAct(() => told(api.PUT('/api/v1/datasets/{slug}/sources/{id}/schedule', { params: { path: { slug, id: sourceId } }, body: asked as NonNullable<typeof asked> })), panel.saved, onClose);
  const change: Change = (part) => setDraft((before) => ({ ...before, ...part }));
  return (
    <FormDialog title={schedule ? panel.change : panel.set} verb={panel.save} acting={saving} ready={asked !== null} onSend={() => saving.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Select label={form.every} value={draft.every} options={kinds.map((value) => ({ value, label: form.kinds[value] ?? value }))} onChange={(every) => change({ every: every as RuleDraft['every'] })} />
          <RuleFields draft={draft} change={change} wrong={tried && ruleOf(draft) === undefined ? form.needed : null} />
          <Meaning draft={draft} />
          <details open={draft.every === 'none' || undefined}><summary className="t14">{form.more}</summary><div className="stack"><MoreFields draft={draft} change={change} tried={tried} /></div></details>
        </>
      )}
    </FormDialog>
  );
}

function RuleFields({ draft, change, wrong }: { draft: RuleDraft; change: Change; wrong: string | null }) {
  const words = useMessages().schedule.form;
  const { every } = draft;
  const timed = every === 'day' || every === 'working-day' || every === 'week' || every === 'month';
  return (
    <>
      {every === 'week' && <Select label={words.weekday} value={draft.weekday} options={words.weekdays.map((label, at) => ({ value: String(at + 1), label }))} onChange={(weekday) => change({ weekday })} />}
      {every === 'month' && <Field label={words.day} hint={words.dayHint} value={draft.day} onChange={(day) => change({ day })} inputMode="numeric" autoComplete="off" error={wrong} />}
      {timed && <Field label={words.at} hint={words.atHint} value={draft.at} onChange={(at) => change({ at })} maxLength={5} autoComplete="off" error={wrong} />}
      {every === 'hour' && <Field label={words.minute} value={draft.minute} onChange={(minute) => change({ minute })} inputMode="numeric" autoComplete="off" error={wrong} />}
      {every === 'cron' && <Field mono label={words.cron} hint={words.cronHint} value={draft.cron} onChange={(cron) => change({ cron })} maxLength={100} autoComplete="off" error={wrong} />}
      {(every === 'week' || every === 'month' || every === 'cron') && <Select label={words.off} value={draft.off} options={(['next', 'before', 'skip', 'run'] as const).map((value) => ({ value, label: words.offs[value] ?? value }))} onChange={(off) => change({ off: off as RuleDraft['off'] })} />}
    </>
  );
}

function Meaning({ draft }: { draft: RuleDraft }) {
  const words = useMessages().schedule.form;
  const times = useTimes();
  const [rule, window] = [ruleOf(draft), windowOf(draft)];
  const { data } = useQuery({ ...ruleTimesQuery({ rule: rule ?? { every: 'day', at: '00:00' }, window: window ?? null }), enabled: Boolean(rule), placeholderData: keepPreviousData });
  if (!rule || !data) return null;
  return <p className="t14" aria-live="polite"><b>{words.preview}</b> {times(data.upcoming)}</p>;
}

function MoreFields({ draft, change, tried }: { draft: RuleDraft; change: Change; tried: boolean }) {
  const words = useMessages().schedule.form;
  const wrong = (value: string, from: number, to: number) => (tried && !(/^\d+$/.test(value) && Number(value) >= from && Number(value) <= to) ? words.needed : null);
  return (
    <>
      <Field label={words.after} hint={words.afterHint} value={draft.after} onChange={(after) => change({ after })} autoComplete="off" error={tried && draft.every === 'none' && draft.after.trim() === '' ? words.needed : null} />
      <Field label={words.from} hint={words.windowHint} value={draft.from} onChange={(from) => change({ from })} maxLength={5} autoComplete="off" error={tried && windowOf(draft) === undefined ? words.needed : null} />
      <Field label={words.to} value={draft.to} onChange={(to) => change({ to })} maxLength={5} autoComplete="off" />
      <Field label={words.jitter} value={draft.jitter} onChange={(jitter) => change({ jitter })} inputMode="numeric" autoComplete="off" error={wrong(draft.jitter, 0, 120)} />
      <Select label={words.overlap} value={draft.overlap} options={(['skip', 'queue'] as const).map((value) => ({ value, label: words.overlaps[value] ?? value }))} onChange={(overlap) => change({ overlap: overlap as RuleDraft['overlap'] })} />
      <Field label={words.priority} hint={words.priorityHint} value={draft.priority} onChange={(priority) => change({ priority })} inputMode="numeric" autoComplete="off" error={wrong(draft.priority, 1, 9)} />
      <Field label={words.grace} value={draft.grace} onChange={(grace) => change({ grace })} inputMode="numeric" autoComplete="off" error={wrong(draft.grace, 1, 44_640)} />
    </>
  );
}
