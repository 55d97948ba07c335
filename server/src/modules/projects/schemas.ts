import { Type, type Static, type TSchema } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { agencySchema } from '#modules/organisations/index.ts';
import { stateSchema } from '#modules/plans/index.ts';

const Day = Type.String({ maxLength: 10, description: 'ISO day, C.E.' });
const Instant = Type.String({ description: 'ISO 8601, UTC' });
const Count = Type.Integer({ minimum: 0 });
const Version = Type.Integer({ minimum: 1, description: 'The version that was seen; a change says it, so that nothing of others is overwritten.' });
const Baht = Type.String({ maxLength: 16, pattern: '^\\d{1,13}(\\.\\d{1,2})?$', description: 'Baht, at most two decimals' });
const FiscalYear = Type.Integer({ minimum: 1, maximum: 9999, description: 'Fiscal year of the Buddhist era: 2568 is 1 October 2567 to 30 September 2568.' });
const TitleTh = Type.String({ minLength: 1, maxLength: 300, pattern: '[\\u0e00-\\u0e7f]' });
const TitleEn = Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' });
const Reason = Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' });
const body = <P extends Record<string, TSchema>>(properties: P) => Type.Object(properties, { additionalProperties: false });

const titles = { titleTh: Type.String(), titleEn: Type.String() };
const newTitles = { titleTh: TitleTh, titleEn: TitleEn };

/** What becomes of a dataset on its way: told from facts and dates, never set. */
export const progressWords = ['done-on-time', 'done-late', 'overdue', 'at-risk', 'due-soon', 'on-track', 'not-started', 'no-due-date'] as const;
export type ProgressWord = (typeof progressWords)[number];
const Progress = Type.Unsafe<ProgressWord>({ type: 'string', enum: [...progressWords] });

export const ForecastDay = Type.Object({
  on50: Day, on80: Day, from: Type.Union([Type.Literal('agency'), Type.Literal('ministry')]), comparable: Type.Integer({ description: 'How many datasets that are linked it was read from.' }),
}, { description: 'When it will be linked: every second, and four of five, of the comparable datasets were by then.' });
export type ForecastDay = Static<typeof ForecastDay>;

export const Item = Type.Object({
  slug: Type.String(), ...titles, agency: agencySchema, state: stateSchema, progress: Progress, dueOn: nullable(Day), baselineDueOn: nullable(Day), moves: Count,
  slipDays: nullable(Type.Integer({ description: 'Days from the first due date to the present one; negative when it was brought forward.' })),
  sourceOn: nullable(Day), contractOn: nullable(Day), linkedOn: nullable(Day), forecast: nullable(ForecastDay),
});
export type Item = Static<typeof Item>;

export const Totals = Type.Object({
  datasets: Count, linked: Count, overdue: Count, atRisk: Count, moved: Type.Integer({ minimum: 0, description: 'Datasets whose due date lies after the first one.' }), baht: Type.String(),
});
export type Totals = Static<typeof Totals>;

const Budget = Type.Object({ fiscalYear: Type.Integer(), baht: Type.String() });
export const Project = Type.Object({
  id: Type.Integer(), version: Type.Integer(), strategyId: Type.Integer(), code: nullable(Type.String()), ...titles, agency: agencySchema,
  startsOn: Day, endsOn: Day, firstEndsOn: Day, budgets: Type.Array(Budget), totals: Totals,
});
export type Project = Static<typeof Project>;

const Strategy = Type.Object({ id: Type.Integer(), version: Type.Integer(), number: Type.Integer(), ...titles, totals: Totals, projects: Type.Array(Project) });
const planFields = { slug: Type.String(), version: Type.Integer(), ...titles, firstYear: Type.Integer(), lastYear: Type.Integer(), totals: Totals };
const asOfFields = { asOf: Day, recordedAt: Instant };

export const PlanList = Type.Object({ ...asOfFields, items: Type.Array(Type.Object({ ...planFields, projects: Count })) });
export type PlanList = Static<typeof PlanList>;

export const PlanPage = Type.Object({
  ...asOfFields, ...planFields, changedBy: Type.String(), changedAt: Instant, strategies: Type.Array(Strategy),
  budgetByYear: Type.Array(Budget), unplanned: Type.Integer({ minimum: 0, description: 'Datasets of the catalogue that stand in no project of this plan.' }),
});
export type PlanPage = Static<typeof PlanPage>;

const Indicator = Type.Object({
  number: Type.Integer(), ...titles, unitTh: Type.String(), unitEn: Type.String(), target: Type.Number(),
  measure: Type.Union([Type.Literal('datasets-linked'), Type.Literal('reported')]), value: nullable(Type.Number()), countedOn: nullable(Day), note: nullable(Type.String()), by: nullable(Type.String()),
});
const HistoryLine = Type.Object({
  at: Instant, what: Type.String(), by: Type.String(), reason: nullable(Type.String()),
  datasets: nullable(Type.Object({ count: Count, named: Type.Array(Type.Object({ slug: Type.String(), ...titles })) })),
});

export const ProjectPage = Type.Object({
  ...asOfFields, plan: Type.Object({ slug: Type.String(), ...titles, firstYear: Type.Integer(), lastYear: Type.Integer() }),
  strategy: nullable(Type.Object({ id: Type.Integer(), number: Type.Integer(), ...titles })),
  ...Project.properties, changedBy: Type.String(), changedAt: Instant, items: Type.Array(Item), indicators: Type.Array(Indicator), history: Type.Array(HistoryLine),
});
export type ProjectPage = Static<typeof ProjectPage>;

const shown = ['linked', 'overdue', 'at-risk', 'moved'] as const;
export type Shown = (typeof shown)[number];
export const PlanItems = Type.Object({
  ...asOfFields, plan: ProjectPage.properties.plan, items: Type.Array(Type.Object({ ...Item.properties, project: Type.Object({ id: Type.Integer(), ...titles }) })),
});
export type PlanItems = Static<typeof PlanItems>;

export const DatasetChoices = Type.Object({ items: Type.Array(Type.Object({ slug: Type.String(), ...titles, agencyId: Type.String() })), more: Type.Boolean() });

export const AsOfQuery = Type.Object({ asOf: Type.Optional(Type.String({ maxLength: 10, description: 'ISO day, C.E.; now when left out' })) });
export const ItemsQuery = Type.Object({
  ...AsOfQuery.properties, show: Type.Optional(Type.Unsafe<Shown>({ type: 'string', enum: [...shown], description: 'Those that a figure counts; all when left out.' })),
  strategy: Type.Optional(Type.Integer({ minimum: 1 })), project: Type.Optional(Type.Integer({ minimum: 1 })),
});
export const ChoicesQuery = Type.Object({ agency: Type.Optional(Type.String({ maxLength: 31 })) });
export const PlanParams = Type.Object({ slug: Type.String({ maxLength: 63 }) });
export const StrategyParams = Type.Object({ slug: Type.String({ maxLength: 63 }), id: Type.Integer({ minimum: 1 }) });
export const ProjectParams = StrategyParams;
export const IndicatorParams = Type.Object({ ...StrategyParams.properties, number: Type.Integer({ minimum: 1 }) });
export const ItemParams = Type.Object({ ...StrategyParams.properties, dataset: Type.String({ maxLength: 63 }) });

const planSaid = { ...newTitles, firstYear: FiscalYear, lastYear: FiscalYear };
export const NewPlan = body({ slug: Type.String({ maxLength: 63, pattern: '^[a-z0-9][a-z0-9-]{0,62}$' }), ...planSaid });
export const ChangedPlan = body({ version: Version, reason: Reason, ...planSaid });
const strategySaid = { number: Type.Integer({ minimum: 1, maximum: 99 }), ...newTitles };
export const NewStrategy = body(strategySaid);
export const ChangedStrategy = body({ version: Version, reason: Reason, withdrawn: Type.Optional(Type.Boolean()), ...strategySaid });
const projectSaid = {
  strategyId: Type.Integer({ minimum: 1 }), agencyId: Type.String({ maxLength: 31 }), code: Type.Optional(nullable(Type.String({ maxLength: 40 }))), ...newTitles, startsOn: Day, endsOn: Day,
  budgets: Type.Array(Type.Object({ fiscalYear: FiscalYear, baht: Baht }, { additionalProperties: false }), { maxItems: 20 }),
  indicators: Type.Array(body({
    ...newTitles, unitTh: Type.String({ maxLength: 40 }), unitEn: Type.String({ maxLength: 40 }), target: Type.Number({ minimum: 0, maximum: 1e12 }),
    measure: Type.Union([Type.Literal('datasets-linked'), Type.Literal('reported')]),
  }), { maxItems: 20 }),
};
export const NewProject = body(projectSaid);
export type NewProject = Static<typeof NewProject>;
export const ChangedProject = body({ version: Version, reason: Reason, withdrawn: Type.Optional(Type.Boolean()), ...projectSaid });
export const NewItems = body({ datasets: Type.Array(Type.String({ maxLength: 63 }), { minItems: 1, maxItems: 500 }), reason: Type.Optional(Reason) });
export const Leaving = Type.Object({ reason: Reason });
export const IndicatorReport = body({ value: Type.Number({ minimum: -1e12, maximum: 1e12 }), countedOn: Day, note: Reason });
export const Said = Type.Object({ id: Type.Integer(), version: Type.Integer() });
export const Added = Type.Object({ added: Count });
