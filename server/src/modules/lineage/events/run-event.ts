import type { Release } from '#modules/lake/index.ts';
import type { LinkedLineage, RunFacts } from '#modules/linkage/index.ts';
import { assertionsFacet, columnLineageFacet, facet, metricsFacet, ownFacet, schemaFacet, sourceSchemaFacet } from './facets.ts';
import type { Naming } from './names.ts';

export type EventType = 'START' | 'RUNNING' | 'COMPLETE' | 'ABORT' | 'FAIL';

/** The dataset of a run, as events tell of it. */
export interface ToldDataset { slug: string; titleTh: string; titleEn: string; descriptionTh: string; agencyId: string }

/** All that an event is made of; `release` is the one that the run published. */
export interface Told { facts: RunFacts; dataset: ToldDataset; release: Release | null }

/** A run event of OpenLineage 2-0-2, whole: https://openlineage.io/spec/2-0-2/OpenLineage.json. */
export function runEvent(naming: Naming, type: EventType, at: string, told: Told): Record<string, unknown> {
  const { facts, dataset } = told;
  return {
    eventType: type, eventTime: at, producer: naming.producer, schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId: naming.runId(facts.id), facets: runFacets(naming, type, told) },
    job: { ...naming.job(dataset.slug), facets: jobFacets(naming, dataset) },
    inputs: inputsOf(naming, type, told), outputs: [outputOf(naming, type, told)],
  };
}

function runFacets(naming: Naming, type: EventType, { facts, dataset }: Told) {
  const { nominal_at: nominal, replay_of: replayOf, problem } = facts;
  return {
    ...(nominal !== null && { nominalTime: facet(naming, 'nominalTime', { nominalStartTime: nominal }) }),
    ...(replayOf !== null && { parent: facet(naming, 'parent', { run: { runId: naming.runId(replayOf) }, job: naming.job(dataset.slug) }) }),
    ...(type === 'FAIL' && { errorMessage: facet(naming, 'error', { message: messageOf(problem), programmingLanguage: 'TypeScript' }) }),
    saphan_run: ownFacet(naming, 'SaphanRunFacet', {
      id: facts.id, state: facts.state, trigger: facts.trigger, attempt: facts.attempt, contractVersion: facts.contract_version, counts: facts.counts,
      rowsRead: facts.progress.rowsRead ?? 0, rowsOk: facts.progress.rowsOk ?? 0, rowsBad: facts.progress.rowsBad ?? 0, page: `${naming.producer}/th/runs/${facts.id}`,
    }),
  };
}

/** The problem's own code and sentence; its details may hold addresses and values and stay here. */
function messageOf(problem: { code?: string; title?: string; titleEn?: string } | null): string {
  return [problem?.code, problem?.titleEn ?? problem?.title].filter(Boolean).join(': ') || 'failed';
}

function jobFacets(naming: Naming, dataset: ToldDataset) {
  return {
    jobType: facet(naming, 'jobType', { processingType: 'BATCH', integration: 'SAPHAN', jobType: 'LINK' }),
    ownership: facet(naming, 'ownershipOfJob', { owners: [{ name: `agency:${dataset.agencyId}`, type: 'OWNER' }] }),
    documentation: facet(naming, 'documentationOfJob', { description: `เชื่อมโยง ${dataset.titleTh} · Links ${dataset.titleEn}` }),
  };
}

function inputsOf(naming: Naming, type: EventType, { facts, dataset, release }: Told) {
  const lineage = release ? release.lineage as LinkedLineage : null;
  const origin = naming.origin(facts, dataset.slug);
  const { raw_sha256: sha256, raw_bytes: bytes, raw_name: name, raw_received_at: receivedAt } = facts;
  const isOver = type !== 'START' && type !== 'RUNNING';
  const main = {
    ...origin,
    facets: {
      schema: sourceSchemaFacet(naming, facts, lineage), dataSource: facet(naming, 'dataSource', { name: origin.namespace, uri: origin.namespace }),
      ...(sha256 !== null && { saphan_raw: ownFacet(naming, 'SaphanRawFacet', { sha256, bytes, name, receivedAt, sourceKind: facts.source_kind, keptFrom: lineage?.keptFrom ?? null }) }),
    },
    ...(isOver && { inputFacets: {
      dataQualityMetrics: facet(naming, 'inputMetrics', { rowCount: facts.progress.rowsRead ?? 0, ...(bytes !== null && { bytes }), columnMetrics: {} }),
      dataQualityAssertions: assertionsFacet(naming, facts, lineage),
    } }),
  };
  const lists = new Set(facts.contract.columns.flatMap(({ codeList }) => (codeList && 'dataset' in codeList ? codeList.dataset : [])));
  return [main, ...[...lists].map((slug) => naming.dataset(slug))];
}

function outputOf(naming: Naming, type: EventType, { facts, dataset, release }: Told) {
  const facets = {
    documentation: facet(naming, 'documentationOfDataset', { description: [dataset.titleTh, dataset.titleEn, dataset.descriptionTh].filter(Boolean).join('\n') }),
    ownership: facet(naming, 'ownershipOfDataset', { owners: [{ name: `agency:${dataset.agencyId}`, type: 'OWNER' }] }),
    dataSource: facet(naming, 'dataSource', { name: naming.namespace, uri: naming.producer }),
  };
  const named = { ...naming.dataset(dataset.slug), facets };
  if (type !== 'COMPLETE' || !release) return named;
  return {
    ...named,
    facets: {
      ...facets, schema: schemaFacet(naming, release.columns), version: facet(naming, 'version', { datasetVersion: String(release.number) }),
      columnLineage: columnLineageFacet(naming, facts, release, naming.origin(facts, dataset.slug)), dataQualityMetrics: metricsFacet(naming, release),
    },
    outputFacets: { outputStatistics: facet(naming, 'output', { rowCount: release.rowCount, size: release.bytes, fileCount: release.manifest.files.length }) },
  };
}
