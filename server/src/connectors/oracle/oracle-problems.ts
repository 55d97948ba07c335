import { isUntrusted } from '#kernel/net/untrusted.ts';
import { Problem, type ProblemFields } from '#kernel/problem.ts';
import { databaseProblem } from '../database/problems.ts';
import { connectorProblem } from '../problems.ts';

type Make = (detail: ProblemFields, cause: unknown) => Problem;
const common = (name: Parameters<typeof connectorProblem>[0]): Make => (detail, cause) => connectorProblem(name, detail, { cause });
const database = (name: Parameters<typeof databaseProblem>[0]): Make => (detail, cause) => databaseProblem(name, detail, { cause });

/** Codes of the database (ORA) and of the driver (NJS) by what a person has to do about them, the first that fits. */
const byCode: readonly [readonly string[], Make][] = [
  [['ORA-28000', 'ORA-28001', 'ORA-28002', 'ORA-28221'], database('account-locked')],
  [['ORA-12514', 'ORA-12505', 'ORA-12504', 'ORA-12154', 'NJS-518', 'NJS-519'], database('service-missing')],
  [['ORA-01017', 'ORA-01005', 'ORA-28030', 'NJS-116'], common('login-refused')],
  [['ORA-01031', 'ORA-01045', 'ORA-41900'], database('rights-missing')],
  [['ORA-00942', 'ORA-00904', 'ORA-04043'], common('table-missing')],
  // Undo was overwritten; the table was truncated or changed since the snapshot began.
  [['ORA-01555', 'ORA-22924', 'ORA-08103', 'ORA-01466', 'ORA-08176'], database('snapshot-lost')],
  [['ORA-00054', 'ORA-00060', 'ORA-01652', 'ORA-04031', 'ORA-04068', 'ORA-30006'], database('read-interrupted')],
  [['NJS-123', 'DPI-1067', 'ORA-03136', 'ORA-00040'], common('query-too-slow')],
  [['NJS-505', 'NJS-506', 'NJS-507', 'NJS-508', 'ORA-12650', 'ORA-12660'], common('tls-refused')],
  [['NJS-138'], database('server-too-old')],
  [['NJS-010', 'NJS-119'], database('column-unreadable')],
  // No listener, starting, stopping, too many sessions.
  [['ORA-00018', 'ORA-00020', 'ORA-01033', 'ORA-01034', 'ORA-01090', 'ORA-02391', 'ORA-12516', 'ORA-12518', 'ORA-12519', 'ORA-12520', 'ORA-12526', 'ORA-12528', 'ORA-12541', 'ORA-27101', 'NJS-503', 'NJS-510', 'NJS-511'], common('database-unreachable')],
  [['ORA-00028', 'ORA-01012', 'ORA-01089', 'ORA-01092', 'ORA-02396', 'ORA-02399', 'ORA-03113', 'ORA-03114', 'ORA-03135', 'NJS-003', 'NJS-500', 'NJS-501', 'NJS-521'], common('database-vanished')],
];

/** An error of the database, the driver or the socket as a problem with its retry class; the database's own words go along. `connected`: behind the sign-in. */
export function oracleProblem(error: unknown, connected: boolean): unknown {
  if (error instanceof Problem) return error;
  const { message = '', code = '' } = error as { message?: string; code?: string };
  const text = message.split('\nHelp:')[0]!.slice(0, 500);
  const codes = [...message.matchAll(/\b(?:ORA|NJS|DPI)-\d{3,5}\b/g)].map(([each]) => each);
  const detail = { number: codes[0], detailTh: text, detailEn: text };
  // The driver wraps what the database said into words of its own: whichever has a name.
  const found = byCode.find(([known]) => codes.some((each) => known.includes(each)))?.[1];
  if (found && !(connected === false && found === vanished)) return found(detail, error);
  if (codes.length > 0) return connected ? connectorProblem('query-refused', detail, { cause: error }) : found ? connectorProblem('database-unreachable', detail, { cause: error }) : connectorProblem('login-refused', detail, { cause: error });
  if (isUntrusted(error)) return connectorProblem('tls-refused', detail, { cause: error });
  if (/^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ERR_SSL|ERR_TLS)/.test(code)) return connectorProblem(connected ? 'database-vanished' : 'database-unreachable', detail, { cause: error });
  return error;
}

const vanished = byCode.at(-1)?.[1];
