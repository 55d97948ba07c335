/** A value as it can stand in a sentence: quoted text, plain figures, lists by their length. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') {
    const shown = value.replace(/\t/g, '\\t').replace(/\n/g, '\\n');
    return `“${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}”`;
  }
  if (Array.isArray(value)) return `[${value.length}]`;
  if (typeof value === 'object' && value !== null) return `{${Object.keys(value).slice(0, 5).join(', ')}}`;
  return String(value);
}
