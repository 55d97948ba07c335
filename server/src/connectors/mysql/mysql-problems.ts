import { isUntrusted } from '#kernel/net/untrusted.ts';
import { Problem } from '#kernel/problem.ts';
import { connectorProblem } from '../problems.ts';

type Name = Parameters<typeof connectorProblem>[0];

/** Error numbers of MySQL and MariaDB by what a person has to do about them. */
const byNumber: readonly [readonly number[], Name][] = [
  // Wrong password, database, host; locked account, password expired, TLS asked for.
  [[1044, 1045, 1049, 1129, 1130, 1251, 1275, 1820, 1862, 3118, 3159, 3955, 4151], 'login-refused'],
  [[1051, 1054, 1109, 1146], 'table-missing'],
  [[1969, 3024], 'query-too-slow'],
  // Shut down, killed, deadlocked, waited for a lock, the table's definition changed while it was opened.
  [[1053, 1077, 1079, 1152, 1158, 1159, 1160, 1161, 1184, 1205, 1213, 1317, 1412, 1927, 2006, 2013, 4031], 'database-vanished'],
  [[1040, 1203, 1226], 'database-unreachable'],
];

interface DriverError { errno?: number; code?: string; message?: string; sqlState?: string }

/** An error of the driver or of its socket as a problem with its retry class; the database's own words go along. */
export function mysqlProblem(error: unknown, connected: boolean): unknown {
  if (error instanceof Problem) return error;
  const { errno = 0, code = '', message = '', sqlState } = error as DriverError;
  const detail = { number: errno > 0 ? errno : undefined, sqlState, detailTh: message.slice(0, 500), detailEn: message.slice(0, 500) };
  const named = byNumber.find(([numbers]) => numbers.includes(errno))?.[1];
  if (named) return connectorProblem(named, detail, { cause: error });
  if (sqlState !== undefined && errno >= 1000) return connectorProblem('query-refused', detail, { cause: error });
  // The driver names every trouble of the handshake HANDSHAKE_SSL_ERROR; its words tell a refused certificate from a line that was cut.
  if (isUntrusted(error) || code === 'HANDSHAKE_NO_SSL_SUPPORT') return connectorProblem('tls-refused', detail, { cause: error });
  if (code.startsWith('AUTH_SWITCH') || /plugin/.test(message)) return connectorProblem('login-refused', detail, { cause: error });
  if (/^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOST|ENET|PROTOCOL_|HANDSHAKE_)|closed state/.test(`${code} ${message}`) || (error as { fatal?: boolean }).fatal === true) {
    return connectorProblem(connected ? 'database-vanished' : 'database-unreachable', detail, { cause: error });
  }
  return error;
}
