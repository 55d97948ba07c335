import type { ColumnFacts, Connection, ExecuteOptions } from 'oracledb';
import type { OpenLink, OracleAddress } from '../link.ts';

/** What a session answered: columns by their types, rows as the driver gives them, and an error in the place of a row. */
export interface PlayedAnswer { columns?: readonly [string, string, Partial<ColumnFacts>?][]; rows?: Iterable<readonly unknown[] | Error> }
export interface PlayedBack {
  open: OpenLink;
  readonly addresses: OracleAddress[];
  readonly statements: { sql: string; binds: Readonly<Record<string, string>> }[];
  readonly calls: number[];
  /** What was done to the session: `break`, `cut`. */
  readonly done: string[];
}

/** An error as the driver throws it. */
export const oracleError = (message: string): Error => Object.assign(new Error(message), { code: /^(\w+-\d+)/.exec(message)?.[1] });

/**
 * Plays a session back behind the seam of `link.ts`: `answer` says what a statement was answered with; null is an answer without rows. The words and the
 * shapes are those of the driver's documentation and source, since no database could be had.
 */
export function playBack(answer: (sql: string) => PlayedAnswer | Error | 'silence' | null): PlayedBack {
  const back: Omit<PlayedBack, 'open'> = { addresses: [], statements: [], calls: [], done: [] };
  const open: OpenLink = async (address) => {
    back.addresses.push(address);
    const gone = Promise.withResolvers<never>();
    gone.promise.catch(() => undefined);
    const connection: Connection = {
      callTimeout: 0, oracleServerVersionString: '19.0.0.0.0',
      async execute(sql: string, binds: Readonly<Record<string, string>>, options: ExecuteOptions = {}) {
        back.statements.push({ sql, binds });
        const found = answer(sql);
        if (found instanceof Error) throw found;
        if (found === 'silence') return gone.promise;
        if (!found) return {};
        const metaData = (found.columns ?? []).map(([name, columnTypeName, more]) => ({ name, dbType: { columnTypeName }, byteSize: 22, ...more }));
        const rows = (found.rows ?? [])[Symbol.iterator]();
        return options.resultSet ? { metaData, resultSet: { getRows: (count: number) => { back.calls.push(count); return take(rows, count); }, close: () => Promise.resolve() } } : { metaData, rows: await take(rows, 100) };
      },
      async breakExecution() { back.done.push('break'); gone.reject(oracleError('ORA-01013: user requested cancel of current operation')); },
    };
    return { connection, cut: () => { back.done.push('cut'); gone.reject(oracleError('NJS-500: connection to the Oracle Database was broken')); } };
  };
  return { ...back, open };
}

async function take(rows: Iterator<readonly unknown[] | Error>, count: number): Promise<unknown[][]> {
  const found: unknown[][] = [];
  while (found.length < count) {
    const { value, done } = rows.next();
    if (done) break;
    if (value instanceof Error) throw value;
    found.push([...value]);
  }
  return found;
}
