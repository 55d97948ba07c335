/** Shapes of the rule library; the rules themselves are in `row-rules.ts` and `table-rules.ts`. */
import type { ColumnType, RuleUse, Severity } from '../contract.ts';

export type { RuleUse } from '../contract.ts';

export type Parameter = Exclude<keyof RuleUse, 'rule'>;

/** What a rule is reckoned with beside the rows. */
export interface RuleFacts {
  /** Day in Bangkok, ISO. */
  today: string;
  /** Rows of the former release; null without one. */
  formerRows: number | null;
}

export interface LibraryRule {
  name: string;
  titleTh: string;
  titleEn: string;
  /** What it says of a row, or of the whole, in a sentence. */
  saysTh: string;
  saysEn: string;
  /** A condition over one row, or over all rows that passed. */
  level: 'row' | 'table';
  needs: readonly Parameter[];
  may?: readonly Parameter[];
  /** Of a rule of one or several columns: which types they may have; all when left out. */
  types?: readonly ColumnType[];
  /** DuckDB SQL that is true for a good row, or for good data; null where it cannot be asked, e.g. without a former release. */
  sql(use: RuleUse, facts: RuleFacts): string | null;
  /** Of a rule over all rows: the figure it looks at, as SQL of one number; what it is called. */
  figure?: { th: string; en: string; kind: 'share' | 'count'; sql(use: RuleUse, facts: RuleFacts): string | null };
}

/** Severities a rule may have: a whole release cannot be put in quarantine row by row. */
export const severitiesOf = (rule: LibraryRule): readonly Severity[] => (rule.level === 'row' ? ['reject', 'hold', 'warn'] : ['hold', 'warn']);

/** A column's name as SQL. */
export const named = (column: string | undefined): string => `"${(column ?? '').replaceAll('"', '""')}"`;

/** A text as SQL: whatever it holds stays a text. */
export const written = (text: string): string => `'${text.replaceAll("'", "''")}'`;
