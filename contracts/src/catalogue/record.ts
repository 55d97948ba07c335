/**
 * A dataset as the catalogue tells it: one record, many faces (form, CKAN, DCAT-AP, OGC API, portal, spreadsheet).
 * Keys of `metadata` are those of `definitions/catalogue/`, its values are codes where the field has a vocabulary.
 */
export interface CatalogueRecord {
  /** For addresses of other standards; `slug` is the name people read. */
  readonly id: string;
  readonly slug: string;
  readonly agency: { readonly id: string; readonly nameTh: string; readonly nameEn: string; readonly domain: string | null };
  readonly titleTh: string;
  readonly titleEn: string;
  readonly descriptionTh: string | null;
  readonly descriptionEn: string | null;
  readonly state: RecordState;
  readonly audience: Audience;
  /** 0 open … 4 top secret. */
  readonly level: number;
  readonly personal: boolean;
  readonly metadata: Metadata;
  readonly tags: readonly string[];
  readonly resources: readonly CatalogueResource[];
  readonly columns: readonly CatalogueColumn[];
  /** What the current release says of itself; null when nothing is linked. */
  readonly release: ReleaseFacts | null;
  /** Whether the declared frequency is kept by the real releases; null when it promises none or nothing is linked. */
  readonly freshness: 'fresh' | 'stale' | null;
  readonly quality: { readonly score: number; readonly grade: string } | null;
  /** Names of the 14 mandatory items that are filled. */
  readonly filled: readonly string[];
  readonly version: number;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly publishedAt: string | null;
}

export const recordStates = ['draft', 'submitted', 'checked', 'approved', 'published', 'archived'] as const;
export type RecordState = (typeof recordStates)[number];

/** Who may find a published record: everybody, every officer of the ministry, the owning agency. */
export const audiences = ['open', 'government', 'internal'] as const;
export type Audience = (typeof audiences)[number];

export type MetadataValue = string | number | boolean | readonly string[];
export type Metadata = Readonly<Record<string, MetadataValue>>;

/** Something of a dataset that can be taken away: a format of the current release, a file kept here, or an address elsewhere. */
export interface CatalogueResource {
  readonly id: string;
  readonly kind: 'release' | 'file' | 'link';
  readonly nameTh: string;
  readonly nameEn: string;
  readonly description: string | null;
  /** `CSV`, `XLSX`, `Parquet`, `NDJSON`, `PDF`, `SHP`, … */
  readonly format: string;
  readonly mediaType: string | null;
  /** A path of this house, or a whole address. */
  readonly url: string;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly position: number;
  readonly changedAt: string;
  readonly metadata: Metadata;
}

/** A column as the contract has it. */
export interface CatalogueColumn {
  readonly name: string;
  readonly titleTh: string;
  readonly titleEn: string;
  readonly type: string;
  readonly unit: string | null;
  readonly codeList: string | null;
  readonly personal: boolean;
  /** As the dataset's level, where the column's own is higher. */
  readonly level: number;
}

export interface ReleaseFacts {
  readonly number: number;
  readonly publishedAt: string;
  readonly rowCount: number;
  readonly bytes: number;
  readonly contentHash: string;
  /** First and last day that its dates name. */
  readonly temporal: { readonly from: string; readonly to: string } | null;
  /** West, south, east, north in degrees, WGS 84. */
  readonly bbox: readonly [number, number, number, number] | null;
  /** Codes of the provinces its rows name, two digits. */
  readonly provinces: readonly string[];
}

/** What is written when a record is made or changed, by a person, a program or a harvest. */
export interface RecordDraft {
  readonly titleTh?: string;
  readonly titleEn?: string;
  readonly descriptionTh?: string | null;
  readonly descriptionEn?: string | null;
  readonly audience?: Audience;
  readonly tags?: readonly string[];
  /** Keys left out stay as they are; null takes a value away. */
  readonly metadata?: Readonly<Record<string, MetadataValue | null>>;
}
