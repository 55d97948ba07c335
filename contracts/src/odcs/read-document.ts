/** From a document that fits the schema to the contract the pipeline runs by. */
import type { Contract, RowRule } from '../contract.ts';
import { columnPointer } from './contract-problem.ts';
import { defaultAnomaly, defaultGates, defaultRetention, defaultSource } from './defaults.ts';
import type { ColumnDocument, ContractDocument } from './document-schema.ts';
import type { ContractExtension } from './extension-schema.ts';
import { findRule, ruleText } from '../rules/library.ts';
import { readColumn } from './read-column.ts';
import { hoursOf } from './sla.ts';

/** Quality entries that are our row rules, with their place; sentences (`type: text`) are not enforced. */
export function ruleEntries(document: ContractDocument): { rule: RowRule; index: number }[] {
  return (tableOf(document).quality ?? []).flatMap((entry, index) => (entry.type === 'custom' ? [{
    index,
    rule: ruleOf(entry),
  }] : []));
}

type Entry = Extract<NonNullable<ContractDocument['schema'][number]['quality']>[number], { type: 'custom' }>;

/** A rule over all rows holds the run unless something else is said: there is no row to put aside. */
function ruleOf({ id, implementation, severity, name, description }: Entry): RowRule {
  const words = { titleTh: name, titleEn: description ?? name };
  if (typeof implementation === 'string') return { id, sql: implementation.trim(), severity: severity ?? 'reject', ...words };
  return { id, sql: ruleText(implementation), severity: severity ?? (findRule(implementation.rule)?.level === 'table' ? 'hold' : 'reject'), ...words, use: implementation };
}

type Table = ContractDocument['schema'][number];

export function tableOf(document: ContractDocument): Table {
  return document.schema[0] as Table;
}

/** Reads the contract; `sourceOf` gives a scalar as typed. Meaning is checked elsewhere (`check-contract.ts`). */
export function readDocument(document: ContractDocument, block: ContractExtension, sourceOf: (pointer: string) => string | null): Contract {
  const columns = tableOf(document).properties;
  const keys = columns.filter((column) => column.primaryKey === true).length;
  return {
    dataset: document.id, titleTh: document.name, titleEn: block.titleEn,
    // Lines of fixed width rarely have a header; their columns are named by the contract.
    source: { ...defaultSource, ...(block.source.format === 'fixed' && { headerRows: 0 }), ...block.source },
    columns: columns.map((column: ColumnDocument, index: number) => readColumn(column, keys === 1,
      (key) => sourceOf(columnPointer(index, 'logicalTypeOptions', key)))),
    duplicates: block.duplicates ?? 'reject', deletes: block.deletes ?? 'snapshot',
    gates: { ...defaultGates, ...block.gates },
    ...(block.anomaly && { anomaly: { ...defaultAnomaly, ...block.anomaly } }),
    rules: ruleEntries(document).map(({ rule }) => rule),
    freshness: readFreshness(document),
    legalBasis: block.legalBasis ? { ...block.legalBasis, clearText: block.legalBasis.clearText ?? false } : null,
    retention: { ...defaultRetention, ...block.retention },
  };
}

function readFreshness(document: ContractDocument): Contract['freshness'] {
  const promises = document.slaProperties ?? [];
  const frequency = promises.find((promise) => promise.property === 'frequency');
  const latency = promises.find((promise) => promise.property === 'latency');
  const ageHours = latency ? hoursOf(latency.value, latency.unit) : null;
  return {
    promiseHours: (frequency && hoursOf(frequency.value, frequency.unit)) ?? 0,
    dataColumn: latency?.element?.split('.').at(-1) ?? null,
    maxDataAgeDays: ageHours === null ? null : ageHours / 24,
  };
}
