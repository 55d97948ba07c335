/** An entry of the ledger: lines of UTF-8, whose bytes are the leaf (docs/specs/SPN-EXCHANGE.md §5). */
export interface LedgerEntry { kind: string; id: string; at: string; blind: string; lines: readonly (readonly [name: string, value: string])[] }

const HEAD = 'saphan-entry/v1';
const FIXED = ['kind', 'id', 'at', 'blind'] as const;

/** @throws RangeError when a name or value would not stand in one line. */
export function writeEntry({ kind, id, at, blind, lines }: LedgerEntry): string {
  const all: readonly (readonly [string, string])[] = [['kind', kind], ['id', id], ['at', at], ['blind', blind], ...lines];
  for (const [name, value] of all) if (!/^[a-z][a-z0-9-]*$/.test(name) || /[\n\r]/.test(value) || value === '') throw new RangeError(`"${name}" does not stand in one line of an entry`);
  return `${[HEAD, ...all.map(([name, value]) => `${name} ${value}`)].join('\n')}\n`;
}

/** null when the text is no entry. */
export function parseEntry(text: string): LedgerEntry | null {
  if (!text.endsWith('\n')) return null;
  const [head, ...rows] = text.slice(0, -1).split('\n');
  const pairs = rows.map((row) => {
    const at = row.indexOf(' ');
    return [row.slice(0, Math.max(at, 0)), row.slice(at + 1)] as const;
  });
  if (head !== HEAD || FIXED.some((name, i) => pairs[i]?.[0] !== name)) return null;
  const [kind = '', id = '', at = '', blind = ''] = pairs.map(([, value]) => value);
  return { kind, id, at, blind, lines: pairs.slice(FIXED.length) };
}

/** JSON with the names of every object in the order of their UTF-16 letters: one text for one value. */
export function writeFacts(facts: unknown): string {
  return JSON.stringify(facts, (_name, value: unknown) => value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)) : value);
}
