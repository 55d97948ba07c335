import { follow, isObject, type Json } from './document.ts';
import type { FoundOperation, ParameterRule } from './operations-of.ts';

/** What is different between two versions of a document; `breaking` keeps present users from calling or reading. */
export interface Difference { operationId: string; pointer: string; breaking: boolean; th: string; en: string }
interface Version { document: Json; operations: readonly FoundOperation[] }
interface Place { operationId: string; pointer: string }
type Say = (breaking: boolean, th: string, en: string, at?: string) => Difference;

const DEEPEST = 8;

/** Compares two versions, the older first. */
export function compareDocuments(before: Version, after: Version): Difference[] {
  const later = new Map(after.operations.map((each) => [each.operationId, each]));
  const differences: Difference[] = [];
  for (const old of before.operations) {
    const now = later.get(old.operationId);
    const say = sayAt({ operationId: old.operationId, pointer: now?.pointer ?? old.pointer });
    if (!now) { differences.push(say(true, `เลิกคำสั่ง ${old.operationId} (${old.method} ${old.pathTemplate})`, `${old.operationId} (${old.method} ${old.pathTemplate}) is gone`)); continue; }
    if (now.method !== old.method || now.pathTemplate !== old.pathTemplate) differences.push(say(true, `ย้ายจาก ${old.method} ${old.pathTemplate} ไป ${now.method} ${now.pathTemplate}`, `Moved from ${old.method} ${old.pathTemplate} to ${now.method} ${now.pathTemplate}`));
    differences.push(...parameterChanges(old.request.parameters, now.request.parameters, say), ...bodyChanges(old, now, say), ...answerChanges(before.document, after.document, old, now, say));
  }
  const earlier = new Set(before.operations.map(({ operationId }) => operationId));
  for (const { operationId, method, pathTemplate, pointer } of after.operations) if (!earlier.has(operationId)) differences.push(sayAt({ operationId, pointer })(false, `เพิ่มคำสั่ง ${operationId} (${method} ${pathTemplate})`, `${operationId} (${method} ${pathTemplate}) is new`));
  return differences;
}

const sayAt = ({ operationId, pointer }: Place): Say => (breaking, th, en, at = '') => ({ operationId, pointer: pointer + at, breaking, th, en });

function parameterChanges(before: readonly ParameterRule[], after: readonly ParameterRule[], say: Say): Difference[] {
  const find = (list: readonly ParameterRule[], { in: place, name }: ParameterRule) => list.find((each) => each.in === place && each.name === name);
  return [
    ...after.flatMap((now) => {
      const old = find(before, now);
      if (!old) return [say(now.required, `เพิ่มพารามิเตอร์ ${now.name}${now.required ? ' (จำเป็น)' : ''}`, `New parameter ${now.name}${now.required ? ' (required)' : ''}`, '/parameters')];
      const became = now.required && !old.required ? [say(true, `พารามิเตอร์ ${now.name} กลายเป็นจำเป็น`, `Parameter ${now.name} became required`, '/parameters')] : [];
      return [...became, ...valueChanges(rootOf(old.schema), rootOf(now.schema), start('request', now.name), say)];
    }),
    ...before.filter((old) => !find(after, old)).map((old) => say(true, `ตัดพารามิเตอร์ ${old.name}`, `Parameter ${old.name} is gone`, '/parameters')),
  ];
}

function bodyChanges(old: FoundOperation, now: FoundOperation, say: Say): Difference[] {
  const [before, after] = [old.request.body, now.request.body];
  if (!after) return before ? [say(true, 'ไม่รับเนื้อหาคำขออีก', 'A body is no longer taken', '/requestBody')] : [];
  const needed = after.required && !before?.required ? [say(true, 'เนื้อหาคำขอกลายเป็นจำเป็น', 'The body became required', '/requestBody')] : [];
  const types = Object.keys(before?.content ?? {}).flatMap((type) => type in after.content ? valueChanges(rootOf(before?.content[type]), rootOf(after.content[type]), start('request'), say) : [say(true, `ไม่รับ ${type} อีก`, `${type} is no longer taken`, '/requestBody')]);
  return [...needed, ...types];
}

function answerChanges(before: Json, after: Json, old: FoundOperation, now: FoundOperation, say: Say): Difference[] {
  const [then, today] = [successes(before, old), successes(after, now)];
  return [...then].flatMap(([status, schema]) => today.has(status)
    ? valueChanges({ document: before, schema }, { document: after, schema: today.get(status) }, start('answer'), say)
    : [say(true, `ไม่ตอบสถานะ ${status} อีก`, `It no longer answers ${status}`, '/responses')]);
}

/** Schemas of JSON answers that succeed, by status. */
function successes(document: Json, { method, pathTemplate }: FoundOperation): Map<string, unknown> {
  const item = follow(document, (document['paths'] as Json)[pathTemplate]) as Json;
  const responses = (item[method.toLowerCase()] as Json)['responses'];
  const found = Object.entries(isObject(responses) ? responses : {}).filter(([status]) => status.startsWith('2'));
  return new Map(found.map(([status, each]) => {
    const response = follow(document, each);
    const content = isObject(response) && isObject(response['content']) ? Object.entries(response['content']).find(([type]) => /json/.test(type))?.[1] : null;
    return [status, isObject(content) ? content['schema'] : undefined];
  }));
}

interface Root { document: Json; schema: unknown }
const rootOf = (schema: unknown): Root => ({ document: isObject(schema) ? schema : {}, schema });
type Seen = WeakMap<object, WeakSet<object>>;
interface Where { way: 'request' | 'answer'; name: string; depth: number; seen: Seen }
const start = (way: Where['way'], name = ''): Where => ({ way, name, depth: 0, seen: new WeakMap() });

/** Whether two schemas were compared already: documents share schemas many times over. */
function isSeen(seen: Seen, old: object, now: object): boolean {
  const partners = seen.get(old) ?? new WeakSet();
  const known = partners.has(now);
  seen.set(old, partners.add(now));
  return known;
}

/** A request must not ask for more, an answer must not hold less or other. */
function valueChanges(before: Root, after: Root, { way, name, depth, seen }: Where, say: Say): Difference[] {
  const [old, now] = [follow(before.document, before.schema), follow(after.document, after.schema)];
  if (depth > DEEPEST || !isObject(old) || !isObject(now) || isSeen(seen, old, now)) return [];
  const at = name === '' ? (way === 'request' ? '/requestBody' : '/responses') : `/${name}`;
  const label = name || (way === 'request' ? 'เนื้อหาคำขอ' : 'คำตอบ'), labelEn = name || (way === 'request' ? 'the body' : 'the answer');
  const types = [typesOf(old), typesOf(now)] as const;
  const narrower = way === 'request' ? types[0].some((each) => !types[1].includes(each)) : types[1].some((each) => !types[0].includes(each));
  if (types[0].length > 0 && types[1].length > 0 && narrower) return [say(true, `ชนิดของ ${label} เปลี่ยนจาก ${types[0].join('/')} เป็น ${types[1].join('/')}`, `The type of ${labelEn} went from ${types[0].join('/')} to ${types[1].join('/')}`, at)];
  return [...choiceChanges(old, now, { way, label, labelEn, at }, say), ...memberChanges(before, after, [old, now], { way, name, depth, seen }, say), ...itemChanges(before, after, [old, now], { way, name, depth, seen }, say)];
}

const typesOf = ({ type }: Json): string[] => (Array.isArray(type) ? type.map(String) : typeof type === 'string' ? [type] : []);

function choiceChanges(old: Json, now: Json, { way, label, labelEn, at }: { way: string; label: string; labelEn: string; at: string }, say: Say): Difference[] {
  const [then, today] = [old['enum'], now['enum']];
  if (way === 'answer' || !Array.isArray(today)) return [];
  const gone = Array.isArray(then) ? then.filter((each) => !today.includes(each)) : ['*'];
  return gone.length > 0 ? [say(true, `${label} รับค่าน้อยลง`, `${labelEn} takes fewer values`, at)] : [];
}

function memberChanges(before: Root, after: Root, [old, now]: readonly [Json, Json], { way, name, depth, seen }: Where, say: Say): Difference[] {
  const [then, today] = [old['properties'], now['properties']].map((each) => (isObject(each) ? each : {})) as [Json, Json];
  const needed = (schema: Json): string[] => (Array.isArray(schema['required']) ? schema['required'].map(String) : []);
  const path = (member: string) => (name === '' ? member : `${name}.${member}`);
  const more = way === 'request' ? needed(now).filter((each) => !needed(old).includes(each)).map((each) => say(true, `ต้องส่ง ${path(each)}`, `${path(each)} must be sent`, '/requestBody')) : needed(old).filter((each) => each in today && !needed(now).includes(each)).map((each) => say(true, `${path(each)} อาจไม่มีในคำตอบ`, `${path(each)} may be missing from the answer`, '/responses'));
  const gone = Object.keys(then).filter((each) => !(each in today)).map((each) => say(way === 'answer' || now['additionalProperties'] === false, `ตัด ${path(each)}`, `${path(each)} is gone`, way === 'request' ? '/requestBody' : '/responses'));
  const added = Object.keys(today).filter((each) => !(each in then) && !needed(now).includes(each)).map((each) => say(false, `เพิ่ม ${path(each)}`, `${path(each)} is new`, way === 'request' ? '/requestBody' : '/responses'));
  const inner = Object.keys(then).filter((each) => each in today).flatMap((each) => valueChanges({ ...before, schema: then[each] }, { ...after, schema: today[each] }, { way, name: path(each), depth: depth + 1, seen }, say));
  return [...more, ...gone, ...added, ...inner];
}

function itemChanges(before: Root, after: Root, [old, now]: readonly [Json, Json], { way, name, depth, seen }: Where, say: Say): Difference[] {
  return old['items'] !== undefined && now['items'] !== undefined ? valueChanges({ ...before, schema: old['items'] }, { ...after, schema: now['items'] }, { way, name: `${name}[]`, depth: depth + 1, seen }, say) : [];
}
