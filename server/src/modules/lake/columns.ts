import { isPseudonymised, type Classification, type CodeList, type Column, type ColumnType, type Contract, type PersonalData } from '@saphan/contracts/contract';

/** One column of a release as it lies in the lake; kept with the release, so that later contracts change nothing. */
export interface ReleaseColumn {
  name: string;
  titleTh: string;
  titleEn: string;
  type: ColumnType;
  /** DuckDB type of the Parquet column. */
  stored: string;
  fieldId: number;
  /** 1-based place in the primary key, or null. */
  key: number | null;
  personalData: PersonalData | null;
  /** How it is shown to a reader: as it is, its companion `NAME_masked`, or cut to its first character. */
  shown: 'clear' | 'companion' | 'cut';
  /** Companion of a pseudonymised column; never listed on its own. */
  companionOf: string | null;
  /** As the contract classified it; releases made before this was kept have none. */
  classification?: Classification;
  /** Where its values are listed: a dataset's column, or `values` when the contract writes them out. */
  codeList?: string | null;
}

/** Companions get field ids of their own, far from those of contracts. */
const COMPANION_FIELD_IDS = 1_000_000;
const STORED = { text: 'VARCHAR', integer: 'BIGINT', boolean: 'BOOLEAN', date: 'DATE', timestamp: 'TIMESTAMP', 'citizen-id': 'VARCHAR', geocode: 'VARCHAR' } as const;

/** Columns of a release under a contract: a pseudonymised column lies there as keyed HMAC `NAME` and masked `NAME_masked`. */
export function releaseColumns(contract: Contract): ReleaseColumn[] {
  return contract.columns.flatMap((column) => {
    const own = releaseColumn(contract, column);
    if (own.shown !== 'companion') return [own];
    return [own, { ...own, name: `${column.name}_masked`, type: 'text', fieldId: COMPANION_FIELD_IDS + column.fieldId, key: null, shown: 'clear', companionOf: column.name }];
  });
}

function releaseColumn(contract: Contract, column: Column): ReleaseColumn {
  const { name, titleTh, titleEn, type, fieldId, primaryKey: key } = column;
  const personalData = column.personalData ?? (type === 'citizen-id' ? 'direct' : null);
  const stored = type === 'decimal' ? `DECIMAL(${column.precision},${column.scale})` : STORED[type];
  const shown = isPseudonymised(contract, column) ? 'companion' : personalData ? 'cut' : 'clear';
  return { name, titleTh, titleEn, type, stored, fieldId, key, personalData, shown, companionOf: null, classification: column.classification, codeList: nameOf(column.codeList) };
}

const nameOf = (list: CodeList | null): string | null => list && ('values' in list ? 'values' : `${list.dataset}#${list.column}`);

/** Key columns in key order. */
export function keyOf(columns: readonly ReleaseColumn[]): ReleaseColumn[] {
  return columns.filter((column) => column.key !== null).sort((a, b) => Number(a.key) - Number(b.key));
}

/** Whether two releases can be compared column by column. */
export function sameShape(a: readonly ReleaseColumn[], b: readonly ReleaseColumn[]): boolean {
  const shape = (columns: readonly ReleaseColumn[]) => columns.map(({ name, stored, key }) => `${name} ${stored} ${key ?? ''}`).sort().join('\n');
  return shape(a) === shape(b);
}
