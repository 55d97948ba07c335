import type { CurrentRelease } from '#modules/lake/index.ts';

/** What a release says of its own content, kept with the quality so that no profile is read twice. */
export interface Content {
  /** Of the release. */
  number: number;
  /** Columns that are mostly empty, emptiest first. */
  gaps: { column: string; th: string; en: string; share: number }[];
  /** Share of all cells that are filled. */
  filled: number;
  /** Whether the contract names the columns that tell rows apart. */
  keyed: boolean;
  /** Columns whose title only repeats their name. */
  untitled: string[];
  columns: number;
}

const MOST_GAPS = 5;
const GAP = 0.2;

/** Reads the profile that a release was published with; no row is read again. */
export function contentOf({ number, columns, profile }: Pick<CurrentRelease, 'number' | 'columns' | 'profile'>): Content {
  const own = columns.filter(({ companionOf }) => companionOf === null);
  const filled = profile.length === 0 ? 1 : 1 - profile.reduce((sum, { nullShare }) => sum + nullShare, 0) / profile.length;
  const gaps = profile.filter(({ nullShare }) => nullShare >= GAP).toSorted((a, b) => b.nullShare - a.nullShare).slice(0, MOST_GAPS);
  return {
    number, filled, keyed: own.some(({ key }) => key !== null), columns: own.length,
    gaps: gaps.map(({ column, titleTh, titleEn, nullShare }) => ({ column, th: titleTh, en: titleEn, share: nullShare })),
    untitled: own.filter(({ name, titleTh }) => titleTh.trim() === '' || titleTh.trim().toLowerCase() === name.toLowerCase()).map(({ name }) => name),
  };
}
