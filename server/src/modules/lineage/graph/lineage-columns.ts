import type { Column, Contract } from '@saphan/contracts/contract';
import { geometryOf, type Geometry } from '#modules/interop/index.ts';
import type { Release, ReleaseColumn } from '#modules/lake/index.ts';
import type { LinkedLineage } from '#modules/linkage/index.ts';
import type { LineageColumn } from '../schemas.ts';
import { codeListOf } from './code-list-of.ts';
import { byFieldId, historyOf, type ContractBody } from './column-history.ts';
import { stepsOf } from './column-steps.ts';
import { usesIn, type CodeListUser } from './column-uses.ts';

/** What columns are described from: the release as far as it is shown, every version of the contract, and who depends on the dataset. */
export interface ColumnFacts {
  release: Pick<Release, 'columns' | 'profile'>;
  /** As it was agreed when the release was made; null when that is gone. */
  contract: Contract | null;
  lineage: Pick<LinkedLineage, 'columns' | 'beShare'>;
  versions: readonly ContractBody[];
  cursors: readonly string[];
  users: readonly CodeListUser[];
  seesSources: boolean;
}

/** What only those learn who may read contracts and sources. */
const ofOfficers = new Set(['rule', 'cursor']);

/** Columns with where they stood, what was done to them and who depends on them. Whatever is asked of all columns is asked once: a table may have thousands. */
export function describeColumns(facts: ColumnFacts, columns: readonly ReleaseColumn[]): LineageColumn[] {
  const { release, lineage, contract, versions, seesSources } = facts;
  const agreedOf: ReadonlyMap<number, Column> = contract ? byFieldId(contract) : new Map<number, Column>();
  const usesOf = contract && usesIn(contract, facts);
  const geometry = geometryOf(release.columns, release.profile);
  const history = seesSources ? historyOf(versions) : null;
  return columns.map((of) => {
    const agreed = agreedOf.get(of.fieldId);
    const noted = lineage.columns?.[of.name];
    return {
      name: of.name, fieldId: of.fieldId, titleTh: of.titleTh, titleEn: of.titleEn, type: of.type, stored: of.stored, key: of.key, personal: of.personalData, shown: of.shown,
      source: seesSources && agreed ? { name: noted ? noted.name : agreed.source, place: noted?.place ?? agreed.place?.start ?? null, certain: noted !== undefined } : null,
      steps: contract && agreed ? stepsOf(contract, agreed, of, lineage, noted?.name ?? null) : [], codeList: of.codeList ? codeListOf(of) ?? { dataset: null, column: null } : null,
      uses: usesOf && agreed ? usesOf(agreed).filter(({ kind }) => seesSources || !ofOfficers.has(kind)) : [],
      geometry: geometryPart(geometry, of.name), history: history?.(of.fieldId) ?? [],
    };
  });
}

/** The part that a column has in the geometry of a feature, or null. */
function geometryPart(geometry: Geometry | null, column: string): LineageColumn['geometry'] {
  if (geometry?.kind === 'places') return geometry.column === column ? 'place' : null;
  return geometry?.latitude === column ? 'latitude' : geometry?.longitude === column ? 'longitude' : null;
}
