import type { Fault } from './document.ts';
import type { FoundOperation } from './operations-of.ts';

const NAMES = /^(?:(?:thai|th)?[-_]?(?:citizen|national|person(?:al)?|people|population|resident|farmer|owner|holder|patient|id)[-_]?(?:card)?[-_]?(?:id|no|num|number|code)|(?:c|p|n)id|pin|id[-_]?card|card[-_]?(?:id|no)|idcard(?:no|num|number)?|tin|taxid)$/i;
const WORDS = /เลข(?:ที่)?\s*(?:ประจำตัว|บัตร)\s*(?:ประชาชน|ประจำตัว)?|citizen\s*id|national\s*id|thai\s*id|13\s*(?:หลัก|digits?)/i;
const THIRTEEN = /\\d\{13\}|\[0-9\]\{13\}|\d\{12\}\\d|\(\\d\{1\}\)\\d\{12\}/;

/**
 * Parameters of path and query that look like the id of a person: addresses are written into logs and signature bases, where none may stand.
 * @param described descriptions of parameters, by `operationId in name`.
 */
export function personIdsInAddresses(operations: readonly FoundOperation[], described: (operation: FoundOperation, name: string) => string): Fault[] {
  return operations.flatMap((operation) => operation.request.parameters.flatMap(({ name, in: place, schema }) => {
    if (place === 'header' || !(NAMES.test(name) || looksLikeId(schema) || WORDS.test(described(operation, name)))) return [];
    const where = place === 'path' ? ['ที่อยู่', 'the path'] : ['พารามิเตอร์ในที่อยู่', 'the query'];
    return [{ pointer: `${operation.pointer}/parameters`, th: `“${name}” ดูเหมือนเลขประจำตัวบุคคลใน${where[0]} ให้ส่งในเนื้อหาคำขอหรือหัวคำขอแทน`, en: `“${name}” looks like the id of a person in ${where[1]}; send it in the body or a header` }];
  }));
}

function looksLikeId(schema: unknown): boolean {
  const { pattern, minLength, maxLength, format } = (schema ?? {}) as Record<string, unknown>;
  return (typeof pattern === 'string' && THIRTEEN.test(pattern)) || (minLength === 13 && maxLength === 13) || (typeof format === 'string' && /citizen|thai-?id|national-?id/i.test(format));
}
