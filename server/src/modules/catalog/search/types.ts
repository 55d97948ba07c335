import type { Highlight } from '#kernel/thai-text/index.ts';

/** What search needs to know of a dataset; made from its record, see `search-doc.ts`. */
export interface SearchDoc {
  readonly datasetId: number;
  /** As other standards address it (uuid). */
  readonly id: string;
  readonly slug: string;
  readonly titleTh: string;
  readonly titleEn: string;
  readonly tags: readonly string[];
  /** Names of the owner, in every language and short. */
  readonly agencyNames: readonly string[];
  readonly description: string;
  /** Names, titles and units of columns. */
  readonly columns: readonly string[];
  /** Values by field: keys of the definition, and `organization`, `tags`, `res_format`, `state`, … */
  readonly facets: Readonly<Record<string, readonly string[]>>;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly state: string;
  readonly audience: string;
  readonly agencyId: string;
  readonly level: number;
  /** A small preference among equals, 0.8 … 1.2; 1 when left out. */
  readonly prior?: number;
}

/** A condition on datasets. Fields are those of {@link SearchDoc.facets}, and `id`, `slug`, `createdAt`, `changedAt`. An unknown field matches nothing. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter }
  | { readonly kind: 'eq'; readonly field: string; readonly value: string }
  | { readonly kind: 'in'; readonly field: string; readonly values: readonly string[] }
  /** Bounds are of the field's kind: instants for `createdAt` and `changedAt`, else numbers where both are numbers, else text. */
  | { readonly kind: 'range'; readonly field: string; readonly from?: string; readonly to?: string; readonly fromOpen?: boolean; readonly toOpen?: boolean }
  | { readonly kind: 'exists'; readonly field: string }
  | { readonly kind: 'prefix'; readonly field: string; readonly value: string }
  /** `*` any characters, `?` one; a backslash before them takes them literally. */
  | { readonly kind: 'wildcard'; readonly field: string; readonly pattern: string }
  /** All words of a text, anywhere or in the title; `phrase` when they stand together. */
  | { readonly kind: 'words'; readonly text: string; readonly in?: 'title' | 'anywhere'; readonly phrase?: boolean }
  /** Everything, for `*:*`. */
  | { readonly kind: 'all' };

/** Later keys decide among equals; at the end the number of the dataset does. */
export interface SortKey { readonly by: 'score' | 'changedAt' | 'createdAt' | 'title' | 'titleEn' | 'slug' | 'id'; readonly descending?: boolean }

export interface SearchQuery {
  /** What a person typed; quotes keep words together. */
  readonly text?: string;
  readonly filter?: Filter;
  /** Fields whose values are counted over everything that matches. */
  readonly facets?: readonly string[];
  /** Best first, then the latest, when left out. */
  readonly sort?: readonly SortKey[];
  readonly offset?: number;
  readonly limit?: number;
  /** False for programs, which show no marks: finding the places takes longer than finding the datasets. */
  readonly marked?: boolean;
}

export interface SearchHit {
  readonly datasetId: number;
  readonly id: string;
  readonly slug: string;
  /** 1 is the best of this answer. */
  readonly score: number;
  /** Without marks when nothing was typed or none are wanted, and on pages of more than 50. */
  readonly highlights: { readonly titleTh: Highlight; readonly titleEn: Highlight; readonly description: Highlight | null };
}

export interface SearchResult {
  readonly total: number;
  readonly hits: readonly SearchHit[];
  /** Counts by field and value, most first. */
  readonly facets: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** `all`: every word is in each hit; `some`: only most of them are; `similar`: words that look alike were taken. */
  readonly matched: 'all' | 'some' | 'similar';
  /** What was perhaps meant, when a word is known nowhere. */
  readonly didYouMean: string | null;
}
