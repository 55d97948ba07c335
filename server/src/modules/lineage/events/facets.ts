import type { Column } from '@saphan/contracts/contract';
import type { Release, ReleaseColumn } from '#modules/lake/index.ts';
import type { LinkedLineage, RunFacts } from '#modules/linkage/index.ts';
import { codeListOf } from '../graph/code-list-of.ts';
import { namesIn } from '../graph/column-uses.ts';
import { stepsOf } from '../graph/column-steps.ts';
import type { OutsideName } from '../ports.ts';
import type { Naming } from './names.ts';

/** Versions of the facets that are written: https://github.com/OpenLineage/OpenLineage/tree/main/spec/facets. */
const versions = {
  schema: '1-2-0/SchemaDatasetFacet', columnLineage: '1-2-0/ColumnLineageDatasetFacet', dataSource: '1-0-1/DatasourceDatasetFacet', ownershipOfDataset: '1-0-1/OwnershipDatasetFacet',
  ownershipOfJob: '1-0-1/OwnershipJobFacet', documentationOfDataset: '1-1-0/DocumentationDatasetFacet', documentationOfJob: '1-1-0/DocumentationJobFacet', jobType: '2-0-4/JobTypeJobFacet',
  version: '1-0-1/DatasetVersionDatasetFacet', metrics: '1-0-0/DataQualityMetricsDatasetFacet', inputMetrics: '1-0-3/DataQualityMetricsInputDatasetFacet', assertions: '1-1-0/DataQualityAssertionsDatasetFacet',
  output: '1-0-2/OutputStatisticsOutputDatasetFacet', nominalTime: '1-0-1/NominalTimeRunFacet', error: '1-0-1/ErrorMessageRunFacet', parent: '1-2-0/ParentRunFacet',
} as const;

export interface Facet { _producer: string; _schemaURL: string; [member: string]: unknown }

/** A facet of the standard. */
export function facet(naming: Naming, of: keyof typeof versions, body: Record<string, unknown>): Facet {
  const [, name = ''] = versions[of].split('/');
  return { _producer: naming.producer, _schemaURL: `https://openlineage.io/spec/facets/${versions[of]}.json#/$defs/${name}`, ...body };
}

/** A facet of our own. */
export const ownFacet = (naming: Naming, name: string, body: Record<string, unknown>): Facet => ({ _producer: naming.producer, _schemaURL: naming.schemaOf(name), ...body });

/** Columns of a release as everybody gets them; of those that are masked this is said. */
export function schemaFacet(naming: Naming, columns: readonly ReleaseColumn[]): Facet {
  return facet(naming, 'schema', {
    fields: shown(columns).map((column, i) => ({
      name: column.name, type: column.stored, ordinal_position: i + 1,
      description: [column.titleTh, column.titleEn, column.shown === 'clear' ? null : 'ปกปิด · masked'].filter(Boolean).join(' · '),
    })),
  });
}

/** Columns of the source that the contract names. */
export function sourceSchemaFacet(naming: Naming, { contract }: RunFacts, lineage: LinkedLineage | null): Facet {
  return facet(naming, 'schema', { fields: contract.columns.map((column) => ({ name: sourceNameOf(column, lineage), description: `${column.titleTh} · ${column.titleEn}` })) });
}

/** What the column was called in the bytes of the run; what the contract said, when the run did not note it. */
export const sourceNameOf = (column: Column, lineage: LinkedLineage | null): string => lineage?.columns?.[column.name]?.name ?? column.source;

/**
 * Which column of the input each column of the release was made of, and which columns decide about whole rows: keys order and tell them apart, rules filter them.
 */
export function columnLineageFacet(naming: Naming, facts: RunFacts, release: Release, input: OutsideName): Facet {
  const lineage = release.lineage as LinkedLineage;
  const { contract } = facts;
  const byField = new Map(contract.columns.map((column) => [column.fieldId, column]));
  const from = (column: Column, transformations: object[]) => ({ ...input, field: sourceNameOf(column, lineage), transformations });
  const fields = shown(release.columns).flatMap((of) => {
    const column = byField.get(of.fieldId);
    return column ? [[of.name, { inputFields: [from(column, [transformationOf(facts, column, of, lineage)]), ...codesOf(naming, of)] }]] : [];
  });
  const keys = contract.columns.filter((column) => column.primaryKey !== null).map((column) => from(column, [{ type: 'INDIRECT', subtype: 'SORT', description: 'primary key', masking: false }]));
  const filters = contract.rules.filter((rule) => rule.severity === 'reject')
    .flatMap((rule) => columnsNamed(contract.columns, rule.sql).map((column) => from(column, [{ type: 'INDIRECT', subtype: 'FILTER', description: rule.titleEn, masking: false }])));
  return facet(naming, 'columnLineage', { fields: Object.fromEntries(fields), dataset: [...keys, ...filters] });
}

function columnsNamed(columns: readonly Column[], sql: string): Column[] {
  const names = namesIn(sql);
  return columns.filter(({ name }) => names.has(name));
}

function transformationOf({ contract }: RunFacts, column: Column, of: ReleaseColumn, lineage: LinkedLineage) {
  const steps = stepsOf(contract, column, of, lineage, sourceNameOf(column, lineage));
  const changed = steps.some(({ kind }) => !['renamed', 'text', 'decoded'].includes(kind));
  return { type: 'DIRECT', subtype: changed ? 'TRANSFORMATION' : 'IDENTITY', description: steps.map(({ en }) => en).join('; '), masking: of.shown !== 'clear' };
}

/** A column whose values are listed elsewhere depends on that list: rows with other codes are left out. */
function codesOf(naming: Naming, of: ReleaseColumn) {
  const codes = codeListOf(of);
  return codes === null ? [] : [{ ...naming.dataset(codes.dataset), field: codes.column, transformations: [{ type: 'INDIRECT', subtype: 'FILTER', description: 'code list', masking: false }] }];
}

/** Figures of a release; smallest and largest values of numbers that nobody must be kept from. */
export function metricsFacet(naming: Naming, release: Release): Facet {
  const clear = new Map(release.columns.map((column) => [column.name, column.shown === 'clear' && (column.stored === 'BIGINT' || column.stored.startsWith('DECIMAL'))]));
  const columnMetrics = Object.fromEntries(release.profile.map(({ column, nulls, distinct, min, max }) => [column, {
    nullCount: nulls, distinctCount: distinct, count: release.rowCount, ...(clear.get(column) && min !== null && max !== null && { min: Number(min), max: Number(max) }),
  }]));
  return facet(naming, 'metrics', { rowCount: release.rowCount, bytes: release.bytes, fileCount: release.manifest.files.length, lastUpdated: release.publishedAt, columnMetrics });
}

/** What was tried on the rows that came: the gates, and each reason for which records were set apart. */
export function assertionsFacet(naming: Naming, { contract, gates, reject_summary: rejects }: RunFacts, lineage: LinkedLineage | null): Facet {
  const byName = new Map(contract.columns.map((column) => [column.name, column]));
  const ofGates = gates.map(({ name, ok, value, limit, en }) => ({ assertion: name, success: ok, severity: ok ? 'warn' : 'error', description: en, ...(limit !== null && { expected: `<= ${limit}` }), ...(value !== null && { actual: String(value) }) }));
  const ofRejects = rejects.map(({ code, column, count }) => {
    const named = column === null ? undefined : byName.get(column);
    return { assertion: code, success: false, severity: 'warn', ...(named && { column: sourceNameOf(named, lineage) }), description: 'records set apart in the quarantine', expected: '0', actual: String(count) };
  });
  return facet(naming, 'assertions', { assertions: [...ofGates, ...ofRejects] });
}

const shown = (columns: readonly ReleaseColumn[]) => columns.filter((column) => column.companionOf === null);
