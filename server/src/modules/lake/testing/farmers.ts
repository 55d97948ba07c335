import type { Column, Contract } from '@saphan/contracts/contract';
import type { Engine } from '../engine/engine.ts';
import { releaseColumns, type ReleaseColumn } from '../columns.ts';

const column = (name: string, type: Column['type'], fieldId: number, more: Partial<Column> = {}): Column => ({
  name, source: name, titleTh: name, titleEn: name, type, required: false, unique: false, primaryKey: null, precision: 12, scale: 2, pattern: null,
  min: null, max: null, maxLength: null, codeList: null, calendar: null, geocodeDigits: null, classification: 'open', personalData: null, fieldId, ...more,
});

/** A contract with every column type; tests change what they need. */
export function farmersContract(more: Partial<Contract> = {}): Contract {
  return {
    dataset: 'farmers', titleTh: 'ทะเบียนเกษตรกร', titleEn: 'Farmers',
    source: { format: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', sheet: null, headerRow: 1, headerRows: 1, calendar: 'be', thaiDigits: true, nullWords: [], multiline: false, maxRecordBytes: 1_000_000 },
    columns: [
      column('id', 'integer', 1, { primaryKey: 1, required: true }), column('name_th', 'text', 2), column('citizen_id', 'citizen-id', 3, { personalData: 'direct' }),
      column('tambon', 'geocode', 4, { geocodeDigits: 6 }), column('area_rai', 'decimal', 5), column('irrigated', 'boolean', 6), column('registered_on', 'date', 7),
      column('updated_at', 'timestamp', 8), column('crop', 'integer', 9), column('amphoe', 'text', 10), column('phone', 'text', 11, { personalData: 'indirect' }),
    ],
    duplicates: 'reject', deletes: 'snapshot',
    gates: { maxRejectRatio: null, maxRowChangeRatio: null, maxDeleteRatio: null, maxKeyChurnRatio: null, maxNullDrift: null, maxCalendarDrift: null, maxNewCodeShare: null, maxUnitChange: null, maxDistributionShift: null, maxMisreadShare: null },
    rules: [], freshness: { promiseHours: 24, dataColumn: 'registered_on', maxDataAgeDays: null }, legalBasis: null,
    retention: { releases: 2, rawDays: 30, quarantineDays: 30 }, ...more,
  };
}

/** The same contract without a primary key. */
export function keylessContract(): Contract {
  const contract = farmersContract();
  return { ...contract, columns: contract.columns.map((each) => ({ ...each, primaryKey: null })) };
}

export const farmersColumns: ReleaseColumn[] = releaseColumns(farmersContract());

/** SQL of generated farmers; the same number always gives the same row. */
export function farmersSql(count: number): string {
  return `select i::bigint as id, 'เกษตรกร ' || (i % 50000) || ' หมู่ ' || (i % 17) as name_th, sha256((i % 900000)::varchar) as citizen_id, '•••• ' || lpad((i % 10000)::varchar, 4, '0') as citizen_id_masked,
    lpad((100000 + i % 928)::varchar, 6, '0') as tambon, (((i * 31) % 900000) / 100)::decimal(12,2) as area_rai, case when i % 7 = 0 then null else i % 3 = 0 end as irrigated,
    date '2020-01-01' + (i % 1800)::int as registered_on, timestamp '2024-01-01' + to_seconds(i % 8000000) as updated_at, (i % 12)::bigint as crop,
    case when i % 10 = 0 then null else 'อำเภอ ' || (i % 900) end as amphoe, '08' || lpad((i * 7 % 100000000)::varchar, 8, '0') as phone
    from range(${count}) r(i)`;
}

/** Makes table `stage` of generated farmers with a line number, as linkage leaves it. */
export async function stageFarmers(engine: Engine, count: number, order = 'i'): Promise<void> {
  await engine.run(`create or replace table stage as select row_number() over () as _line, * from (${farmersSql(count)} order by ${order})`);
}
