import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';
import { faultOf, opsFor, type ConditionDraft, type Op, type TermsColumn } from './terms-draft.ts';

const most = 50;
const fewChoices = 12;

/** Conditions that a row must meet, each with its column, comparison and value. */
export function ConditionList({ columns, conditions, tried, onChange }: { columns: TermsColumn[]; conditions: ConditionDraft[]; tried: boolean; onChange: (conditions: ConditionDraft[]) => void }) {
  const words = useMessages().rights.terms;
  const change = (at: number, part: Partial<ConditionDraft>) => onChange(conditions.map((each, i) => (i === at ? { ...each, ...part } : each)));
  const first = columns[0];
  return (
    <fieldset className="stack">
      <legend className="label">{words.rows}</legend>
      <p className="hint">{words.rowsHint}</p>
      {conditions.map((condition, at) => (
        // A condition has no name of its own: its place is its key.
        // eslint-disable-next-line react/no-array-index-key
        <fieldset key={at} className="row-condition">
          <legend className="sr">{words.condition({ number: at + 1 })}</legend>
          <Condition columns={columns} condition={condition} tried={tried} onChange={(part) => change(at, part)} />
          <Button look={['small', 'quiet']} onPress={() => onChange(conditions.filter((_, i) => i !== at))}><Icon name="close" />{words.remove({ number: at + 1 })}</Button>
        </fieldset>
      ))}
      <div><Button look="small" isDisabled={conditions.length >= most} onPress={() => onChange([...conditions, { column: first?.name ?? '', op: 'eq', value: first?.type === 'boolean' ? 'true' : '' }])}><Icon name="plus" />{words.add}</Button></div>
    </fieldset>
  );
}

function Condition({ columns, condition, tried, onChange }: { columns: TermsColumn[]; condition: ConditionDraft; tried: boolean; onChange: (part: Partial<ConditionDraft>) => void }) {
  const words = useMessages().rights.terms;
  const column = columns.find(({ name }) => name === condition.column);
  const isDate = column?.type === 'date' || column?.type === 'timestamp';
  const ops = opsFor(column);
  const fault = tried ? faultOf(condition, columns) : null;
  const choose = (name: string) => {
    const next = columns.find((each) => each.name === name);
    onChange({ column: name, op: opsFor(next).includes(condition.op) ? condition.op : 'eq', value: next?.type === 'boolean' ? 'true' : '' });
  };
  return (
    <>
      <ColumnField columns={columns} value={condition.column} onChange={choose} error={fault === 'column' ? words.faults['column'] : null} />
      <Select label={words.comparison} value={condition.op} options={ops.map((op) => ({ value: op, label: (isDate ? words.dayOps[op] : undefined) ?? words.ops[op] ?? op }))} onChange={(op) => onChange({ op: op as Op })} />
      <ValueField column={column} condition={condition} onChange={(value) => onChange({ value })} error={fault !== null && fault !== 'column' ? words.faults[fault] ?? null : null} />
    </>
  );
}

interface Choosing { value: string; onChange: (value: string) => void; error?: string | null | undefined }

function ColumnField({ columns, value, onChange, error = null }: Choosing & { columns: TermsColumn[] }) {
  const { rights: { terms: words }, shell } = useMessages();
  const say = useSay();
  const options = columns.map((each) => ({ value: each.name, label: say(each, 'title') || each.name }));
  if (columns.length === 0) return <Field label={words.column} value={value} onChange={onChange} mono maxLength={63} autoComplete="off" error={error} />;
  return columns.length <= fewChoices
    ? <Select label={words.column} value={value} options={options} onChange={onChange} error={error} />
    : <ComboBox label={words.column} value={value} options={options} onChange={onChange} openLabel={shell.openList} error={error} />;
}

function ValueField({ column, condition: { op, value }, onChange, error = null }: { column: TermsColumn | undefined; condition: ConditionDraft; onChange: (value: string) => void; error?: string | null }) {
  const words = useMessages().rights.terms;
  if (op === 'in') return <LongField label={words.values} value={value} onChange={onChange} rows={3} error={error} />;
  if (column?.type === 'boolean') return <Select label={words.value} value={value} options={[{ value: 'true', label: words.yes }, { value: 'false', label: words.no }]} onChange={onChange} />;
  if (column?.type === 'date') return <DatePicker label={words.value} value={value} onChange={onChange} error={error} />;
  return <Field label={words.value} value={value} onChange={onChange} maxLength={1000} autoComplete="off" error={error} {...(column?.type === 'integer' || column?.type === 'decimal' ? { inputMode: 'decimal' as const } : {})} />;
}
