import { Refusal } from '../edge-problem.ts';
import { openLine, type Address, type SqlLine } from './sql-lines.ts';

const LINES = 4;
const IDLE_MS = 60_000;
/** Beyond the time that the database itself was given, before a silent line is cut. */
const SILENCE_MS = 2_000;

interface Idle { line: SqlLine; timer: NodeJS.Timeout }
interface Waiting { go(): void; timer: NodeJS.Timeout }

/** Connections to one database: so many at once, kept a minute for the next call. A line on which anything went wrong is never used again. */
export class SqlPool {
  readonly #open: () => Promise<SqlLine>;
  readonly #most: number;
  #idle: Idle[] = [];
  #waiting: Waiting[] = [];
  #busy = 0;
  constructor(open: () => Promise<SqlLine>, most: number) { this.#open = open; this.#most = most; }

  /** Runs a piece of work in a read-only transaction. @throws {Refusal} `database-busy`, `database-away`, `database-slow`, or what the work throws. */
  async read<T>(timeoutMs: number, work: (line: SqlLine) => Promise<T>): Promise<T> {
    await this.#turn(timeoutMs);
    try {
      const line = await this.#begun(timeoutMs);
      try {
        const result = await within(timeoutMs + SILENCE_MS, work(line));
        await line.end();
        this.#keep(line);
        return result;
      } catch (error) {
        line.close();
        throw error;
      }
    } finally {
      this.#next();
    }
  }

  close(): void {
    for (const { line, timer } of this.#idle.splice(0)) { clearTimeout(timer); line.close(); }
  }

  /** A line in a transaction. One that lay idle may have died meanwhile: then there is a new one. */
  async #begun(timeoutMs: number): Promise<SqlLine> {
    const idle = this.#idle.pop();
    if (idle) {
      clearTimeout(idle.timer);
      try {
        await within(SILENCE_MS, idle.line.begin(timeoutMs));
        return idle.line;
      } catch {
        idle.line.close();
      }
    }
    const line = await this.#open().catch(away);
    await line.begin(timeoutMs).catch((error: unknown) => { line.close(); return away(error); });
    return line;
  }

  #turn(timeoutMs: number): Promise<void> {
    if (this.#busy < this.#most) { this.#busy += 1; return Promise.resolve(); }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        go: () => { clearTimeout(waiting.timer); resolve(); },
        timer: setTimeout(() => {
          this.#waiting = this.#waiting.filter((each) => each !== waiting);
          reject(new Refusal(503, 'database-busy', 'การเชื่อมต่อฐานข้อมูลของหน่วยงานไม่ว่างภายในเวลา: ลองใหม่', 'No connection to the agency’s database became free in time: try again'));
        }, timeoutMs),
      };
      this.#waiting.push(waiting);
    });
  }

  #next(): void {
    const next = this.#waiting.shift();
    if (next) next.go();
    else this.#busy -= 1;
  }

  #keep(line: SqlLine): void {
    const idle: Idle = { line, timer: setTimeout(() => { this.#idle = this.#idle.filter((each) => each !== idle); line.close(); }, IDLE_MS) };
    idle.timer.unref();
    this.#idle.push(idle);
  }
}

/** The pools of an edge: services of one database, user and number of connections share one. */
export class SqlPools {
  readonly #pools = new Map<string, SqlPool>();

  of(address: Address): SqlPool {
    const key = JSON.stringify([address.kind, address.host, address.port, address.database, address.user, address.tls, address.connections]);
    const pool = this.#pools.get(key) ?? new SqlPool(() => openLine(address), address.connections ?? LINES);
    this.#pools.set(key, pool);
    return pool;
  }

  close(): void { for (const pool of this.#pools.values()) pool.close(); }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(slow()), ms);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

export const slow = () => new Refusal(504, 'database-slow', 'ฐานข้อมูลของหน่วยงานไม่ตอบภายในเวลา', 'The agency’s database did not answer in time');
const away = (error: unknown): never => { throw new Refusal(503, 'database-away', 'ติดต่อฐานข้อมูลของหน่วยงานไม่ได้', `The agency’s database cannot be reached (${(error as { code?: string } | null)?.code ?? 'no answer'})`); };
