import { isUntrusted } from '#kernel/net/untrusted.ts';
import { defineProblems, Problem, type ProblemFields } from '#kernel/problem.ts';
import { databaseProblem } from '../database/problems.ts';
import { mendSource } from '../next-steps.ts';
import { connectorProblem } from '../problems.ts';

/** Problems of document databases, beside those of every database. */
export const mongoProblem = defineProblems('connectors', {
  'filter-refused': { status: 422, th: 'ตัวกรองใช้ไม่ได้', en: 'The filter cannot be used', nextTh: 'เขียนตัวกรองเป็น JSON เช่น {"status":"active"} โดยไม่มีโปรแกรม ($where, $function, $expr)', nextEn: 'Write the filter as JSON, for example {"status":"active"}, without programs ($where, $function, $expr).', retry: 'config' },
  'document-unreadable': { status: 422, th: 'มีเอกสารที่อ่านไม่ได้', en: 'A document cannot be read', nextTh: 'ให้ผู้ดูแลฐานข้อมูลตรวจเอกสารนั้น', nextEn: 'Have the database administrator look at the document.', retry: 'config' },
  'not-readable-now': { status: 503, th: 'ไม่มีเครื่องใดในชุดที่อ่านได้ขณะนี้', en: 'None of the members can be read now', nextTh: 'รอให้ชุดเลือกเครื่องหลัก ระบบจะลองใหม่เอง', nextEn: 'Wait until the set has chosen its primary; it is tried again by itself.', retry: 'transient' },
  'collection-missing': { status: 422, th: 'ไม่พบคอลเลกชันในฐานข้อมูล', en: 'The database has no such collection', ...mendSource, retry: 'config' },
});

interface ServerError { code?: number | string; codeName?: string; message?: string; name?: string; reason?: { servers?: Map<string, { error?: unknown }> } }

/** Error codes of the server (mongodb/src/mongo/base/error_codes.yml) by what a person has to do about them. */
const byCode: readonly [readonly number[], (fields: ProblemFields, cause: { cause: unknown }) => Problem][] = [
  [[18, 334], (fields, cause) => connectorProblem('login-refused', fields, cause)],
  [[13], (fields, cause) => databaseProblem('rights-missing', fields, cause)],
  [[26], (fields, cause) => mongoProblem('collection-missing', fields, cause)],
  [[50, 262], (fields, cause) => connectorProblem('query-too-slow', fields, cause)],
  [[239], (fields, cause) => databaseProblem('snapshot-lost', fields, cause)],
  // Shut down, stepped down, cut, cursor lost or killed, the collection dropped or changed while it was read.
  [[6, 7, 43, 89, 91, 112, 136, 175, 189, 237, 246, 317, 10107, 11600, 11601, 11602, 13388, 13435, 13436], (fields, cause) => connectorProblem('database-vanished', fields, cause)],
];

/** An error of the driver as a problem with its retry class; the database's own words go along. */
export function mongoError(error: unknown, connected: boolean): unknown {
  if (error instanceof Problem) return error;
  const { code, codeName, message = '', name = '', reason } = error as ServerError;
  const hidden = [...reason?.servers?.values() ?? []].map((each) => each.error).find((each) => each !== undefined && each !== null);
  if (hidden) return mongoError(hidden, connected);
  const detail = { number: typeof code === 'number' ? code : undefined, detailTh: `ฐานข้อมูลตอบว่า ${(codeName ? `${codeName}: ` : '') + message.slice(0, 400)}`, detailEn: (codeName ? `${codeName}: ` : '') + message.slice(0, 400) };
  const named = byCode.find(([codes]) => codes.includes(Number(code)))?.[1];
  if (named) return named(detail, { cause: error });
  if (name === 'MongoServerError') return connectorProblem('query-refused', detail, { cause: error });
  if (isUntrusted(error)) return connectorProblem('tls-refused', detail, { cause: error });
  if (/^(Mongo|Poolcleared|BSON)/i.test(name) || /^E[A-Z]+$/.test(String(code ?? ''))) return connectorProblem(connected ? 'database-vanished' : 'database-unreachable', detail, { cause: error });
  return error;
}
