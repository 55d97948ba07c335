import { Type, type Static } from 'typebox';
import { ruleUse } from '@saphan/contracts/odcs/document-schema';
import { nullable } from '#kernel/nullable.ts';

const condition = Type.String({ minLength: 1, maxLength: 4_000, description: 'A condition over one row, true for a good row.' });

export const RuleTrialBody = Type.Object({ implementation: Type.Union([ruleUse, condition], { description: 'A rule of the library with what it takes, or a condition.' }) }, { additionalProperties: false });
export type RuleTrialBody = Static<typeof RuleTrialBody>;

const Cells = Type.Unsafe<Record<string, string | null>>({ type: 'object', additionalProperties: { type: ['string', 'null'] } });

/** What a rule would say of the current release. */
export const RuleTrial = Type.Object({
  release: Type.Integer(), rows: Type.Integer(), level: Type.Union([Type.Literal('row'), Type.Literal('table')]),
  good: nullable(Type.Boolean({ description: 'Null when it cannot be asked yet, e.g. without a release before.' })),
  failing: nullable(Type.Integer({ description: 'Rows that break it; null for a rule over all rows.' })),
  figure: nullable(Type.Object({ th: Type.String(), en: Type.String(), kind: Type.Union([Type.Literal('share'), Type.Literal('count')]), value: nullable(Type.Number()) }, { description: 'What a rule over all rows looks at.' })),
  columns: Type.Array(Type.Object({ name: Type.String(), titleTh: Type.String(), titleEn: Type.String(), masked: Type.Boolean() })),
  examples: Type.Array(Cells, { description: 'The first rows that break it: key columns and those it looks at, personal data masked.' }),
});
export type RuleTrial = Static<typeof RuleTrial>;

const UsualFigure = Type.Object({
  low: Type.Number(), high: Type.Number(), usual: Type.Number(), count: Type.Integer({ description: 'Releases that were looked at.' }),
  weekday: nullable(Type.Integer({ description: 'The day of the week whose releases were looked at, 0 is Sunday; null for all.' })),
});
/** What is usual of a dataset, as the next release is held against it. */
export const UsualFigures = Type.Object({
  releases: Type.Integer(), least: Type.Integer({ description: 'With fewer releases nothing is said.' }),
  volume: nullable(UsualFigure), freshness: nullable(UsualFigure),
  nulls: Type.Array(Type.Object({ column: Type.String(), ...UsualFigure.properties })),
});
export type UsualFigures = Static<typeof UsualFigures>;
