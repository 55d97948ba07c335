import type { BerReader } from 'ldapts';

/** A search filter (RFC 4511 §4.5.1.7): and, or, not, equality, presence; the rest matches nothing. */
export type Filter = { text: string } & ({ op: 'and' | 'or'; parts: Filter[] } | { op: 'not'; part: Filter } | { op: 'equal'; name: string; value: Buffer } | { op: 'present'; name: string } | { op: 'other' });

const TAGS = { and: 0xa0, or: 0xa1, not: 0xa2, equal: 0xa3, present: 0x87 };

/** Goes into an element; where it ends. */
export function endOf(reader: BerReader, tag: number): number {
  reader.readSequence(tag);
  return reader.offset + reader.length;
}

/** Reads the filter that stands next. */
export function readFilter(reader: BerReader): Filter {
  const tag = reader.peek() ?? 0;
  if (tag === TAGS.present) {
    const name = reader.readString(TAGS.present) ?? '';
    return { op: 'present', name, text: `(${name}=*)` };
  }
  const end = endOf(reader, tag);
  if (tag === TAGS.equal) {
    const name = reader.readString() ?? '';
    const value = reader.readString(0x04, true) ?? Buffer.alloc(0);
    return { op: 'equal', name, value, text: `(${name}=${value})` };
  }
  if (tag === TAGS.not) {
    const part = readFilter(reader);
    return { op: 'not', part, text: `(!${part.text})` };
  }
  if (tag !== TAGS.and && tag !== TAGS.or) { reader.offset = end; return { op: 'other', text: '(?)' }; }
  const parts: Filter[] = [];
  while (reader.offset < end && parts.length < 100) parts.push(readFilter(reader));
  return { op: tag === TAGS.and ? 'and' : 'or', parts, text: `(${tag === TAGS.and ? '&' : '|'}${parts.map(({ text }) => text).join('')})` };
}

/** Whether an entry passes; names and values as directories compare them, without regard to case. */
export function matches(filter: Filter, attributes: Record<string, (string | Buffer)[]>): boolean {
  const valuesOf = (name: string) => Object.entries(attributes).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1] ?? [];
  switch (filter.op) {
    case 'and': return filter.parts.every((part) => matches(part, attributes));
    case 'or': return filter.parts.some((part) => matches(part, attributes));
    case 'not': return !matches(filter.part, attributes);
    case 'present': return valuesOf(filter.name).length > 0;
    case 'equal': return valuesOf(filter.name).some((value) => String(value).toLowerCase() === filter.value.toString().toLowerCase());
    default: return false;
  }
}
