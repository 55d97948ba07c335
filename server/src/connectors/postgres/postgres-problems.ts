import { isUntrusted } from '#kernel/net/untrusted.ts';
import { Problem } from '#kernel/problem.ts';
import { connectorProblem } from '../problems.ts';

type Name = Parameters<typeof connectorProblem>[0];

/** SQLSTATE classes (PostgreSQL Appendix A), the first that fits. */
const byState: [RegExp, Name][] = [
  [/^28/, 'login-refused'], [/^3D000$/, 'login-refused'], [/^(42P01|42703|3F000)$/, 'table-missing'], [/^57014$/, 'query-too-slow'],
  [/^(08|53|57P0)/, 'database-vanished'], [/^(40001|40P01|55P03)$/, 'database-vanished'], [/^(42|22|25|0A|21)/, 'query-refused'],
];

/** An error of the driver or of its socket as a problem with its retry class; the database's own words go along. */
export function postgresProblem(error: unknown, connected: boolean): unknown {
  if (error instanceof Problem) return error;
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const detail = { sqlState: code || undefined, detailTh: message.slice(0, 500), detailEn: message.slice(0, 500) };
  const isState = /^[0-9A-Z]{5}$/.test(code);
  const name = byState.find(([form]) => isState && form.test(code))?.[1];
  if (name) return connectorProblem(name, detail, { cause: error });
  // A server without TLS will not have it at the next try either.
  if ((!isState && isUntrusted(error)) || /does not support SSL/.test(message)) return connectorProblem('tls-refused', detail, { cause: error });
  if (/^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOST|ENET)/.test(code) || /terminated|timeout|Connection ended|not queryable|SSL/i.test(`${code} ${message}`)) {
    return connectorProblem(connected ? 'database-vanished' : 'database-unreachable', detail, { cause: error });
  }
  return error;
}
