import { Field } from './field.tsx';

/** Thai digits as Latin ones, without spaces and hyphens between them. */
export function digitsOf(text: string): string {
  return text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)).replace(/[\s-]/g, '');
}

/** A short code of digits that a phone shows; the browser may fill it in. */
export function CodeField({ label, hint, error, value, onChange, autoFocus = false }: {
  label: string; hint?: string; error?: string | null; value: string; onChange: (value: string) => void; autoFocus?: boolean;
}) {
  return <Field label={label} hint={hint} error={error} value={value} onChange={(text) => onChange(digitsOf(text))} name="one-time-code" inputMode="numeric" autoComplete="one-time-code" maxLength={12} autoFocus={autoFocus} mono />;
}
