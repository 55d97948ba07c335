/** Facts of an audit row as lines `name: value`; what was not said is left out, lists are joined. */
export function detailLines(detail: Record<string, unknown>): string[] {
  return Object.entries(detail).filter(([, value]) => value !== null && value !== undefined && value !== '').map(([name, value]) => `${name}: ${textOf(value)}`);
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
