import type { Contract } from '@saphan/contracts/contract';
import { findRule } from '@saphan/contracts/rules/library';
import type { LibraryRule, Parameter } from '@saphan/contracts/rules/rule-shapes';
import { useMessages, useSay, useTell } from '../../app/lang.ts';
import { Field, LongField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { columnsFor, parametersOf, type RuleDraft, type RuleFaults } from './rule-draft.ts';

interface FieldsProps { draft: RuleDraft; contract: Contract; faults: RuleFaults; onChange: (part: Partial<RuleDraft>) => void }
const mostColumns = 6;

/** The fields of a rule, made from what it needs and may take. */
export function RuleFields(props: FieldsProps) {
  const known = findRule(props.draft.rule);
  if (!known) return null;
  return <>{parametersOf(known).map((name) => <ParameterField key={name} {...props} rule={known} name={name} />)}</>;
}

function ParameterField({ draft, contract, faults, onChange, rule, name }: FieldsProps & { rule: LibraryRule; name: Parameter }) {
  const words = useMessages().rules.dialog;
  const tell = useTell();
  const fault = faults[name];
  const error = fault ? tell(fault) : null;
  if (name === 'column') return <ColumnField rule={rule} contract={contract} label={words.parameters.column} value={draft.column} error={error} onChange={(column) => onChange({ column })} />;
  if (name === 'columns') return <ColumnsField rule={rule} contract={contract} draft={draft} error={error} onChange={onChange} />;
  const shared = { label: words.parameters[name], hint: words.hints[name], error, value: draft[name], onChange: (text: string) => onChange({ [name]: text }), autoComplete: 'off' };
  if (name === 'values') return <LongField {...shared} rows={4} />;
  return <Field {...shared} mono={name === 'pattern'} inputMode={name === 'share' ? 'decimal' : name === 'days' ? 'numeric' : 'text'} />;
}

function ColumnField({ rule, contract, label, value, error, onChange, optional = false }: { rule: LibraryRule; contract: Contract; label: string; value: string; error: string | null; onChange: (column: string) => void; optional?: boolean }) {
  const words = useMessages().rules.dialog;
  const say = useSay();
  const columns = columnsFor(contract, rule);
  const options = [...(optional ? [{ value: '', label: words.unset }] : []), ...columns.map((column) => ({ value: column.name, label: say(column, 'title'), hint: column.name }))];
  return <Select label={label} value={value} options={options} error={columns.length === 0 ? words.noColumn : error} onChange={onChange} />;
}

/** Columns in their order; the last field takes one more. */
function ColumnsField({ rule, contract, draft: { columns }, error, onChange }: { rule: LibraryRule; contract: Contract; draft: RuleDraft; error: string | null; onChange: (part: Partial<RuleDraft>) => void }) {
  const words = useMessages().rules.dialog;
  const set = (at: number, name: string) => onChange({ columns: [...columns.slice(0, at), ...(name === '' ? [] : [name]), ...columns.slice(at + 1)] });
  const places = Array.from({ length: Math.min(Math.max(columns.length + 1, 2), mostColumns) }, (_, at) => at);
  return (
    <div className="field-grid">
      {places.map((at) => <ColumnField key={at} rule={rule} contract={contract} label={words.nth({ place: at + 1 })} value={columns[at] ?? ''} error={at === 0 ? error : null} optional onChange={(name) => set(at, name)} />)}
    </div>
  );
}
