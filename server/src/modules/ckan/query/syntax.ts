/** A query of the search server's language, read; places are characters from 0. */
export type Clause =
  | { kind: 'and' | 'or'; of: Clause[] }
  | { kind: 'not'; of: Clause }
  | { kind: 'term'; field: string | null; value: string; at: number }
  | { kind: 'phrase'; field: string | null; value: string; at: number }
  | { kind: 'range'; field: string | null; from: string | null; to: string | null; fromOpen: boolean; toOpen: boolean; at: number }
  | { kind: 'all' };
