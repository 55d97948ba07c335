import { exchangeProblem } from '../errors.ts';
import type { AgreedCall, Answer } from '../gateway/call.ts';
import { inMemory } from '../gateway/spool.ts';
import { EDGE_UPSTREAM } from './ask-edge.ts';

/** Largest JSON that is read whole to be cut. */
const LARGEST_BYTES = 4 * 1024 * 1024;
/** More than that some servers refuse in one header. */
const LONGEST_HEADER = 4_000;
const JSON_TYPE = /[/+]json\s*(?:;|$)/i;
/** What an error is told by (RFC 9457 and its like): said about the request, not data. */
const OF_ERRORS = ['type', 'title', 'titleTh', 'titleEn', 'status', 'detail', 'detailTh', 'detailEn', 'instance', 'code', 'message'];
/** About bytes that are no more. */
const OF_WHOLE = ['content-digest', 'repr-digest', 'digest', 'content-md5', 'etag', 'last-modified', 'accept-ranges', 'content-range'];
/** By these an answer would come in a form that cannot be cut. */
const OF_FORM = ['accept-encoding', 'range', 'if-range', 'if-none-match', 'if-modified-since'];

type Limited = Pick<AgreedCall, 'service' | 'agreement'>;

/** Fields to which an agreement holds answers of a live service; null when it names none, or an edge of the provider sees to it with its own signature. */
function fieldsOf({ service, agreement }: Limited): readonly string[] | null {
  return service.upstreamUrl === EDGE_UPSTREAM ? null : agreement.grant.fields;
}

/** What the provider hears of the agreement, so that it need not give more. @throws `exchange.grant-not-applied` for rows, which nobody here could choose. */
export function limitHeaders(call: Limited, headers: Record<string, string>): Record<string, string> {
  if (call.service.upstreamUrl !== EDGE_UPSTREAM && call.agreement.grant.rowFilter !== null) throw exchangeProblem('grant-not-applied');
  const fields = fieldsOf(call);
  if (fields === null) return headers;
  for (const name of OF_FORM) delete headers[name];
  const said = fields.map(encodeURIComponent).join(',');
  if (said.length <= LONGEST_HEADER) headers['exchange-fields'] = said;
  return headers;
}

/**
 * Holds an answer of a live service to the fields of its agreement: names of members from the root on, `items.name`; lists are passed through. What is not named is cut out, and the
 * answer says so; of an answer that its provider signed nothing can be cut.
 * @throws `exchange.answer-beyond-agreement`.
 */
export async function withinGrant(call: AgreedCall, answer: Answer): Promise<Answer> {
  const fields = fieldsOf(call);
  if (fields === null || answer.body.bytes === 0) return answer;
  const isError = answer.status >= 300;
  const whole = await readJson(answer);
  if (whole === undefined && !isError) throw beyond('คำตอบไม่ใช่ JSON ที่ตัดได้', 'it is no JSON that could be cut');
  const granted = new Set(isError ? [...fields, ...OF_ERRORS] : fields);
  const grant: Granted = { granted, ways: waysTo(granted), cut: false };
  const kept = whole === undefined ? undefined : keep(whole, '', grant);
  if (kept === undefined && !isError) throw beyond('คำตอบเป็นค่าเดียวที่ไม่มีชื่อ', 'it is one value without a name');
  if (whole !== undefined && !grant.cut && kept !== undefined) return answer;
  if (answer.provider) throw beyond('ผู้ให้ข้อมูลลงนามคำตอบไว้ จึงตัดไม่ได้', 'its provider signed it, so nothing can be cut');
  const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !OF_WHOLE.includes(name)));
  await answer.body.discard();
  return { ...answer, headers: { ...headers, 'exchange-transformed': 'fields' }, body: inMemory(Buffer.from(kept === undefined ? '' : JSON.stringify(kept))) };
}

/** @returns undefined for what is no JSON, or too long to be read whole. Numbers stay as they were written. */
async function readJson({ headers, body }: Answer): Promise<unknown> {
  if (!JSON_TYPE.test(headers['content-type'] ?? '') || headers['content-encoding'] !== undefined || body.bytes > LARGEST_BYTES) return undefined;
  const parts: Buffer[] = [];
  if (body.buffer) parts.push(body.buffer);
  else for await (const part of body.open() as AsyncIterable<Buffer>) parts.push(part);
  try {
    return (JSON.parse as ParseWithSource)(Buffer.concat(parts).toString('utf8'), (_name, value, { source }) => typeof value === 'number' && String(value) !== source ? new Written(source as string) : value);
  } catch {
    return undefined;
  }
}

type ParseWithSource = (text: string, revive: (name: string, value: unknown, context: { source?: string }) => unknown) => unknown;

/** A number as its sender wrote it, where JavaScript would write it otherwise. */
class Written {
  readonly source: string;
  constructor(source: string) { this.source = source; }
  toJSON(): unknown { return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(this.source); }
}

interface Granted { readonly granted: ReadonlySet<string>; /** What granted members lie below. */ readonly ways: ReadonlySet<string>; /** Whether something was left out. */ cut: boolean }

function keep(value: unknown, at: string, grant: Granted): unknown {
  if (Array.isArray(value)) return value.map((each) => keep(each, at, grant)).filter((each) => each !== undefined);
  if (typeof value !== 'object' || value === null || value instanceof Written) { grant.cut = true; return undefined; }
  return Object.fromEntries(Object.entries(value).flatMap(([name, each]) => {
    const path = at === '' ? name : `${at}.${name}`;
    if (grant.granted.has(path)) return [[name, each]];
    const inner = grant.ways.has(path) ? keep(each, path, grant) : undefined;
    if (inner === undefined) grant.cut = true;
    return inner === undefined ? [] : [[name, inner]];
  }));
}

const waysTo = (granted: ReadonlySet<string>): ReadonlySet<string> => new Set([...granted].flatMap((path) => path.split('.').map((_step, at, steps) => steps.slice(0, at).join('.'))));

const beyond = (th: string, en: string) => exchangeProblem('answer-beyond-agreement', { detailTh: `ข้อตกลงให้บางฟิลด์ แต่${th}`, detailEn: `The agreement gives some fields only, and of this answer they cannot be given alone: ${en}.` });
