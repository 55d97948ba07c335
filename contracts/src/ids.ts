/** Branded ids: a run's id cannot be passed where a dataset's is asked. */

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** A dataset's name in addresses and files: `doae-farmer-registry`. */
export type DatasetSlug = Branded<string, 'DatasetSlug'>;
/** A column's name in releases: `area_rai`. */
export type ColumnName = Branded<string, 'ColumnName'>;
export type AgencyId = Branded<string, 'AgencyId'>;
export type RunId = Branded<string, 'RunId'>;
export type SourceId = Branded<string, 'SourceId'>;
export type UploadId = Branded<string, 'UploadId'>;
export type RawId = Branded<string, 'RawId'>;
/** 1-based number of a release within its dataset. */
export type ReleaseNumber = Branded<number, 'ReleaseNumber'>;
/** 1-based version of a contract within its dataset. */
export type ContractVersion = Branded<number, 'ContractVersion'>;

/** 2 to 63 characters; parts of lower-case letters and digits joined by single hyphens; begins with a letter. */
export const datasetSlugPattern = '^(?=.{2,63}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$';
export const columnNamePattern = '^[a-z_][a-z0-9_]{0,62}$';
export const uuidPattern = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

const datasetSlugForm = new RegExp(datasetSlugPattern);
const columnNameForm = new RegExp(columnNamePattern);
const uuidForm = new RegExp(uuidPattern);

export function isDatasetSlug(text: string): text is DatasetSlug {
  return datasetSlugForm.test(text);
}

export function isColumnName(text: string): text is ColumnName {
  return columnNameForm.test(text);
}

export function isUuid(text: string): boolean {
  return uuidForm.test(text);
}
