import type { CatalogueDefinition, FieldDefinition } from '@saphan/contracts/catalogue/definition';
import { useId } from 'react';
import { useLang, useMessages } from '../../app/lang.ts';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field, LongField } from '../../ui/field.tsx';
import { Mark } from '../../ui/mark.tsx';
import { ComboBox, Select, type Choice } from '../../ui/select.tsx';
import { offeredTerms, type Value, type Values } from './record-draft.ts';

interface FieldProps { field: FieldDefinition; definition: CatalogueDefinition; values: Values; error: string | null; missing: boolean; isDisabled: boolean; onChange: (value: Value) => void }

const manyChoices = 12;

/** One field of the standard as the definition describes it: what it is for, an example, what is wrong with it. */
export function RecordField(props: FieldProps) {
  const { field, values, error, isDisabled, onChange } = props;
  const words = useMessages().catalogue;
  const lang = useLang();
  const value = values[field.key] ?? '';
  const text = typeof value === 'string' ? value : '';
  const label = field.item ? `${field[lang]} (${words.item({ item: field.item })})` : field[lang];
  const hint = <Hint {...props} />;
  const common = { label, hint, error, isDisabled };
  if (field.kind === 'codes') return <Codes {...props} label={label} />;
  if (field.kind === 'date') return isDisabled ? <Field {...common} value={text} /> : <DatePicker label={label} hint={hint} error={error} value={text} onChange={onChange} />;
  if (field.kind === 'code' || field.kind === 'boolean') return <Chosen {...props} {...common} value={text} />;
  if (field.kind === 'long-text') return <LongField {...common} value={text} onChange={onChange} rows={3} />;
  return <Field {...common} value={text} onChange={onChange} mono={field.kind === 'email' || field.kind === 'url'} {...(field.kind === 'number' && { inputMode: 'numeric' as const })} {...(field.kind === 'degree' && { inputMode: 'decimal' as const })} />;
}

/** Says what the field is for; an example helps where a list does not. */
function Hint({ field, missing, values }: FieldProps) {
  const words = useMessages().catalogue;
  const lang = useLang();
  const length = [...String(values[field.key] ?? '')].length;
  return (
    <>
      {missing && <span className="missing-here"><Mark glyph="warn" />{words.missingHere} · </span>}
      {lang === 'th' ? field.helpTh : field.helpEn}
      {!field.vocabulary && field.kind !== 'boolean' && <span className="sub">{words.example({ text: field.example })}{field.kind === 'tags' && ` · ${words.tagsWhy}`}</span>}
      {field.maxLength !== null && length > field.maxLength * 0.8 && <span className="sub num">{length} / {field.maxLength}</span>}
    </>
  );
}

function Chosen({ field, definition, values, value, label, hint, error, isDisabled, onChange }: FieldProps & { value: string; label: string; hint: React.ReactNode }) {
  const words = useMessages().catalogue;
  const lang = useLang();
  const options: Choice[] = field.kind === 'boolean'
    ? [{ value: 'true', label: words.yes }, { value: 'false', label: words.no }] : offeredTerms(field, values, definition).map((term) => ({ value: term.code, label: term[lang] }));
  const rest = field.required ? options : [{ value: '', label: words.unsaid }, ...options];
  const props = { label, hint, error, isDisabled, value, onChange };
  return options.length > manyChoices ? <ComboBox {...props} options={options} openLabel={words.open} /> : <Select {...props} options={rest} />;
}

/** Several of a list, all in sight. */
function Codes({ field, definition, values, label, error, isDisabled, onChange, ...rest }: FieldProps & { label: string }) {
  const lang = useLang();
  const id = useId();
  const chosen = [values[field.key] ?? []].flat();
  const toggle = (code: string, on: boolean) => onChange(on ? [...chosen, code] : chosen.filter((each) => each !== code));
  return (
    <fieldset className="field codes" aria-describedby={id} aria-invalid={error ? true : undefined}>
      <legend className="label">{label}</legend>
      <p className="hint" id={id}><Hint field={field} definition={definition} values={values} error={error} isDisabled={isDisabled} onChange={onChange} {...rest} /></p>
      <div className="codes-list">
        {offeredTerms(field, values, definition).map((term) => (
          <label className="check" key={term.code}><input type="checkbox" checked={chosen.includes(term.code)} disabled={isDisabled} onChange={(event) => toggle(term.code, event.target.checked)} /><span>{term[lang]}</span></label>
        ))}
      </div>
      {error && <p className="err"><Mark glyph="bad" /><span>{error}</span></p>}
    </fieldset>
  );
}
