import type { Contract } from '@saphan/contracts/contract';
import type { Tx } from '#kernel/db.ts';
import type { Decision } from '#kernel/decider.ts';
import { findDataset, type Dataset } from '#modules/catalog/index.ts';
import { currentRelease, portionOf, recordWithin, selectRelease, type Release, type ReleaseColumn } from '#modules/lake/index.ts';
import { findFactsOfRun, listCodeListUsers, listContractBodies, listCursorColumns, listScheduleLinks, type LinkedLineage, type ListCodeListUsersRow, type RunFacts } from '#modules/linkage/index.ts';
import { problem } from '../errors.ts';
import type { LineagePorts } from '../ports.ts';
import type { Lineage, LineageColumn } from '../schemas.ts';
import { fieldIdNamed } from './column-history.ts';
import { facesOf } from './faces.ts';
import { findFaceFacts, listKnownDatasets } from './graph.sql.gen.ts';
import { describeColumns, type ColumnFacts } from './lineage-columns.ts';

export interface LineageAsked { slug: string; release?: number; column?: string }

/** Who asks: what the decision gives of the dataset, and whether sources are told. */
export interface LineageAsker { decision: Decision | null; seesSources: boolean }

interface Known extends ColumnFacts {
  release: Release;
  lineage: LinkedLineage;
  facts: RunFacts | null;
  users: readonly ListCodeListUsersRow[];
}

/**
 * Where a release came from, column by column, and what depends on it.
 * A column that the decision leaves out is not named; another dataset is named to those who find it.
 *
 * @throws `lineage.dataset-not-found`, `lineage.no-release`, `lineage.column-not-found`, `lake.release-not-found`.
 */
export async function readLineage(tx: Tx, ports: Pick<LineagePorts, 'originOf'>, asked: LineageAsked, asker: LineageAsker): Promise<Lineage> {
  const dataset = await findDataset(tx, asked.slug);
  if (!dataset) throw problem('dataset-not-found', { slug: asked.slug });
  const current = await currentRelease(tx, dataset.id);
  const found = asked.release === undefined ? current : await selectRelease(tx, dataset.id, asked.release);
  if (!found) throw problem('no-release', { slug: asked.slug });
  const known = await learn(tx, dataset, recordWithin(portionOf(found, asker.decision)), asker);
  const columns = describeColumns(known, chosen(known, asked.column));
  const isCurrent = current?.number === found.number;
  return {
    dataset: { slug: dataset.slug, titleTh: dataset.titleTh, titleEn: dataset.titleEn },
    release: { number: found.number, publishedAt: found.publishedAt, rowCount: found.rowCount, contractVersion: found.contractVersion, current: isCurrent, contentHash: found.contentHash },
    ...originOf(known, ports),
    columns,
    faces: found.withdrawn || found.purgedAt ? [] : facesOf(dataset.slug, known.release, { current: isCurrent, record: await findFaceFacts(tx, { dataset_id: dataset.id }) }),
    ...await neighbours(tx, dataset, known, columns),
  };
}

async function learn(tx: Tx, dataset: Dataset, release: Release, { seesSources }: LineageAsker): Promise<Known> {
  const versions = (await listContractBodies(tx, { dataset_id: dataset.id })).map(({ version, body }) => ({ version, contract: body as Contract }));
  return {
    release, versions, seesSources, lineage: release.lineage as LinkedLineage, facts: await findFactsOfRun(tx, release.runId),
    contract: versions.find(({ version }) => version === release.contractVersion)?.contract ?? null,
    cursors: (await listCursorColumns(tx, { dataset_id: dataset.id })).map(({ column }) => column),
    users: await listCodeListUsers(tx, { slug: dataset.slug }),
  };
}

/** Columns a reader sees; companions stand beside what they mask and are none of their own. */
function chosen({ release, versions }: Known, name: string | undefined): ReleaseColumn[] {
  const shown = release.columns.filter((column) => column.companionOf === null);
  if (name === undefined) return shown;
  const fieldId = shown.find((column) => column.name === name)?.fieldId ?? fieldIdNamed(versions, name);
  const found = shown.filter((column) => column.fieldId === fieldId);
  if (found.length === 0) throw problem('column-not-found', { column: name });
  return found;
}

function originOf({ facts, lineage, release, contract, seesSources }: Known, ports: Pick<LineagePorts, 'originOf'>): Pick<Lineage, 'run' | 'raw' | 'source'> {
  // The settings are those of today: where a source leads elsewhere by now, its place of today is not where this release came from.
  const isSame = facts !== null && facts.source_kind !== null && facts.source_summary === lineage.source;
  const place = isSame && facts.source_kind !== null ? ports.originOf(facts.source_kind, (facts.source_config ?? {}) as Record<string, unknown>) : null;
  return {
    run: {
      id: release.runId, trigger: facts?.trigger ?? null, startedAt: facts?.started_at ?? null, finishedAt: facts?.finished_at ?? null, nominalAt: facts?.nominal_at ?? null,
      replayOf: facts?.replay_of ?? null, keptFrom: lineage.keptFrom ?? null,
    },
    raw: lineage.rawSha256 === null ? null : {
      sha256: lineage.rawSha256, bytes: facts?.raw_bytes ?? null, name: seesSources ? facts?.raw_name ?? null : null, receivedAt: facts?.raw_received_at ?? null,
      format: contract?.source.format ?? null, encoding: contract?.source.encoding ?? null,
    },
    source: seesSources ? { id: facts?.source_id ?? null, kind: facts?.source_kind ?? null, name: facts?.source_name ?? null, summary: lineage.source, namespace: place?.namespace ?? null, place: place?.name ?? null } : null,
  };
}

async function neighbours(tx: Tx, dataset: Dataset, { users }: Known, columns: LineageColumn[]): Promise<Pick<Lineage, 'before' | 'after'>> {
  const links = await listScheduleLinks(tx, { dataset_id: dataset.id });
  const lists = await listKnownDatasets(tx, { slugs: [...new Set(columns.flatMap(({ codeList }) => codeList?.dataset ?? []))] });
  const ref = (row: { slug: string; title_th: string; title_en: string }, why: string) => ({ slug: row.slug, titleTh: row.title_th, titleEn: row.title_en, why });
  const names = new Set(columns.map(({ name }) => name));
  const listed = new Map(users.filter((user) => names.has(user.list_column)).map((user) => [user.slug, user]));
  // The name of a dataset that whoever asks does not find is not told, nor the column of it.
  const told = new Set(lists.map(({ slug }) => slug));
  for (const column of columns) if (column.codeList?.dataset && !told.has(column.codeList.dataset)) column.codeList = { dataset: null, column: null };
  return {
    before: [...lists.map((row) => ref(row, 'code-list')), ...links.filter((row) => row.before).map((row) => ref(row, 'schedule'))],
    after: [...[...listed.values()].map((row) => ref(row, 'code-list')), ...links.filter((row) => !row.before).map((row) => ref(row, 'schedule'))],
  };
}
