import { isGoodPattern } from './good-pattern.ts';
import { escapeStep, isObject, refPointer, valueAt, type Fault, type Json } from './document.ts';

/** Under these names stand names of somebody's own, not keywords. */
const MAPS: ReadonlySet<string> = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'schemas', 'responses', 'parameters', 'examples', 'requestBodies', 'headers', 'securitySchemes', 'links', 'callbacks', 'pathItems', 'paths', 'webhooks', 'content', 'encoding', 'variables', 'mapping', 'scopes']);
/** Under these names stands data, in which nothing means anything to us. */
const DATA: ReadonlySet<string> = new Set(['example', 'default', 'enum', 'const', 'value', 'mapping', 'scopes']);
/** A bad pattern may be tried for a second: with so many faults no more are. */
const ENOUGH = 5;
const FOREIGN: readonly string[] = ['$id', '$anchor', '$dynamicRef', '$dynamicAnchor', '$recursiveRef'];

/** References that lead out of the document or nowhere, patterns that take for ever, and keywords that name things beyond the document. */
export function faultsOfReferences(document: Json): Fault[] {
  const faults: Fault[] = [];
  const visit = (value: unknown, pointer: string, names: boolean): void => {
    if (Array.isArray(value)) { value.forEach((each, at) => visit(each, `${pointer}/${at}`, false)); return; }
    if (!isObject(value)) return;
    if (!names) checkKeywords(document, value, pointer, faults);
    for (const [name, each] of Object.entries(value)) {
      if (!names && (DATA.has(name) || name.startsWith('x-') || (name === 'examples' && Array.isArray(each)))) continue;
      visit(each, `${pointer}/${escapeStep(name)}`, !names && MAPS.has(name) && isObject(each));
    }
  };
  visit(document, '', false);
  return faults;
}

function checkKeywords(document: Json, here: Json, pointer: string, faults: Fault[]): void {
  const { $ref: ref } = here;
  if (typeof ref === 'string') faults.push(...refFaults(document, ref, `${pointer}/$ref`));
  for (const word of FOREIGN) if (typeof here[word] === 'string') faults.push({ pointer: `${pointer}/${word}`, th: `ไม่รับ ${word} ใช้ $ref ไปยัง #/components แทน`, en: `${word} is not taken; use $ref to #/components` });
  if (typeof here['externalValue'] === 'string') faults.push({ pointer: `${pointer}/externalValue`, th: 'ไม่รับตัวอย่างที่อยู่นอกเอกสาร', en: 'Examples outside the document are not taken' });
  for (const [text, at] of patternsOf(here)) if (faults.length < ENOUGH && !isGoodPattern(text)) faults.push({ pointer: `${pointer}${at}`, th: 'รูปแบบ (pattern) ผิด ยาวเกินไป หรือใช้เวลาตรวจไม่จำกัด เช่น (a+)+', en: 'The pattern is wrong, too long, or may take for ever, such as (a+)+' });
}

/** Names of properties may be chosen by patterns too. */
function patternsOf({ pattern, patternProperties }: Json): [text: string, at: string][] {
  const names = isObject(patternProperties) ? Object.keys(patternProperties) : [];
  return [...(typeof pattern === 'string' ? [[pattern, '/pattern'] as [string, string]] : []), ...names.map((name): [string, string] => [name, `/patternProperties/${escapeStep(name)}`])];
}

function refFaults(document: Json, ref: string, pointer: string): Fault[] {
  if (!ref.startsWith('#/')) return [{ pointer, th: `การอ้าง ${ref.slice(0, 100)} ออกนอกเอกสาร รวมเป็นไฟล์เดียวก่อน`, en: `The reference ${ref.slice(0, 100)} leaves the document; bundle it into one file` }];
  const seen = new Set<string>();
  for (let at: unknown = ref; typeof at === 'string';) {
    if (seen.has(at)) return [{ pointer, th: `การอ้าง ${ref.slice(0, 100)} วนกลับมาที่เดิม`, en: `The reference ${ref.slice(0, 100)} leads back to itself` }];
    seen.add(at);
    // One that leaves the document further on is told where it stands.
    if (!at.startsWith('#/')) return [];
    const found = valueAt(document, refPointer(at));
    if (found === undefined) return [{ pointer, th: `ไม่มี ${ref.slice(0, 100)} ในเอกสาร`, en: `The document has no ${ref.slice(0, 100)}` }];
    at = isObject(found) ? found['$ref'] : undefined;
  }
  return [];
}
