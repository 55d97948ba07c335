import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { exchangeProblem } from '../errors.ts';
import { openBatches } from './batches.ts';
import type { ExchangeRecord } from './exchange-record.ts';
import { isAway } from './register.ts';

const LARGEST = 200;
const CHECK = 16;

export interface EvidenceSpool {
  /** Settles when a record lies on the disk. @throws `exchange.evidence-unavailable` when it cannot. */
  add(record: ExchangeRecord): Promise<void>;
  /** Hands over whatever lies there, also what a process left that died; a file goes when all of it was kept. @returns how many records. */
  replay(keep: (records: ExchangeRecord[]) => Promise<void>): Promise<number>;
  close(): Promise<void>;
}

/** `before` is what lay there already when it was made. */
interface SpoolFile { readonly path: string; readonly handle: FileHandle; readonly before: number; bytes: number }
export interface SpoolPlace { readonly dir: string; readonly limitBytes: number; damaged(file: string, lines: number): void }

/**
 * Evidence on disk for as long as the register is away. Each record is a line with its hash, synced before anything is answered. Whoever replays takes a file by renaming it; a
 * writer whose file was taken meanwhile writes again into a new one, so that a record may lie there twice but is never lost. Keeping is by id, so twice counts once.
 */
export function openEvidenceSpool({ dir, limitBytes, damaged }: SpoolPlace): EvidenceSpool {
  let file: SpoolFile | null = null;
  const append = async (lines: string[]): Promise<void[]> => {
    const data = Buffer.from(lines.join(''));
    try {
      for (;;) {
        file ??= await createFile(dir);
        const fits = file.before + file.bytes + data.length <= limitBytes;
        if (fits) await appendTo(file, data);
        if (await isThere(file.path)) {
          if (!fits) throw new RangeError('the spool of evidence is full');
          return lines.map(() => undefined);
        }
        await file.handle.close();
        file = null;
      }
    } catch (cause) {
      throw exchangeProblem('evidence-unavailable', {}, { cause });
    }
  };
  const batches = openBatches<string, void>(append, { largest: LARGEST, lanes: 1 });
  return {
    add: (record) => batches.add(lineOf(record)),
    async replay(keep) {
      let kept = 0;
      for (const path of await takeFiles(dir)) kept += await replayFile(path, keep, damaged);
      return kept;
    },
    async close() { await batches.drained(); await file?.handle.close(); file = null; },
  };
}

function lineOf(record: ExchangeRecord): string {
  const text = JSON.stringify(record);
  return `${hash('sha256', text, 'hex').slice(0, CHECK)} ${text}\n`;
}

/** @returns null for a line that was not written to its end. */
function readLine(line: string): ExchangeRecord | null {
  const text = line.slice(CHECK + 1);
  if (hash('sha256', text, 'hex').slice(0, CHECK) !== line.slice(0, CHECK)) return null;
  return JSON.parse(text, (_name, value: { type?: string; data?: number[] } | null) => (value?.type === 'Buffer' && Array.isArray(value.data) ? Buffer.from(value.data) : value)) as ExchangeRecord;
}

/** The name itself must outlive the machine, so the folder is synced too. */
async function createFile(dir: string): Promise<SpoolFile> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const sizes = await Promise.all((await readdir(dir)).map((name) => stat(join(dir, name)).then(({ size }) => size, () => 0)));
  const path = join(dir, `${Date.now().toString(36).padStart(9, '0')}-${crypto.randomUUID()}.spool`);
  const handle = await open(path, 'ax', 0o600);
  const folder = await open(dir, 'r');
  await folder.sync().finally(() => folder.close());
  return { path, handle, before: sizes.reduce((sum, size) => sum + size, 0), bytes: 0 };
}

/** What did not go in whole is cut off again: the next record begins on a line of its own. */
async function appendTo(file: SpoolFile, data: Buffer): Promise<void> {
  try {
    await file.handle.appendFile(data);
    await file.handle.datasync();
    file.bytes += data.length;
  } catch (error) {
    await file.handle.truncate(file.bytes).catch(() => undefined);
    throw error;
  }
}

const isThere = (path: string): Promise<boolean> => access(path).then(() => true, () => false);

/** Files to replay, oldest first: those that nobody took yet are taken now. */
async function takeFiles(dir: string): Promise<string[]> {
  const names = (await readdir(dir).catch(() => [])).filter((name) => name.endsWith('.spool') || name.endsWith('.taken')).sort();
  const taken: string[] = [];
  for (const name of names) {
    const path = join(dir, name.replace(/\.spool$/, '.taken'));
    if (!name.endsWith('.spool') || await rename(join(dir, name), path).then(() => true, () => false)) taken.push(path);
  }
  return taken;
}

async function replayFile(path: string, keep: (records: ExchangeRecord[]) => Promise<void>, damaged: SpoolPlace['damaged']): Promise<number> {
  let [records, kept, broken, brokenLast]: [ExchangeRecord[], number, number, boolean] = [[], 0, 0, false];
  const flush = async () => {
    const refused = await keepOrSplit(records, keep);
    [records, kept, broken] = [[], kept + records.length - refused, broken + refused];
  };
  try {
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      const record = readLine(line);
      brokenLast = record === null;
      if (record === null) broken += 1;
      else records.push(record);
      if (records.length === LARGEST) await flush();
    }
  } catch (error) {
    // Another process was through with it first.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return kept;
    throw error;
  }
  await flush();
  // A last line that is torn was never promised to anybody; one before it is damage, and what is left of the file stays.
  const lost = broken - (brokenLast ? 1 : 0);
  if (lost === 0) await rm(path, { force: true });
  else { damaged(path, lost); await rename(path, `${path}.damaged`).catch(() => undefined); }
  return kept;
}

/** One that cannot be kept must not hold up the others. @returns how many could not. */
async function keepOrSplit(records: ExchangeRecord[], keep: (records: ExchangeRecord[]) => Promise<void>): Promise<number> {
  if (records.length === 0) return 0;
  try {
    await keep(records);
    return 0;
  } catch (error) {
    if (isAway(error)) throw error;
    if (records.length === 1) return 1;
    let refused = 0;
    for (const each of records) refused += await keepOrSplit([each], keep);
    return refused;
  }
}
