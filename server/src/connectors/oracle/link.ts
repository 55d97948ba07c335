import type { Connection } from 'oracledb';
import { isIP } from 'node:net';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import { connectorProblem } from '../problems.ts';
import { GuardedLine, throughLine, type LineTrust } from './guarded-line.ts';
import { oracleProblem } from './oracle-problems.ts';

export interface OracleAddress extends LineTrust { host: string; port: number; database: string; nameIs: 'service' | 'sid'; user: string; password: string; tls: 'off' | 'verify' }

/** A signed-in connection: what is used of the driver's, and an end that waits for nobody. */
export interface OracleLink { readonly connection: Connection; cut(): void }
export type OpenLink = (address: OracleAddress, rules: HostRules) => Promise<OracleLink>;

const CONNECT_SECONDS = 15;

/** Signs in by the driver's thin mode, which needs no Oracle client. @throws a problem */
export const openLink: OpenLink = async (address, rules) => {
  await checkHost(address.host, rules);
  if (address.tls === 'verify' && isIP(address.host) !== 0) {
    throw connectorProblem('tls-refused', { detailTh: 'ใบรับรองตรวจได้เมื่อระบุชื่อเครื่อง ไม่ใช่เลข IP', detailEn: 'A certificate can be verified for a host name, not for an IP address.' });
  }
  const { default: driver } = await import('oracledb'); // at its first use: web processes never need it
  const line = new GuardedLine(rules, address);
  const signIn = () => driver.getConnection({ user: quotedUser(address.user), password: address.password, connectString: descriptorOf(address), transportConnectTimeout: CONNECT_SECONDS, connectTimeout: CONNECT_SECONDS * 2, stmtCacheSize: 0 });
  const connection = await throughLine(line, signIn).catch((error: unknown) => {
    line.cut();
    throw line.refused ?? oracleProblem(error, false);
  });
  return { connection, cut: () => line.cut() };
};

/** What the listener is told (Oracle Net connect descriptor). Names that could end a part of it are refused. */
function descriptorOf({ host, port, database, nameIs, tls }: Pick<OracleAddress, 'host' | 'port' | 'database' | 'nameIs' | 'tls'>): string {
  if (!/^[\p{L}\p{N}_.$#:-]+$/u.test(database) || !/^[\p{L}\p{N}_.:-]+$/u.test(host)) {
    throw connectorProblem('query-refused', { detailTh: 'ชื่อเครื่องหรือชื่อฐานข้อมูลมีอักขระที่ใช้ไม่ได้', detailEn: 'The name of the host or the database has a character that cannot be used.' });
  }
  const security = tls === 'verify' ? '(SECURITY=(SSL_SERVER_DN_MATCH=ON))' : '';
  return `(DESCRIPTION=(ADDRESS=(PROTOCOL=${tls === 'verify' ? 'TCPS' : 'TCP'})(HOST=${host})(PORT=${port}))(CONNECT_DATA=(${nameIs === 'sid' ? 'SID' : 'SERVICE_NAME'}=${database}))${security})`;
}

/** The driver reads `a[b]` and `a@b` as more than a user. */
const quotedUser = (user: string): string => (/^[\p{L}\p{N}_$#]+$/u.test(user) || user.startsWith('"') ? user : `"${user.replaceAll('"', '')}"`);

/**
 * One read-only moment, in which texts of numbers and dates depend neither on the settings of the server nor on its calendar (a Thai server may count in
 * Buddhist years).
 */
export async function beginReading({ connection }: OracleLink, timeoutMs: number): Promise<void> {
  const ask = (sql: string) => connection.execute(sql, {}).catch((error: unknown) => { throw oracleProblem(error, true); });
  connection.callTimeout = 15_000;
  await ask("alter session set nls_language = 'AMERICAN' nls_territory = 'AMERICA'");
  await ask("alter session set nls_calendar = 'GREGORIAN' nls_numeric_characters = '.,' nls_sort = 'BINARY' nls_comp = 'BINARY'");
  await ask("alter session set time_zone = '+07:00'");
  await ask('set transaction read only');
  connection.callTimeout = Math.ceil(timeoutMs);
}
