import { escapeStep, follow, followAt, isObject, type Fault, type Json, type Note } from './document.ts';
import { standAlone, type Room } from './schemas-of.ts';

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const OTHERS = ['head', 'options', 'trace', 'query'] as const;
const MOST_OPERATIONS = 500, MOST_LETTERS = 16 * 1024 * 1024, MOST_SCHEMAS = 100_000;
/** Segments are plain letters or one whole parameter, so that every gateway reads an address alike. */
const SEGMENT = /^(?:[A-Za-z0-9._~!$&'()*+,;=:@-]+|\{[A-Za-z_][A-Za-z0-9_.-]{0,60}\})$/;
const OPERATION_ID = /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/;
/** What is said of these headers means nothing (OpenAPI 3.1 §4.8.12.1). */
const NOT_DESCRIBED: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);
const THAI = /[\u0e00-\u0e7f]/;

/** A parameter as a request is checked by it. */
export interface ParameterRule { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: unknown; explode: boolean; /** Its members are sent as `name[member]`: only that it is there is looked at. */ deep?: true }
/** By what a request is checked: schemas stand by themselves (JSON Schema 2020-12). */
export interface RequestRules { parameters: ParameterRule[]; body: { required: boolean; content: Record<string, unknown> } | null }
/** Media types of the answers that are described, by status (or `2XX`, `default`). */
export type DescribedAnswers = Record<string, string[]>;
/** An operation of a document. */
export interface FoundOperation { operationId: string; method: string; pathTemplate: string; pointer: string; summaryTh: string; summaryEn: string; request: RequestRules; answers: DescribedAnswers }

/** The operations of a document, and what is wrong with how they are written. */
export function operationsOf(document: Json): { operations: FoundOperation[]; faults: Fault[]; notes: Note[] } {
  const operations: FoundOperation[] = [], faults: Fault[] = [], notes: Note[] = [];
  const room = { left: MOST_SCHEMAS };
  const paths = isObject(document['paths']) ? document['paths'] : {};
  for (const [template, given] of Object.entries(paths)) {
    const at = `/paths/${escapeStep(template)}`;
    const { value: item, pointer } = followAt(document, given, at);
    if (!isObject(item) || template.startsWith('x-')) continue;
    faults.push(...pathFaults(template, at));
    for (const method of OTHERS) if (item[method]) notes.push({ pointer: `${pointer}/${method}`, th: `ไม่เปิดวิธี ${method.toUpperCase()}`, en: `${method.toUpperCase()} is not offered` });
    for (const method of METHODS) if (isObject(item[method]) && operations.length <= MOST_OPERATIONS && room.left >= 0) operations.push(readOperation(document, { template, method, item, given: item[method], pointer: `${pointer}/${method}` }, { faults, notes, room }));
  }
  faults.push(...clashes(operations), ...tooMuch(operations, room));
  if (operations.length === 0) faults.push({ pointer: '/paths', th: 'ไม่มีคำสั่งใดเลย', en: 'There are no operations' });
  if (operations.length > MOST_OPERATIONS) faults.push({ pointer: '/paths', th: `มีได้ไม่เกิน ${MOST_OPERATIONS} คำสั่ง`, en: `${MOST_OPERATIONS} operations is the most` });
  return { operations, faults, notes };
}

function pathFaults(template: string, pointer: string): Fault[] {
  const segments = template.replace(/(?<=.)\/$/, '').split('/').slice(1);
  const wrong = template === '/' ? undefined : segments.find((segment) => !SEGMENT.test(segment) || segment === '.' || segment === '..');
  if (!template.startsWith('/') || wrong === '') return [{ pointer, th: 'ที่อยู่ต้องขึ้นต้นด้วย / และไม่มี //', en: 'A path begins with / and has no //' }];
  if (wrong !== undefined && /[^\x21-\x7e]/.test(wrong)) return [{ pointer, th: `ส่วน “${wrong.slice(0, 60)}” ของที่อยู่ใช้ได้เฉพาะตัวอักษรอังกฤษ ตัวเลข และ . _ ~ -`, en: `The segment “${wrong.slice(0, 60)}” may have letters of ASCII, digits and . _ ~ - only` }];
  return wrong === undefined ? [] : [{ pointer, th: `ส่วน “${wrong.slice(0, 60)}” ของที่อยู่ใช้ไม่ได้ พารามิเตอร์ต้องกินทั้งส่วน เช่น /farms/{id}`, en: `The segment “${wrong.slice(0, 60)}” is not taken; a parameter takes a whole segment, as in /farms/{id}` }];
}

interface Given { template: string; method: string; item: Json; given: Json; pointer: string }

function readOperation(document: Json, { template, method, item, given, pointer }: Given, { faults, notes, room }: { faults: Fault[]; notes: Note[]; room: Room }): FoundOperation {
  const named = typeof given['operationId'] === 'string' ? given['operationId'] : null;
  if (named !== null && !OPERATION_ID.test(named)) faults.push({ pointer: `${pointer}/operationId`, th: 'operationId ใช้ตัวอักษรอังกฤษ ตัวเลข _ . - ไม่เกิน 100 ตัว ขึ้นต้นด้วยตัวอักษร', en: 'An operationId has letters, digits, _ . -, at most 100, and begins with a letter' });
  const operationId = named ?? `${method}${template.replace(/[{}]/g, '').replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '')}`;
  if (named === null) notes.push({ pointer, th: `ไม่มี operationId ใช้ ${operationId}`, en: `It has no operationId; ${operationId} is used` });
  const parameters = parametersOf(document, item, given, room);
  const wanted = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name as string);
  for (const name of wanted) if (!parameters.some((each) => each.in === 'path' && each.name === name)) faults.push({ pointer, th: `ไม่ได้บอกพารามิเตอร์ {${name}} ของที่อยู่`, en: `The parameter {${name}} of the path is not described` });
  const { th, en } = summaryOf(given);
  if (th === '') notes.push({ pointer: `${pointer}/summary`, th: 'ยังไม่มีคำอธิบายภาษาไทย (summary หรือ x-summary-th)', en: 'There is no summary in Thai (summary or x-summary-th)' });
  return { operationId, method: method.toUpperCase(), pathTemplate: template, pointer, summaryTh: th, summaryEn: en || operationId, request: { parameters, body: bodyOf(document, given, room) }, answers: answersOf(document, given) };
}

/** Plain words of an operation in both languages. */
function summaryOf(given: Json): { th: string; en: string } {
  const text = (name: string): string => (typeof given[name] === 'string' ? given[name].trim().slice(0, 300) : '');
  const said = [text('summary'), (text('description').split('\n')[0] as string)];
  return { th: text('x-summary-th') || (said.find((each) => THAI.test(each)) ?? ''), en: text('x-summary-en') || (said.find((each) => each !== '' && !THAI.test(each)) ?? '') };
}

/** Parameters of the path and the operation, the operation's own before those of the path; cookies never pass the gateway. */
export function parametersOf(document: Json, item: Json, given: Json, room: Room): ParameterRule[] {
  const found = new Map<string, ParameterRule>();
  for (const list of [item['parameters'], given['parameters']]) {
    for (const each of Array.isArray(list) ? list : []) {
      const parameter = follow(document, each);
      if (!isObject(parameter) || typeof parameter['name'] !== 'string' || !['path', 'query', 'header'].includes(String(parameter['in']))) continue;
      const place = parameter['in'] as ParameterRule['in'];
      if (place === 'header' && NOT_DESCRIBED.has(parameter['name'].toLowerCase())) continue;
      const isDeep = place === 'query' && parameter['style'] === 'deepObject';
      const content = isObject(parameter['content']) ? Object.values(parameter['content'])[0] : undefined;
      found.set(`${place} ${parameter['name']}`, {
        name: parameter['name'], in: place, required: place === 'path' || parameter['required'] === true, explode: parameter['explode'] !== false,
        schema: content === undefined && !isDeep ? standAlone(document, parameter['schema'] ?? {}, 'request', room) : {}, ...(isDeep && { deep: true as const }),
      });
    }
  }
  return [...found.values()];
}

function bodyOf(document: Json, given: Json, room: Room): RequestRules['body'] {
  const body = follow(document, given['requestBody']);
  if (!isObject(body) || !isObject(body['content'])) return null;
  const content = Object.fromEntries(Object.entries(body['content']).map(([type, media]) => [type.toLowerCase(), isObject(media) && media['schema'] !== undefined ? standAlone(document, media['schema'], 'request', room) : {}]));
  return { required: body['required'] === true, content };
}

const STATUS = /^(?:[1-5]\d\d|[1-5]XX|default)$/;

function answersOf(document: Json, given: Json): DescribedAnswers {
  const responses = isObject(given['responses']) ? given['responses'] : {};
  return Object.fromEntries(Object.entries(responses).filter(([status]) => STATUS.test(status)).map(([status, each]) => {
    const response = follow(document, each);
    const content = isObject(response) && isObject(response['content']) ? response['content'] : {};
    return [status, Object.keys(content).map((type) => (type.split(';')[0] as string).trim().toLowerCase())];
  }));
}

/** Schemas are kept by operation, each standing by itself: large ones that are shared by many add up. */
function tooMuch(operations: readonly FoundOperation[], { left }: Room): Fault[] {
  const fault = (pointer: string) => [{ pointer, th: 'รูปแบบคำขอของทุกคำสั่งรวมกันใหญ่เกินไป', en: 'The request schemas of all operations are too large together' }];
  if (left < 0) return fault(operations.at(-1)?.pointer ?? '/paths');
  let letters = 0;
  for (const { request, pointer } of operations) {
    letters += JSON.stringify(request).length;
    if (letters > MOST_LETTERS) return fault(pointer);
  }
  return [];
}

/** Two operations of one name, or two templates that the same address fits. */
function clashes(operations: readonly FoundOperation[]): Fault[] {
  const faults: Fault[] = [], ids = new Set<string>(), shapes = new Map<string, string>();
  for (const { operationId, method, pathTemplate, pointer } of operations) {
    if (ids.has(operationId)) faults.push({ pointer: `${pointer}/operationId`, th: `operationId ${operationId} ซ้ำ`, en: `The operationId ${operationId} stands twice` });
    ids.add(operationId);
    const shape = `${method} ${pathTemplate.replace(/\{[^}]+\}/g, '{}')}`;
    const other = shapes.get(shape);
    if (other !== undefined) faults.push({ pointer, th: `ที่อยู่ซ้อนกับ ${other}`, en: `The address is the same as ${other}` });
    shapes.set(shape, pathTemplate);
  }
  return faults;
}
