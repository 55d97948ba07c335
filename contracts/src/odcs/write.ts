/** Writes a contract as an ODCS v3.1.0 document; `parseContract` of the result gives the same contract. */
import { stringify } from 'yaml';
import type { Column, Contract } from '../contract.ts';

export interface DocumentFacts {
  /** Version text of the standard; the server numbers versions itself. */
  version?: string;
  /** `draft`, `active`, `deprecated`, `retired`. */
  status?: string;
  domain?: string;
  purpose?: string;
}

/** The YAML of a contract, keys in the order a person reads them. */
export function writeContract(contract: Contract, facts: DocumentFacts = {}): string {
  return stringify(toDocument(contract, facts), { lineWidth: 0, aliasDuplicateObjects: false, version: '1.2' });
}

/** The document as a plain value, for those who want JSON. */
export function toDocument(contract: Contract, facts: DocumentFacts = {}): object {
  return defined({
    apiVersion: 'v3.1.0', kind: 'DataContract', id: contract.dataset, version: facts.version ?? '1.0.0', status: facts.status ?? 'draft',
    name: contract.titleTh, domain: facts.domain, description: facts.purpose === undefined ? undefined : { purpose: facts.purpose },
    schema: [defined({
      name: 'data', logicalType: 'object', physicalType: 'table',
      properties: contract.columns.map(columnDocument),
      quality: contract.rules.length > 0 ? contract.rules.map(ruleDocument) : undefined,
    })],
    slaProperties: promises(contract),
    customProperties: [{ property: 'saphan', value: block(contract) }],
  });
}

/** Drops keys without a value, so that the text says only what is meant. */
function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as Partial<T>;
}

function block(contract: Contract): object {
  return {
    titleEn: contract.titleEn, source: contract.source, duplicates: contract.duplicates, deletes: contract.deletes,
    gates: contract.gates, ...(contract.anomaly && { anomaly: contract.anomaly }), legalBasis: contract.legalBasis, retention: contract.retention,
  };
}

const logicalTypes: Record<Column['type'], string> = {
  text: 'string', integer: 'integer', decimal: 'number', boolean: 'boolean', date: 'date', timestamp: 'timestamp', 'citizen-id': 'string', geocode: 'string',
};

function columnDocument(column: Column): object {
  const options = defined({
    pattern: column.pattern ?? undefined, minimum: bound(column, column.min), maximum: bound(column, column.max), maxLength: column.maxLength ?? undefined,
  });
  return defined({
    name: column.name,
    physicalName: column.source === column.name ? undefined : column.source,
    businessName: column.titleTh,
    logicalType: logicalTypes[column.type],
    logicalTypeOptions: Object.keys(options).length > 0 ? options : undefined,
    required: column.required || undefined, unique: column.unique || undefined,
    primaryKey: column.primaryKey === null ? undefined : true, primaryKeyPosition: column.primaryKey ?? undefined,
    classification: column.classification,
    customProperties: [{ property: 'saphan', value: columnBlock(column) }],
  });
}

/** Numbers stand as YAML numbers where the type is a number; dates stand as text. */
function bound(column: Column, text: string | null): number | string | undefined {
  if (text === null) return undefined;
  return (column.type === 'integer' || column.type === 'decimal') && String(Number(text)) === text ? Number(text) : text;
}

function columnBlock(column: Column): object {
  const own = column.type === 'citizen-id' || column.type === 'geocode';
  return defined({
    titleEn: column.titleEn, type: own ? column.type : undefined, fieldId: column.fieldId === 0 ? undefined : column.fieldId,
    precision: column.type === 'decimal' ? column.precision : undefined, scale: column.type === 'decimal' ? column.scale : undefined,
    calendar: column.calendar ?? undefined, start: column.place?.start, length: column.place?.length, geocodeDigits: column.geocodeDigits ?? undefined,
    codeList: column.codeList ?? undefined, personalData: column.personalData ?? undefined,
  });
}

/** A rule as its entry under `quality`. */
export function ruleDocument(rule: Contract['rules'][number]): object {
  return {
    id: rule.id, type: 'custom', engine: 'saphan', implementation: rule.use ?? rule.sql, severity: rule.severity, name: rule.titleTh, description: rule.titleEn,
  };
}

function promises({ freshness }: Contract): object[] {
  const frequency = { property: 'frequency', value: freshness.promiseHours, unit: 'h' };
  if (freshness.maxDataAgeDays === null || freshness.dataColumn === null) return [frequency];
  return [frequency, { property: 'latency', value: freshness.maxDataAgeDays, unit: 'd', element: `data.${freshness.dataColumn}` }];
}
