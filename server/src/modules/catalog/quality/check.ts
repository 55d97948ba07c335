/** The parts of the national scanner (GDCatalog Smart Plus) and what each weighs; together 100. */
export const partPoints = { metadata: 20, timeliness: 20, accessibility: 15, machine: 20, validity: 25 } as const;
export type Part = keyof typeof partPoints;
export const parts = Object.keys(partPoints) as Part[];

/** The dimensions that NECTEC measures. */
export const dimensions = ['completeness', 'uniqueness', 'validity', 'consistency', 'timeliness', 'availability', 'relevancy'] as const;
export type Dimension = (typeof dimensions)[number];

export interface Words { th: string; en: string; nextTh: string; nextEn: string }

/** One thing that is looked at: what it is worth, what is lost of it, and then why and what to do. */
export interface Check {
  part: Part;
  dimension: Dimension;
  of: number;
  lost: number;
  words: Words;
  /** What it is about: a field of the definition, a resource, a column. */
  field?: string;
  resource?: string;
  column?: string;
}

export interface Loss extends Words { part: Part; dimension: Dimension; points: number; field: string | null; resource: string | null; column: string | null }

/** What was found of one dataset. */
export interface Quality {
  score: number;
  grade: Grade;
  parts: Record<Part, { points: number; of: number }>;
  /** 0–100; null when nothing of it could be looked at. */
  dimensions: Record<Dimension, number | null>;
  losses: Loss[];
}

export const grades = ['A', 'B', 'C', 'D', 'F'] as const;
export type Grade = (typeof grades)[number];
const least: Record<Grade, number> = { A: 90, B: 75, C: 60, D: 40, F: 0 };

export const gradeOf = (score: number): Grade => grades.find((grade) => score >= least[grade]) ?? 'F';

/** Adds checks up, once by part and once by dimension. Every point that is missing from 100 stands among the losses. */
export function addUp(checks: readonly Check[]): Quality {
  const left = (some: readonly Check[]) => some.reduce((sum, { of, lost }) => sum + of - lost, 0);
  const score = round(left(checks));
  return {
    score, grade: gradeOf(score),
    parts: Object.fromEntries(parts.map((part) => [part, { points: round(left(checks.filter((each) => each.part === part))), of: partPoints[part] }])) as Quality['parts'],
    dimensions: Object.fromEntries(dimensions.map((dimension) => [dimension, shareOf(checks.filter((each) => each.dimension === dimension))])) as Quality['dimensions'],
    losses: checks.filter(({ lost }) => round(lost) > 0).toSorted((a, b) => b.lost - a.lost)
      .map(({ part, dimension, lost, words, field = null, resource = null, column = null }) => ({ part, dimension, points: round(lost), ...words, field, resource, column })),
  };

  function shareOf(some: readonly Check[]): number | null {
    const of = some.reduce((sum, each) => sum + each.of, 0);
    return of === 0 ? null : Math.round((left(some) / of) * 100);
  }
}

const round = (points: number): number => Math.round(points * 10) / 10;
