import { useState } from 'react';
import type { HostedColumn, HostedCondition } from '../../../api/hosting-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { useConditionWords } from './condition-words.ts';

type Op = HostedCondition['all'][number]['op'];
const ops: readonly Op[] = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'is-null'];
const nothing = { name: '', titleTh: '', titleEn: '', column: '', op: 'eq' as Op, value: '', asked: false };

/** The questions of a yes-or-no service: those there are, and one more of one comparison. */
export function ConditionFields({ conditions, columns, onChange }: { conditions: readonly HostedCondition[]; columns: readonly HostedColumn[]; onChange: (conditions: HostedCondition[]) => void }) {
  const { hosting: words } = useMessages();
  const say = useSay();
  const told = useConditionWords(columns);
  return (
    <fieldset className="field">
      <legend className="label">{words.conditions}</legend>
      <ul className="plain stack">
        {conditions.map((each) => (
          <li className="row" key={each.name}>
            <span><span className="mono">{each.name}</span> {say(each, 'title')}<span className="sub t13 muted">{told(each)}</span></span>
            <Button look={['small', 'quiet']} onPress={() => onChange(conditions.filter((other) => other !== each))}>{words.remove}<span className="sr"> {words.removeOf({ name: each.name })}</span></Button>
          </li>
        ))}
      </ul>
      <NewCondition columns={columns.filter(({ pseudonymised }) => !pseudonymised)} onAdd={(condition) => onChange([...conditions.filter(({ name }) => name !== condition.name), condition])} />
    </fieldset>
  );
}

function NewCondition({ columns, onAdd }: { columns: readonly HostedColumn[]; onAdd: (condition: HostedCondition) => void }) {
  const { hosting: words } = useMessages();
  const say = useSay();
  const [draft, setDraft] = useState({ ...nothing, column: columns[0]?.name ?? '' });
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const values = draft.op === 'is-null' ? [] : [draft.asked && draft.op === 'eq' ? { param: draft.column } : draft.value.trim()];
  const ready = /^[a-z][a-z0-9-]{0,40}$/.test(draft.name) && draft.titleTh.trim() !== '' && draft.titleEn.trim() !== '' && (values.length === 0 || values[0] !== '');
  const add = () => { onAdd({ name: draft.name, titleTh: draft.titleTh.trim(), titleEn: draft.titleEn.trim(), all: [{ column: draft.column, op: draft.op, values }] }); setDraft({ ...nothing, column: draft.column }); };
  return (
    <div className="stack">
      <Field label={words.conditionName} hint={words.conditionNameHint} value={draft.name} onChange={(name) => set({ name })} maxLength={41} autoComplete="off" mono />
      <div className="form-pair">
        <Field label={words.conditionTh} value={draft.titleTh} onChange={(titleTh) => set({ titleTh })} maxLength={200} autoComplete="off" />
        <Field label={words.conditionEn} value={draft.titleEn} onChange={(titleEn) => set({ titleEn })} maxLength={200} autoComplete="off" />
      </div>
      <div className="form-pair">
        <Select label={words.conditionColumn} value={draft.column} options={columns.map((column) => ({ value: column.name, label: say(column, 'title') || column.name }))} onChange={(column) => set({ column })} />
        <Select label={words.conditionOp} value={draft.op} options={ops.map((value) => ({ value, label: words.ops[value] ?? value }))} onChange={(op) => set({ op: op as Op })} />
      </div>
      {draft.op === 'eq' && <label className="check"><input type="checkbox" checked={draft.asked} onChange={(event) => set({ asked: event.target.checked })} /><span>{words.conditionAsked}</span></label>}
      {draft.op !== 'is-null' && !(draft.asked && draft.op === 'eq') && <Field label={words.conditionValue} value={draft.value} onChange={(value) => set({ value })} maxLength={500} autoComplete="off" />}
      <div><Button look="small" onPress={add} unavailable={ready ? null : words.needed}>{words.addCondition}</Button></div>
    </div>
  );
}
