import { EventEmitter } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Connection, ConnectionConfiguration, Request } from 'tedious';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import { connectorProblem } from '../problems.ts';
import { Answer, type AnswerHearer, type ServerError } from './answer.ts';
import { cellReader } from './cell-text.ts';
import { unlikePin } from './certificate-pin.ts';
import { codePages } from './code-pages.ts';
import { checkReadable, type TdsColumn } from './columns.ts';
import { mssqlProblem } from './mssql-problems.ts';

/** `verify`: by the name and an authority, or by its fingerprint. `strict`: the same, encrypted before the first byte (TDS 8). `trust`: whoever answers. */
export type Encryption = 'verify' | 'strict' | 'trust';
export interface MssqlAddress { host: string; port: number; database: string; user: string; password: string; encryption: Encryption; ca?: string; fingerprint?: string }

/** What hears an answer as text, row by row; `taken` holds the line until it is fulfilled. */
export interface TextHearer {
  columns(columns: TdsColumn[]): void;
  row(cells: readonly (string | null)[]): void;
  taken(): Promise<void>;
}

/** What the driver offers beside its types: whoever reads the tokens of an answer, and the line. */
interface Insides {
  createTokenStreamParser(message: AsyncIterable<Buffer>, handler: unknown): EventEmitter;
  messageIo: { sendMessage(type: number): unknown };
}

/** A message that asks the server to stop what runs (MS-TDS §2.2.1.7). */
const ATTENTION = 0x06;
/** A row must lie in memory as a whole. */
const MAX_ROW_BYTES = 64 << 20;

const PACKET_BYTES = 16_384;

/** A signed-in connection to SQL Server. */
export class MssqlSession {
  readonly #connection: Connection;
  readonly #request: typeof Request;
  readonly #pageOf: ReturnType<typeof codePages>;
  #raw: ((message: AsyncIterable<Buffer>) => EventEmitter) | null = null;
  readonly #rowBytes: number;

  constructor(connection: Connection, request: typeof Request, pageOf: ReturnType<typeof codePages>, rowBytes = MAX_ROW_BYTES) {
    this.#connection = connection;
    this.#rowBytes = rowBytes;
    this.#request = request;
    this.#pageOf = pageOf;
    const insides = connection as unknown as Insides;
    const own = insides.createTokenStreamParser.bind(connection);
    insides.createTokenStreamParser = (message, handler) => {
      const raw = this.#raw;
      this.#raw = null;
      return raw ? raw(message) : own(message, handler);
    };
  }

  /** Runs a statement that gives no rows. */
  async run(sql: string, timeoutMs = 15_000): Promise<void> {
    await this.#send(sql, timeoutMs).catch((error: unknown) => { throw mssqlProblem(error, true); });
  }

  /** The rows of a short answer. */
  async ask(sql: string, timeoutMs = 15_000): Promise<(string | null)[][]> {
    const rows: (string | null)[][] = [];
    await this.read(sql, { columns: () => undefined, row: (cells) => { rows.push([...cells]); }, taken: () => Promise.resolve() }, timeoutMs);
    return rows;
  }

  /** The columns that a statement answers with, whatever their types; it should give no rows. */
  async describe(sql: string, hear: (columns: TdsColumn[]) => void, timeoutMs = 15_000): Promise<void> {
    await this.#answer(sql, { columns: (columns) => { hear(columns); return []; }, row: () => undefined }, () => Promise.resolve(), timeoutMs);
  }

  /**
   * Reads an answer of any length.
   * @returns how many rows the server says it gave.
   * @throws a problem when the server refuses at any point, or the answer stops before its end.
   */
  async read(sql: string, hear: TextHearer, timeoutMs: number): Promise<number | null> {
    const columns = (found: TdsColumn[]) => {
      hear.columns(found);
      checkReadable(found);
      return found.map((column) => cellReader(column, this.#pageOf));
    };
    return this.#answer(sql, { columns, row: (cells) => hear.row(cells) }, () => hear.taken(), timeoutMs);
  }

  async #answer(sql: string, hear: Pick<AnswerHearer, 'columns' | 'row'>, taken: () => Promise<void>, timeoutMs: number): Promise<number | null> {
    let said: number | null = null;
    const refused: ServerError[] = [];
    const answer = new Answer(this.#rowBytes, { ...hear, error: (error) => { refused.push(error); }, done: (rows) => { said = rows ?? said; } });
    const begun = new AbortController();
    this.#raw = (message) => { begun.abort(); return readingOf(message, answer, taken); };
    await this.#send(sql, timeoutMs, begun.signal).catch((error: unknown) => { throw mssqlProblem(refused[0] ?? error, true); });
    if (refused[0]) throw mssqlProblem(refused[0], true);
    return said;
  }

  /** Asks the server to stop what runs; the connection is then good for nothing more. The driver's own way waits for an answer and falls when the line is cut meanwhile. */
  stop(): void { (this.#connection as unknown as Insides).messageIo.sendMessage(ATTENTION); }

  /** Ends the connection at once; the server rolls back what was begun. */
  cut(): void { this.#connection.close(); }

  /** `begun`: from then on the server answers, and whoever reads counts the time. */
  async #send(sql: string, timeoutMs: number, begun?: AbortSignal): Promise<void> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      this.stop();
      late.reject(connectorProblem('query-too-slow', { waitedMs: timeoutMs }));
    }, timeoutMs);
    begun?.addEventListener('abort', () => clearTimeout(timer), { once: true });
    const answered = new Promise<void>((resolve, reject) => {
      const request = new this.#request(sql, (error) => (error ? reject(error) : resolve()));
      request.setTimeout(0);
      this.#connection.execSqlBatch(request);
    });
    await Promise.race([answered, late.promise]).finally(() => clearTimeout(timer));
  }
}

/** Stands in for the driver's reader of tokens: ends when the answer does, and fails as the driver's own would. */
function readingOf(message: AsyncIterable<Buffer>, answer: Answer, taken: () => Promise<void>): EventEmitter {
  const events = Object.assign(new EventEmitter(), { pause: () => undefined, resume: () => undefined });
  const read = async () => {
    for await (const piece of message) {
      answer.write(piece);
      await taken();
    }
    answer.end();
  };
  read().then(() => events.emit('end'), (error: unknown) => events.emit('error', error));
  return events;
}

/** Signs in at the address that was checked, also where the server sends on to another (a read-only replica). */
export async function connectMssql(address: MssqlAddress, rules: HostRules, rowBytes?: number): Promise<MssqlSession> {
  await checkHost(address.host, rules);
  if (address.encryption === 'strict' && address.fingerprint) throw connectorProblem('tls-refused', { detailTh: 'ลายนิ้วมือใช้กับ TDS 8 ไม่ได้ ให้ใส่ใบรับรองของเครื่องแทน', detailEn: 'A fingerprint cannot be used with TDS 8; give the certificate of the server instead.' });
  const { Connection, Request } = await import('tedious'); // at its first use: web processes never need it
  const collation = await import('tedious/lib/collation.js');
  const connection = new Connection(configurationOf(address, rules));
  connection.on('error', () => undefined); // a connection that dies is seen by whoever waits for it
  const told: ServerError[] = [];
  connection.on('errorMessage', (error: ServerError) => { told.push(error); });
  let unlike: Error | null = null;
  connection.on('secure', (line: TLSSocket) => {
    unlike = address.fingerprint ? unlikePin(line.getPeerCertificate(), address.fingerprint) : null;
    if (unlike) line.destroy(unlike); // before the password is sent
  });
  return new Promise((resolve, reject) => {
    connection.connect((error) => {
      if (!error) return resolve(new MssqlSession(connection, Request, codePages(collation), rowBytes));
      connection.close();
      reject(unlike ?? mssqlProblem(told[0] ?? error, false));
    });
  });
}

function configurationOf({ host, port, database, user, password, encryption, ca, fingerprint }: MssqlAddress, rules: HostRules): ConnectionConfiguration {
  // The driver hands over where it wants to go, which its types leave out: another host when the server sent it on.
  const connector = async (to: { host: string; port: number }, _lookup: unknown, signal: AbortSignal): Promise<Socket> => {
    const { address } = await checkHost(to.host, rules);
    return reach(address, to.port, signal);
  };
  return {
    server: host,
    authentication: { type: 'default', options: { userName: user, password } },
    options: {
      port, database, appName: 'saphan', encrypt: encryption === 'strict' ? 'strict' : true, trustServerCertificate: encryption === 'trust' || (encryption === 'verify' && fingerprint !== undefined),
      cryptoCredentialsDetails: ca ? { ca } : {}, connector: connector as unknown as () => Promise<Socket>, connectTimeout: 15_000, cancelTimeout: 2000, maxRetriesOnTransientErrors: 0,
      readOnlyIntent: true, packetSize: PACKET_BYTES, useColumnNames: false, rowCollectionOnRequestCompletion: false, abortTransactionOnError: true,
    },
  };
}

/** The signal counts until the line stands; from then on the driver ends it. */
function reach(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host, port });
    const stop = () => { socket.destroy(signal.reason as Error); };
    signal.addEventListener('abort', stop, { once: true });
    socket.once('error', reject).once('connect', () => {
      signal.removeEventListener('abort', stop);
      socket.removeListener('error', reject);
      resolve(socket);
    });
  });
}
