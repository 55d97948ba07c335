import type { AgreementWords } from '../../../api/agreement-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { Field, LongField } from '../../../ui/field.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { ops, type Draft, type RowDraft } from './draft.ts';

export interface PartProps {
  draft: Draft;
  set: (changes: Partial<Draft>) => void;
  /** What is wrong at a place of the terms, by the beginning of its pointer. */
  faultAt: (place: string) => string | null;
  words: AgreementWords;
}

/** Which of the agency's systems will call. @param fixed an agreement keeps its system. */
export function WhoPart({ draft, set, faultAt, words, fixed }: PartProps & { fixed: boolean }) {
  const { agreements: say } = useMessages();
  const name = useSay();
  const chosen = words.systems.find(({ path }) => path === draft.systemPath);
  return (
    <Section title={say.sections.who}>
      <div className="stack">
        {fixed ? <p><code>{draft.systemPath}</code></p> : words.systems.length === 0
          ? <Callout tone="warn" level={3} title={say.noSystems}><p>{say.noSystemsWhy} <PageLink to="/exchange/systems">{say.toSystems}</PageLink></p></Callout>
          : <Select label={say.system} value={draft.systemPath} options={words.systems.map((each) => ({ value: each.path, label: name(each, 'name'), hint: each.path }))} onChange={(systemPath) => set({ systemPath })} error={faultAt('/systemPath')} />}
        {chosen?.keys === 0 && <Callout tone="info" level={3} title={say.noKeys}><p><PageLink to="/exchange/systems">{say.toSystems}</PageLink></p></Callout>}
      </div>
    </Section>
  );
}

/** Operations, fields and rows. */
export function WhatPart(props: PartProps) {
  const { agreements: say } = useMessages();
  const name = useSay();
  const { draft, set, faultAt, words } = props;
  const known = words.service.columns.length > 0;
  return (
    <Section title={say.sections.what}>
      <div className="stack">
        <fieldset>
          <legend className="label">{say.operations}</legend>
          {words.service.operations.map((each) => <label className="check" key={each.id}><input type="checkbox" checked={draft.operations.includes(each.id)} onChange={() => set({ operations: toggled(draft.operations, each.id) })} /><span>{name(each, 'summary') || each.id} <code className="t13">{each.method} {each.path}</code></span></label>)}
        </fieldset>
        {faultAt('/terms/operations') && <p className="t14 bad">{faultAt('/terms/operations')}</p>}
        <Select label={say.chooseFields} value={draft.allFields ? 'all' : 'some'} options={(['all', 'some'] as const).map((value) => ({ value, label: say.fieldModes[value] }))} onChange={(value) => set({ allFields: value === 'all' })} />
        {!draft.allFields && (known ? <Columns {...props} /> : <LongField label={say.freeFields} hint={say.freeFieldsHint} value={draft.freeFields} onChange={(freeFields) => set({ freeFields })} rows={4} maxLength={10_000} error={faultAt('/terms/fields')} />)}
        {draft.allFields && faultAt('/terms/fields') && <p className="t14 bad">{faultAt('/terms/fields')}</p>}
        {known && <Rows {...props} />}
      </div>
    </Section>
  );
}

const toggled = (list: readonly string[], value: string): string[] => (list.includes(value) ? list.filter((each) => each !== value) : [...list, value]);

/** Columns of the service; each personal one that is chosen says why. */
function Columns({ draft, set, faultAt, words }: PartProps) {
  const { agreements: say } = useMessages();
  const name = useSay();
  const chosen = Object.keys(draft.fields);
  const toggle = (column: string) => set({ fields: column in draft.fields ? Object.fromEntries(Object.entries(draft.fields).filter(([each]) => each !== column)) : { ...draft.fields, [column]: '' } });
  const personal = words.service.columns.filter((column) => column.personal !== null && column.name in draft.fields);
  return (
    <>
      <fieldset>
        <legend className="label">{say.fields}</legend>
        <div className="agreement-choices" tabIndex={0} role="group" aria-label={say.fields}>
          {words.service.columns.map((column) => <label className="check" key={column.name}><input type="checkbox" checked={column.name in draft.fields} onChange={() => toggle(column.name)} /><span>{name(column, 'title')}{column.personal && <> <Badge tone="warn">{say.personal}</Badge></>}</span></label>)}
        </div>
      </fieldset>
      {personal.map((column) => (
        <Field key={column.name} label={say.fieldReason({ name: name(column, 'title') })} value={draft.fields[column.name] ?? ''} onChange={(reason) => set({ fields: { ...draft.fields, [column.name]: reason } })} maxLength={1000} autoComplete="off"
          error={faultAt(`/terms/fields/${chosen.indexOf(column.name)}/`)} />
      ))}
      {faultAt('/terms/fields') && <p className="t14 bad">{faultAt('/terms/fields')}</p>}
    </>
  );
}

/** Which rows: column, operator, values. */
function Rows({ draft, set, faultAt, words }: PartProps) {
  const { agreements: say } = useMessages();
  const name = useSay();
  const change = (at: number, changes: Partial<RowDraft>) => set({ rows: draft.rows.map((row, index) => (index === at ? { ...row, ...changes } : row)) });
  const columns = words.service.columns.map((column) => ({ value: column.name, label: name(column, 'title') }));
  const first = columns[0]?.value ?? '';
  return (
    <fieldset>
      <legend className="label">{say.rows}</legend>
      {draft.rows.length === 0 && <p className="t14 muted">{say.allRows}</p>}
      {draft.rows.map((row, at) => (
        <div className="panel stack" key={at} role="group" aria-label={`${say.rows} ${at + 1}`}>
          <div className="form-pair">
            <Select label={say.column} value={row.column} options={columns} onChange={(column) => change(at, { column })} error={faultAt(`/terms/rowFilter/all/${at}/column`)} />
            <Select label={say.op} value={row.op} options={ops.map((value) => ({ value, label: say.ops[value] }))} onChange={(op) => change(at, { op: op as RowDraft['op'] })} />
          </div>
          {row.op !== 'is-null' && <Field label={say.values} hint={say.valuesHint} value={row.values} onChange={(values) => change(at, { values })} maxLength={2000} autoComplete="off" error={faultAt(`/terms/rowFilter/all/${at}/values`)} />}
          <p><Button look={['quiet', 'small']} onPress={() => set({ rows: draft.rows.filter((_, index) => index !== at) })}>{say.remove}<span className="sr"> {say.rows} {at + 1}</span></Button></p>
        </div>
      ))}
      <p><Button look="small" onPress={() => set({ rows: [...draft.rows, { column: first, op: 'eq', values: '' }] })}>{say.addRow}</Button></p>
    </fieldset>
  );
}
