import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

/** One choice of a few, all in sight; never empty. */
export function Segmented<Value extends string>({ label, value, options, onChange }: {
  label: string; value: Value; options: { value: Value; label: string }[]; onChange: (value: Value) => void;
}) {
  return (
    <ToggleButtonGroup className="seg" aria-label={label} selectionMode="single" disallowEmptySelection selectedKeys={[value]}
      onSelectionChange={(keys) => { const [key] = keys; if (key !== undefined) onChange(key as Value); }}>
      {options.map((option) => <ToggleButton key={option.value} id={option.value}>{option.label}</ToggleButton>)}
    </ToggleButtonGroup>
  );
}
