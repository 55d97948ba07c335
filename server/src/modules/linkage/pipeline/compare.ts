import { formatNumber } from '@saphan/contracts/numbers';
import { keyColumns } from '@saphan/contracts/contract';
import { canTakePart, parquetSource, preparePart, prepareRelease, quoteIdentifier as q, releaseColumns, releaseFiles, type Engine, type Lineage, type PreparedRelease, type Preparing, type ReleaseDraft } from '#modules/lake/index.ts';
import { readHistory } from '../anomaly/history.ts';
import { judgeAnomaly } from '../anomaly/judge-anomaly.ts';
import { judgeDrift } from '../drift/drift-gates.ts';
import { judgeEncoding } from '../drift/encoding-gate.ts';
import type { ReleaseShape } from '../drift/shape.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import type { LinkedLineage } from '../reads/run-facts.ts';
import type { FindRawRow } from '../operations/upload.sql.gen.ts';
import type { RunSession } from '../runs/run-session.ts';
import { isNewPartition, notePartitions } from '../partitions/replace-partition.ts';
import { judgePartition } from '../partitions/partition-gates.ts';
import { findPersonal } from '../personal/find-personal.ts';
import { acceptedWith, judgePersonal, type AcceptedPersonal } from '../personal/personal-gate.ts';
import type { Checked } from './check.ts';
import { judgeGates, type GateResult } from './gates.ts';
import { shapesAfter } from './part-shapes.ts';
import type { Prepared } from './prepared.ts';
import { HEAD_BYTES, readHead } from './records.ts';
import { ORIGIN, replayContract } from './replay.ts';
import { GONE } from '../reading/part-rules.ts';
import { reshapedGate } from '../reading/what-was-read.ts';
import { bringsPart, type Work } from './work.ts';

export interface Counts { added: number; removed: number; changed: number; unchanged: number }

/** A checked set of rows beside the release people see now. */
export type Compared = { kind: 'same'; counts: Counts } | { kind: 'new'; counts: Counts; prepared: Prepared };

/**
 * Writes the release's files, profiles them, compares them with the current release and judges the gates.
 * Nothing is visible yet: files without a release row are swept.
 */
export async function compare(session: RunSession, ports: LinkagePorts, work: Work, raw: FindRawRow, checked: Checked, engine: Engine, folder: string): Promise<Compared> {
  session.begin('compare');
  if (work.run.replay_of !== null) session.replayedLines = await originLines(engine);
  return releaseFiles(ports.objects, work.previous, async (paths) => {
    const { rows, changed, ...release } = await prepare(engine, ports, work, {
      table: 'stage', contract: work.contract, contractVersion: work.contractVersion, datasetId: work.run.dataset_id, runId: session.run.id, folder, sourceOrder: '_line',
      previous: work.previous && { release: work.previous, paths }, lineage: lineageOf(work, raw, checked),
    });
    const partitions = await notePartitions(engine, work, rows);
    if (release.kind === 'same') {
      session.finish('compare', 'ตรงกับรุ่นก่อนทุกแถว', 'equal to the former release in every row');
      return release;
    }
    const { draft, counts } = release;
    const shapes = await shapesAfter(engine, rows, work.contract, (work.previous?.lineage['shape'] as ReleaseShape | undefined) ?? null, changed);
    draft.lineage['shape'] = shapes.now;
    if (partitions) draft.lineage['partitions'] = partitions;
    const encoding = raw.bytes === 0 ? null : await ports.objects.withLocal(raw.object_key, async (path) => judgeEncoding(work.run.replay_of === null ? work.contract : await replayContract(work.contract, path), await readHead(path), raw.bytes <= HEAD_BYTES));
    session.gates = [...judge(session, work, checked, draft), ...reshapedGate(work), ...(encoding ? [encoding] : []), ...(isNewPartition(work) ? [] : judgeDrift(work.contract.gates, shapes))];
    session.gates.push(...await scanPersonal(engine, work, draft), ...(isNewPartition(work) ? [] : await judgeHistory(ports, work, draft)));
    if (work.replaced) session.gates = judgePartition(session.gates, { limits: work.contract.gates, before: work.replaced, staged: session.progress.rowsOk });
    const figures = `+${formatNumber(counts.added)} −${formatNumber(counts.removed)} ~${formatNumber(counts.changed)}`;
    session.finish('compare', figures, figures, session.gates.every((gate) => gate.ok) ? 'done' : 'warned');
    return { kind: 'new', counts, prepared: { draft, headVersion: work.headVersion, present: work.present } };
  });
}

/** A part is put in its place in the former release; where that cannot be done, and for everything else, all rows are brought together and written. */
async function prepare(engine: Engine, ports: LinkagePorts, work: Work, preparing: Preparing): Promise<PreparedRelease & { rows: string; changed: string[] | null }> {
  const { previous } = preparing;
  if (previous && bringsPart(work) && canTakePart({ ...preparing, previous })) return preparePart(engine, ports.objects, { ...preparing, previous, gone: GONE });
  if (previous && keepsFormerRows(work)) await keepFormerRows(engine, work, previous.paths);
  return { ...await prepareRelease(engine, ports.objects, preparing), rows: preparing.table, changed: null };
}

function judge(session: RunSession, work: Work, checked: Checked, draft: ReleaseDraft): GateResult[] {
  const shares = (profile: ReleaseDraft['profile']) => profile.map(({ column, nullShare }) => ({ column, share: nullShare }));
  const { previous } = work;
  return judgeGates(work.contract, {
    rowsRead: session.progress.rowsRead, rowsBad: session.progress.rowsBad, part: bringsPart(work), sourceRows: work.reach.sourceRows, rows: draft.rowCount, added: draft.diff.added, removed: draft.diff.removed,
    nulls: shares(draft.profile), beShare: checked.beShare, findings: checked.findings,
    previous: previous && { rows: previous.rowCount, nulls: shares(previous.profile), beShare: (previous.lineage['beShare'] ?? {}) as Record<string, number> },
  });
}

/** What a release keeps of where it came from. */
function lineageOf(work: Work, raw: FindRawRow, checked: Checked): LinkedLineage & Lineage {
  const keptFrom = work.previous && keepsFormerRows(work) ? work.previous.number : null;
  return { source: work.source?.summary ?? raw.name, rawSha256: raw.sha256, beShare: beShares(work, checked), columns: checked.columns, keptFrom };
}

/** A part says little of a whole: what was known of a column stays. */
function beShares(work: Work, checked: Checked): Record<string, number> {
  const former = (work.previous?.lineage['beShare'] ?? {}) as Record<string, number>;
  return bringsPart(work) ? { ...checked.beShare, ...former } : checked.beShare;
}

/** What is held for personal data and then decided to be published stands in the release, so that it is asked once. */
async function scanPersonal(engine: Engine, work: Work, draft: ReleaseDraft): Promise<GateResult[]> {
  const accepted = (work.previous?.lineage['personalAccepted'] ?? {}) as AcceptedPersonal;
  // Rows kept of the former release have no line; they were looked at when they came.
  const findings = await findPersonal(engine, '(select * from stage where _line is not null)', work.contract, draft.profile);
  draft.lineage['personalAccepted'] = acceptedWith(accepted, findings);
  return judgePersonal(work.contract, findings, accepted);
}

/** Beside the dataset's own releases: a first link has none. */
async function judgeHistory(ports: LinkagePorts, work: Work, draft: ReleaseDraft): Promise<GateResult[]> {
  if (!work.previous) return [];
  const history = await ports.db.read((tx) => readHistory(tx, work.run.dataset_id));
  const nulls = Object.fromEntries(draft.profile.map(({ column, nullShare }) => [column, nullShare]));
  return judgeAnomaly(work.contract, history, { publishedAt: new Date().toISOString(), rows: draft.rowCount, nulls, dataAsOf: draft.dataAsOf });
}

function keepsFormerRows(work: Work): boolean {
  return keyColumns(work.contract).length > 0 && (work.run.replay_of !== null || work.contract.deletes === 'keep' || bringsPart(work));
}

/** Adds the former rows whose keys neither came again nor are gone: a replay, a part of a source and a contract without deletes touch only the keys they bring. */
async function keepFormerRows(engine: Engine, work: Work, paths: readonly string[]): Promise<void> {
  const had = new Set(work.previous?.columns.map((column) => column.name));
  const columns = releaseColumns(work.contract);
  const names = columns.map((column) => q(column.name)).join(', ');
  const values = columns.map((column) => (had.has(column.name) ? `p.${q(column.name)}` : 'null')).join(', ');
  const same = keyColumns(work.contract).map((column) => `s.${q(column.name)} = p.${q(column.name)}`).join(' and ');
  const gone = `and not exists (select 1 from ${GONE} s where ${same})`;
  await engine.run(`insert into stage (${names}) select ${values} from ${parquetSource(paths)} p where not exists (select 1 from stage s where ${same}) ${gone}`);
}

/** Lines of the first run's quarantine that came through corrected. */
async function originLines(engine: Engine): Promise<number[]> {
  const [found] = await engine.rows(`select 1 as x from duckdb_columns() where table_name = 'stage' and column_name = '${ORIGIN}'`);
  if (!found) return [];
  const rows = await engine.rows<{ line: number }>(`select distinct ${q(ORIGIN)}::double as line from stage where ${q(ORIGIN)} is not null order by 1`);
  return rows.map(({ line }) => line);
}
