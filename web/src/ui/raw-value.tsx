import './raw-value.css';

/** A record as it came, in mono, with the wrong part marked where it can be found (UI.md §6.7). A record masked as a whole shows the part alone. */
export function RawValue({ raw, value, masked = false }: { raw: string; value: string | null; masked?: boolean }) {
  const at = value ? raw.indexOf(value) : -1;
  if (masked && value) return <code className="raw"><mark>{value}</mark></code>;
  if (!value || at < 0) return <code className="raw">{raw}</code>;
  return <code className="raw">{shortened(raw.slice(0, at), 'start')}<mark>{value}</mark>{shortened(raw.slice(at + value.length), 'end')}</code>;
}

const around = 90;

/** What stands before or after the wrong part, as far as it helps to find the place. */
function shortened(text: string, side: 'start' | 'end'): string {
  if (text.length <= around) return text;
  return side === 'start' ? `…${text.slice(-around)}` : `${text.slice(0, around)}…`;
}
