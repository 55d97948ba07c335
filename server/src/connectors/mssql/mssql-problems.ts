import { isUntrusted } from '#kernel/net/untrusted.ts';
import { Problem, type ProblemFields } from '#kernel/problem.ts';
import { databaseProblem } from '../database/problems.ts';
import { connectorProblem } from '../problems.ts';

const vanished = (detail: ProblemFields, cause: unknown) => connectorProblem('database-vanished', detail, { cause });
const unreachable = (detail: ProblemFields, cause: unknown) => connectorProblem('database-unreachable', detail, { cause });

/** Error numbers of SQL Server (sys.messages) by what a person has to do about them, the first that fits. */
const byNumber: readonly [readonly number[], (detail: ProblemFields, cause: unknown) => Problem][] = [
  // Locked out, disabled, password expired or to be changed.
  [[18470, 18486, 18487, 18488], (detail, cause) => databaseProblem('account-locked', detail, { cause })],
  [[911, 4060, 4063, 4064], (detail, cause) => databaseProblem('service-missing', detail, { cause })],
  [[18452, 18456, 40532, 40615], (detail, cause) => connectorProblem('login-refused', detail, { cause })],
  [[229, 230, 262, 297, 300, 916, 15151], (detail, cause) => databaseProblem('rights-missing', detail, { cause })],
  [[207, 208, 4104], (detail, cause) => connectorProblem('table-missing', detail, { cause })],
  // The version store overflowed, or a table was changed since the snapshot began.
  [[3958, 3961, 3966, 3967], (detail, cause) => databaseProblem('snapshot-lost', detail, { cause })],
  // Deadlock, lock timeout, rows moved under a scan, memory and tempdb exhausted.
  [[601, 701, 1105, 1205, 1222, 8645, 8651], (detail, cause) => databaseProblem('read-interrupted', detail, { cause })],
  // Too many users, starting, stopping, restoring, the other half of an availability group.
  [[922, 924, 927, 942, 976, 978, 979, 982, 983, 10928, 10929, 17142, 17809, 17810, 18401, 18451, 18461, 40197, 40501, 40613, 49918, 49919, 49920], unreachable],
  // Killed, shut down.
  [[596, 6005, 10053, 10054, 17197, 64, 121, 233], vanished],
];

interface DriverError { number?: number; class?: number; state?: number; code?: string; message?: string; cause?: { code?: string; message?: string } }

/** An error of the server, the driver or the socket as a problem with its retry class; the server's own words go along. `connected`: behind the sign-in. */
export function mssqlProblem(error: unknown, connected: boolean): unknown {
  if (error instanceof Problem) return error;
  const { number, class: severity = 0, state, code = '', message = '', cause } = firstOf(error);
  const detail = { number, state, detailTh: message.slice(0, 500), detailEn: message.slice(0, 500) };
  const named = number === undefined ? undefined : byNumber.find(([numbers]) => numbers.includes(number))?.[1];
  if (named) return named(detail, error);
  // From 20 on the server ends the session by itself.
  if (number !== undefined) return severity >= 20 ? vanished(detail, error) : connected ? connectorProblem('query-refused', detail, { cause: error }) : connectorProblem('login-refused', detail, { cause: error });
  // EENCRYPT: the server has no TLS; nor will it at the next try.
  if (isUntrusted(error) || code === 'EENCRYPT') return connectorProblem('tls-refused', detail, { cause: error });
  if (cause instanceof Problem) return cause;
  return connected ? vanished(detail, error) : unreachable(detail, error);
}

/** Several errors at once are told as one: the first says what happened. */
function firstOf(error: unknown): DriverError {
  return error instanceof AggregateError ? firstOf(error.errors[0]) : error as DriverError;
}
