/** What a contract means where it says nothing; listed for readers in docs/specs/SPN-CONTRACT.md §4. */
import type { Anomaly, Contract, Gates, SourceShape } from '../contract.ts';

export const defaultGates: Gates = {
  maxRejectRatio: 0.05, maxRowChangeRatio: 0.3, maxDeleteRatio: 0.2, maxKeyChurnRatio: 0.5, maxNullDrift: 0.2, maxCalendarDrift: 0.02,
  maxNewCodeShare: 0.1, maxUnitChange: 0.5, maxDistributionShift: 0.25, maxMisreadShare: 0.02,
};

export const defaultAnomaly: Anomaly = { volume: 'warn', nulls: 'warn', freshness: 'warn' };

export const defaultRetention: Contract['retention'] = { releases: 24, rawDays: 365, quarantineDays: 365 };

export const defaultNullWords = ['-', 'ไม่มีข้อมูล', 'N/A'];

/** `encoding`, `delimiter` and `calendar` have a default only where the format or the columns leave no doubt (see `check-source.ts`). */
export const defaultSource: Omit<SourceShape, 'format'> = {
  encoding: 'utf-8', delimiter: ',', quote: '"', sheet: null, headerRow: 1, headerRows: 1, calendar: 'ce',
  thaiDigits: true, nullWords: defaultNullWords, multiline: true, maxRecordBytes: 1024 * 1024,
};
