import type { CatalogueDefinition } from '@saphan/contracts/catalogue/definition';
import { useMemo, useState, type FormEvent } from 'react';
import { ApiProblem } from '../../api/client.ts';
import { saveRecord, type RecordWork } from '../../api/catalogue-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Meter } from '../../ui/meter.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { changedKeys, changesOf, countFilled, fieldAt, shownFields, valuesOf, withConsequences, type Value, type Values } from './record-draft.ts';
import { OwnFields, type OwnSection } from './own-fields.tsx';
import { RecordField } from './record-field.tsx';
import { useLeaveWarning } from './use-leave-warning.ts';

/** The record's form, generated from the definition: sections in a clerk's order, problems beside their fields, always how much of the 14 is there. */
export function RecordForm({ work, definition }: { work: RecordWork; definition: CatalogueDefinition }) {
  const words = useMessages().catalogue;
  const saved = useMemo(() => valuesOf(work, definition), [work, definition]);
  const [edits, setEdits] = useState<Values>({});
  const values = { ...saved, ...edits };
  const dirty = changedKeys(saved, values);
  const acting = useAct(() => saveRecord(work.record.slug, { ...changesOf(saved, values, definition), expectVersion: work.record.version }), words.saved, () => setEdits({}));
  useLeaveWarning(dirty.length > 0);
  const change = (key: string, value: Value) => { acting.reset(); setEdits(withConsequences({ ...values, [key]: value }, key, definition)); };
  const send = (event: FormEvent) => { event.preventDefault(); if (dirty.length > 0 && !acting.isPending) acting.mutate(); };
  const problems = useProblems(work, acting.error, dirty);
  return (
    <form className="record-form" onSubmit={send} noValidate>
      {!work.maySave && <Callout tone="info" title={['submitted', 'checked', 'approved'].includes(work.record.state) ? words.withCheckers : words.readOnly} />}
      <Sections definition={definition} values={values} problems={problems} isDisabled={!work.maySave} onChange={change} />
      {acting.isError && <Refusal error={acting.error} />}
      <Foot filled={countFilled(values, definition)} dirty={dirty.length > 0} isPending={acting.isPending} work={work} />
    </form>
  );
}

type Problems = ReadonlyMap<string, { text: string; missing: boolean }>;

/** What the server found, by field; a field that was touched since says nothing until it is saved again. */
function useProblems(work: RecordWork, error: unknown, dirty: readonly string[]): Problems {
  const lang = useLang();
  if (error instanceof ApiProblem && error.problem.errors) return new Map(error.problem.errors.map((place) => [fieldAt(place.pointer ?? ''), { text: place[lang] ?? '', missing: false }]));
  return new Map(work.problems.filter(({ field }) => !dirty.includes(field)).map((each) => [each.field, { text: each[lang], missing: each.kind === 'missing' }]));
}

function Sections({ definition, values, problems, isDisabled, onChange }: { definition: CatalogueDefinition; values: Values; problems: Problems; isDisabled: boolean; onChange: (key: string, value: Value) => void }) {
  const lang = useLang();
  const words = useMessages().catalogue;
  const shown = shownFields(values, definition);
  return definition.sections.map((section) => {
    const fields = shown.filter((field) => field.section === section.key);
    const draw = (some: typeof fields) => some.map((field) => {
      const problem = problems.get(field.key);
      return (
        <div key={field.key} id={`field-${field.key}`} className={isWide(field.kind) ? 'wide' : undefined}>
          <RecordField field={field} definition={definition} values={values} error={problem && !problem.missing ? problem.text : null} missing={problem?.missing ?? false} isDisabled={isDisabled} onChange={(value) => onChange(field.key, value)} />
        </div>
      );
    });
    const first = fields.filter((field) => field.required || field.otherOf !== null || field.key === 'data_classification');
    const rest = fields.filter((field) => !first.includes(field));
    const isOpen = rest.some((field) => problems.has(field.key));
    return (
      <Section key={section.key} id={section.key} title={section[lang]}>
        <div className="record-fields">
          {draw(first)}
          <OwnFields section={section.key as OwnSection} values={values} problems={problems} isDisabled={isDisabled} onChange={onChange} />
        </div>
        {rest.length > 0 && <details className="panel fold record-more" open={isOpen || undefined}><summary><Icon name="right" />{words.moreFields({ count: rest.length })}</summary><div className="body record-fields">{draw(rest)}</div></details>}
      </Section>
    );
  });
}

const isWide = (kind: string) => kind === 'long-text' || kind === 'codes' || kind === 'tags';

function Refusal({ error }: { error: unknown }) {
  const words = useMessages().catalogue;
  const isAboutFields = error instanceof ApiProblem && (error.problem.errors?.length ?? 0) > 0;
  return isAboutFields ? <Callout tone="bad" title={words.refused} alert><p className="t14">{words.refusedWhy}</p></Callout> : <ProblemView error={error} />;
}

function Foot({ filled, dirty, isPending, work }: { filled: number; dirty: boolean; isPending: boolean; work: RecordWork }) {
  const words = useMessages().catalogue;
  const isWhole = filled === 14;
  return (
    <div className="record-foot no-print">
      <div className="record-count"><b className="num">{words.ofFourteen({ filled })}</b><Meter label={words.fourteen} value={filled} max={14} said={words.ofFourteen({ filled })} tone={isWhole ? 'ok' : 'warn'} /></div>
      <span className="muted t14">{dirty ? words.unsaved : words.fourteen}</span>
      {work.maySave && <Button type="submit" look="primary" isPending={isPending} unavailable={dirty ? null : words.nothing}>{work.record.state === 'published' ? words.savePublished : words.save}</Button>}
    </div>
  );
}
