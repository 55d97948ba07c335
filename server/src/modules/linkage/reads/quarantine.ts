import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contract } from '@saphan/contracts/contract';
import { openEngine, parquetSource, type Engine } from '#modules/lake/index.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { findQuarantine, listReplayed } from './quarantine.sql.gen.ts';
import { viewReject, type RejectRow } from './reject-view.ts';

export interface QuarantineAsked { code?: string; column?: string; cursor?: string; limit?: number }

const PAGE = 50;
const READ_MEMORY_MB = 256;
const COLUMNS = `ordinal::double as ordinal, line::double as line, off::double as off, "column", code, detail, raw, raw_cut`;

export interface Quarantine { runId: number; contract: Contract; rawName: string; key: string | null; replayed: Set<number> }

/** The quarantine of a run and what of it is replayed already. Throws `linkage.run-not-found`. */
export async function selectQuarantine(ports: LinkagePorts, runId: number): Promise<Quarantine> {
  return ports.db.read(async (tx) => {
    const row = await findQuarantine(tx, { id: runId });
    if (!row) throw linkageProblem('run-not-found', { runId });
    const replayed = new Set((await listReplayed(tx, { run_id: runId })).map(({ line }) => line));
    return { runId, contract: row.contract, rawName: row.raw_name ?? `run-${runId}`, key: row.quarantine_key, replayed };
  });
}

/** Uses the quarantine file of a run as the table `q` of a small engine. */
export async function withQuarantine<T>(ports: LinkagePorts, key: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(ports.spillDir, 'quarantine-'));
  const engine = await openEngine({ databasePath: ':memory:', memoryMb: READ_MEMORY_MB, threads: 1, spillDir: folder });
  try {
    return await ports.objects.withLocal(key, async (path) => {
      await engine.run(`create view q as select * from ${parquetSource([path])}`);
      return work(engine);
    });
  } finally {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One page of quarantined records, by line. The cursor is the last ordinal seen. */
export async function listQuarantine(ports: LinkagePorts, runId: number, asked: QuarantineAsked) {
  const quarantine = await selectQuarantine(ports, runId);
  if (quarantine.key === null) return { items: [], total: 0, lines: 0, nextCursor: null };
  const limit = asked.limit ?? PAGE;
  return withQuarantine(ports, quarantine.key, async (engine) => {
    const where = `where ($1::varchar is null or code = $1) and ($2::varchar is null or "column" = $2)`;
    const filter = [asked.code ?? null, asked.column ?? null];
    const [sum] = await engine.rows<{ total: number; lines: number }>(`select count(*)::double as total, count(distinct line)::double as lines from q ${where}`, filter);
    const rows = await engine.rows<RejectRow>(`select ${COLUMNS} from q ${where} and ordinal > $3::varchar::bigint order by ordinal limit ${limit}`, [...filter, asked.cursor ?? '0']);
    const last = rows.at(-1);
    return {
      items: rows.map((row) => viewReject(row, quarantine.contract, quarantine.replayed.has(Number(row.line)))),
      total: sum?.total ?? 0, lines: sum?.lines ?? 0, nextCursor: last && rows.length === limit ? String(last.ordinal) : null,
    };
  });
}
