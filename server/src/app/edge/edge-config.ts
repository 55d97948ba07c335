import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { LineCounter, parseDocument } from 'yaml';
import { EdgeProblem } from './edge-problem.ts';
import { readStatement } from './provide/statement.ts';

const closed = { additionalProperties: false } as const;
const slug = '^[a-z][a-z0-9-]{1,62}$';
const listen = Type.String({ pattern: '^(?:[0-9.]+|\\[[0-9a-f:]+\\]|localhost):[0-9]{1,5}$' });
const Database = Type.Object({
  kind: Type.Union([Type.Literal('postgres'), Type.Literal('mysql')]), host: Type.String({ minLength: 1, maxLength: 253 }), port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
  database: Type.String({ minLength: 1, maxLength: 63 }), user: Type.String({ minLength: 1, maxLength: 63 }), passwordFile: Type.Optional(Type.String({ minLength: 1 })),
  connections: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
  tls: Type.Optional(Type.Union([Type.Literal('verify'), Type.Literal('require'), Type.Literal('off')])),
}, closed);
const SqlOperation = Type.Object({
  statement: Type.String({ minLength: 1, maxLength: 20_000 }), rowLimit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  one: Type.Optional(Type.Boolean()), personalFields: Type.Optional(Type.Array(Type.String(), { maxItems: 200 })),
}, closed);
const Service = Type.Object({
  url: Type.Optional(Type.String({ pattern: '^https?://[^?#@]+$', maxLength: 500 })), sql: Type.Optional(Type.Object({ connection: Database, operations: Type.Record(Type.String(), SqlOperation, { minProperties: 1 }) }, closed)),
  appliesGrant: Type.Optional(Type.Boolean()), acceptUnsigned: Type.Optional(Type.Boolean()),
}, closed);
const Use = Type.Object({ agreement: Type.String({ pattern: '^SA-25[0-9]{2}-[0-9]{4,}$' }), purpose: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })) }, closed);
const Edge = Type.Object({
  hub: Type.String({ pattern: '^https?://[^/?#@]+$' }), system: Type.String({ pattern: '^TH/GOV/[a-z0-9][a-z0-9-]*/[a-z][a-z0-9-]{1,40}$' }), keyFile: Type.String({ minLength: 1 }), stateDir: Type.String({ minLength: 1 }),
  houseKey: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })), graceHours: Type.Optional(Type.Integer({ minimum: 0, maximum: 720 })), lines: Type.Optional(Type.Integer({ minimum: 1, maximum: 32 })),
  listen: Type.Optional(listen), services: Type.Optional(Type.Record(Type.String({ pattern: slug }), Service)), agreements: Type.Optional(Type.Record(Type.String({ pattern: slug }), Use)),
  direct: Type.Optional(Type.Object({ listen, public: Type.String({ pattern: '^https?://[^/?#@]+$', maxLength: 300 }) }, closed)),
}, closed);

export type EdgeService = Static<typeof Service>;
export type SqlService = NonNullable<EdgeService['sql']>;
type Written = Static<typeof Edge>;
export interface EdgeConfig extends Omit<Written, 'services' | 'agreements' | 'graceHours' | 'lines'> {
  graceHours: number; lines: number; services: Record<string, EdgeService>; agreements: Record<string, Static<typeof Use>>;
}

/** How the checker says that a name stands where none may. */
const UNKNOWN_NAME = 'schema is false';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Reads and checks the edge's file; paths in it are relative to it. @throws {EdgeProblem} naming file, line and place. */
export function readEdgeConfig(file: string): EdgeConfig {
  const value = readYaml(file);
  if (!Value.Check(Edge, value)) {
    const [first] = Value.Errors(Edge, value);
    const { place, th, en } = faultOf(first?.instancePath ?? '', first?.message ?? '', (first?.params ?? {}) as Record<string, unknown>);
    throw wrong(file, place, th, en);
  }
  const at = (path: string) => resolve(dirname(file), path);
  const services = Object.fromEntries(Object.entries(value.services ?? {}).map(([slug, service]) => [slug, checkService(file, slug, service, at)]));
  assertSafeAddress(file, '/hub', value.hub);
  if (value.direct) assertSafeAddress(file, '/direct/public', value.direct.public);
  if (value.listen && !LOOPBACK.some((host) => value.listen?.startsWith(`${host}:`))) throw wrong(file, '/listen', 'ต้องเป็นที่อยู่ภายในเครื่องนี้ เช่น 127.0.0.1:7480', 'must be an address of this machine only, for instance 127.0.0.1:7480');
  return { ...value, keyFile: at(value.keyFile), stateDir: at(value.stateDir), graceHours: value.graceHours ?? 24, lines: value.lines ?? 4, services, agreements: value.agreements ?? {} };
}

/** What is wrong with a value, in words for whoever wrote it: a name that is not known, one that is missing, or a value. */
function faultOf(pointer: string, message: string, { requiredProperties }: Record<string, unknown>): { place: string; th: string; en: string } {
  const missing = Array.isArray(requiredProperties) ? String(requiredProperties[0]) : undefined;
  if (message === UNKNOWN_NAME) return { place: pointer, th: 'ไม่รู้จักชื่อนี้ ตรวจตัวสะกด', en: 'not valid: this name is not known, check its spelling' };
  if (missing !== undefined) return { place: `${pointer}/${missing}`, th: 'ต้องมีค่านี้', en: 'not valid: this is needed' };
  return { place: pointer || '/', th: 'ค่าไม่ถูกต้อง', en: `not valid: ${message}` };
}

function readYaml(file: string): unknown {
  try {
    const document = parseDocument(readFileSync(file, 'utf8'));
    const [first] = document.errors;
    if (first) throw first;
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    const line = (error as { linePos?: [{ line: number }] }).linePos?.[0].line;
    throw new EdgeProblem(`${file}${line === undefined ? '' : `:${line}`}: อ่านไม่ได้`, `${file}${line === undefined ? '' : `:${line}`}: cannot be read: ${(error as Error).message.split('\n')[0]}`, true);
  }
}

/** The line on which a place of the settings stands, or the nearest one above that is there; null when the file cannot say. */
function lineOf(file: string, pointer: string): number | null {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  for (let path = pointer.split('/').slice(1); path.length > 0; path = path.slice(0, -1)) {
    const node = document.getIn(path.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}

function checkService(file: string, slug: string, service: EdgeService, at: (path: string) => string): EdgeService {
  const place = `/services/${slug}`;
  if ((service.url === undefined) === (service.sql === undefined)) throw wrong(file, place, 'ต้องมี url หรือ sql อย่างใดอย่างหนึ่ง', 'needs url or sql, one of them');
  if (!service.sql) return service;
  for (const [operation, { statement }] of Object.entries(service.sql.operations)) {
    const read = readStatement(statement, service.sql.connection.kind);
    if ('en' in read) throw wrong(file, `${place}/sql/operations/${operation}/statement`, read.th, read.en);
  }
  const { passwordFile } = service.sql.connection;
  return { ...service, sql: { ...service.sql, connection: { ...service.sql.connection, ...(passwordFile !== undefined && { passwordFile: at(passwordFile) }) } } };
}

function assertSafeAddress(file: string, place: string, address: string): void {
  const { hostname, protocol } = new URL(address);
  if (protocol === 'http:' && !LOOPBACK.includes(hostname)) throw wrong(file, place, 'ต้องเป็น https', 'must be https');
}

function wrong(file: string, place: string, th: string, en: string): EdgeProblem {
  const line = lineOf(file, place);
  const at = line === null ? file : `${file}:${line}`;
  return new EdgeProblem(`${at}: ${place}: ${th}`, `${at}: ${place}: ${en}`, true);
}
