import './cell-fields.css';

/** Plain controls for tables of many rows: native, small, named by `label`. */
export function CellInput({ label, value, onChange, mono = false, numeric = false, invalid = false, title }: {
  label: string; value: string; onChange: (value: string) => void; mono?: boolean; numeric?: boolean; invalid?: boolean; title?: string;
}) {
  return <input className={mono ? 'input cell-input mono' : 'input cell-input'} aria-label={label} title={title} value={value} inputMode={numeric ? 'numeric' : undefined} data-numeric={numeric || undefined} aria-invalid={invalid || undefined} spellCheck={false} autoComplete="off" onChange={(event) => onChange(event.target.value)} />;
}

export function CellSelect({ label, value, options, onChange }: { label: string; value: string; options: Record<string, string>; onChange: (value: string) => void }) {
  return (
    <select className="select cell-select" aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {Object.entries(options).map(([key, text]) => <option key={key} value={key}>{text}</option>)}
    </select>
  );
}

/** A check box; its label is shown, or only spoken where the column's head says it. */
export function CellCheck({ label, checked, onChange, shown = false, disabled = false, title }: {
  label: string; checked: boolean; onChange: (checked: boolean) => void; shown?: boolean; disabled?: boolean; title?: string;
}) {
  return (
    <label className="check cell-check" title={title}>
      <input type="checkbox" checked={checked} disabled={disabled} aria-label={shown ? undefined : label} onChange={(event) => onChange(event.target.checked)} />{shown && <span>{label}</span>}
    </label>
  );
}
