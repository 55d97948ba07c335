import { Type, type Static, type TSchema } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { agencySchema } from '#modules/organisations/index.ts';
import { Question } from './definition/definition.ts';

const Day = Type.String({ maxLength: 10, description: 'ISO day, C.E.' });
const Instant = Type.String({ description: 'ISO 8601, UTC' });
const Count = Type.Integer({ minimum: 0 });
const Reason = Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' });
const Seen = Type.Integer({ minimum: 0, description: 'The version that was seen, 0 for none; a change says it, so that nothing of others is overwritten.' });
const AgencyId = Type.String({ minLength: 1, maxLength: 31 });
const body = <P extends Record<string, TSchema>>(properties: P) => Type.Object(properties, { additionalProperties: false });

/** How a form stands: derived from what was answered and what became of it, never set. */
export const formStates = ['not-started', 'in-progress', 'submitted', 'returned', 'accepted'] as const;
export type FormState = (typeof formStates)[number];
const State = Type.Unsafe<FormState>({ type: 'string', enum: [...formStates] });
export const phases = ['planned', 'open', 'closed', 'ended'] as const;
export type Phase = (typeof phases)[number];
const PhaseWord = Type.Unsafe<Phase>({ type: 'string', enum: [...phases] });

export const Totals = Type.Object({
  forms: Count, notStarted: Count, inProgress: Count, submitted: Count, returned: Count, accepted: Count, late: Count, rows: Count,
  required: Count, answered: Type.Integer({ minimum: 0, description: 'Of the required answers.' }), additions: Count, needs: Count,
});
export type Totals = Static<typeof Totals>;

const campaignFields = {
  id: Type.Integer(), titleTh: Type.String(), titleEn: Type.String(), note: nullable(Type.String()), listFrom: Type.String(), opensOn: Day, workingDays: Type.Integer(), dueOn: Day,
  phase: PhaseWord, ended: nullable(Type.Object({ reason: Type.String(), by: Type.String(), at: Instant })), by: Type.String(), at: Instant, totals: Totals,
};
const asOfFields = { asOf: Day, recordedAt: Instant };
export const CampaignLine = Type.Object({ ...campaignFields, ownAgencies: Type.Array(Type.String(), { description: 'Agencies whose form whoever asks may open, unless it is every one.' }) });
export type CampaignLine = Static<typeof CampaignLine>;
export const CampaignList = Type.Object({ ...asOfFields, items: Type.Array(CampaignLine) });
export type CampaignList = Static<typeof CampaignList>;

const formFields = {
  agency: agencySchema, state: State, late: Type.Boolean(), dueOn: Day, rows: Count, additions: Count, needs: Count, required: Count, answered: Count,
  last: nullable(Type.Object({ by: Type.String(), at: Instant })),
};
export const FormLine = Type.Object({ ...formFields, counts: Type.Record(Type.String(), Type.Record(Type.String(), Count), { description: 'Rows by question and answer; “” is not answered.' }) });
export type FormLine = Static<typeof FormLine>;
export const CampaignPage = Type.Object({ ...asOfFields, ...campaignFields, questions: Type.Array(Question), forms: Type.Array(FormLine) });
export type CampaignPage = Static<typeof CampaignPage>;

const Known = Type.Object({ value: Type.String(), fromTh: Type.String(), fromEn: Type.String() });
export type Known = Static<typeof Known>;
export const Row = Type.Object({
  id: Type.Integer(), slug: nullable(Type.String()), titleTh: Type.String(), titleEn: Type.String(), own: Type.Boolean(), version: Type.Integer(), answers: Type.Record(Type.String(), Type.String()),
  known: Type.Record(Type.String(), Known, { description: 'What the house knew when the survey was set up, with where it comes from; no answer until somebody confirms it.' }),
  asked: Type.Array(Type.String()), missing: Type.Array(Type.String()), by: nullable(Type.String()), at: nullable(Instant), adopted: nullable(Type.Object({ dueOn: Day, by: Type.String(), at: Instant })),
});
export type Row = Static<typeof Row>;
export const Need = Type.Object({
  id: Type.Integer(), version: Type.Integer(), agency: nullable(agencySchema), agencyId: Type.String(), slug: nullable(Type.String()), words: Type.String(), purpose: Type.String(), by: Type.String(), at: Instant,
  requestId: nullable(Type.Integer()),
});
export type Need = Static<typeof Need>;
export const FormPage = Type.Object({
  ...asOfFields, campaign: Type.Object({ id: Type.Integer(), titleTh: Type.String(), titleEn: Type.String(), note: nullable(Type.String()), opensOn: Day, phase: PhaseWord }),
  ...formFields, questions: Type.Array(Question), items: Type.Array(Row), needed: Type.Array(Need),
  events: Type.Array(Type.Object({ what: Type.String(), reason: nullable(Type.String()), dueOn: nullable(Day), by: Type.String(), at: Instant })),
  may: Type.Object({ answer: Type.Boolean(), submit: Type.Boolean(), judge: Type.Boolean(), whyNotTh: nullable(Type.String()), whyNotEn: nullable(Type.String()) }),
});
export type FormPage = Static<typeof FormPage>;

export const AnswerList = Type.Object({
  ...asOfFields, total: Count, items: Type.Array(Type.Object({ rowId: Type.Integer(), agency: agencySchema, slug: nullable(Type.String()), titleTh: Type.String(), titleEn: Type.String(), own: Type.Boolean(), value: Type.String(), state: State })),
});
export const DateList = Type.Object({
  items: Type.Array(Type.Object({ rowId: Type.Integer(), agency: agencySchema, slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), answeredOn: Day, planOn: nullable(Day), state: State, stateLinked: Type.Boolean() })),
});
export type DateList = Static<typeof DateList>;

export const AsOfQuery = Type.Object({ asOf: Type.Optional(Type.String({ maxLength: 10, description: 'ISO day, C.E.; now when left out' })) });
export const CampaignParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
export const FormParams = Type.Object({ id: Type.Integer({ minimum: 1 }), agency: AgencyId });
export const RowParams = Type.Object({ ...FormParams.properties, row: Type.Integer({ minimum: 1 }) });
export const NeedParams = Type.Object({ ...FormParams.properties, need: Type.Integer({ minimum: 1 }) });
export const AnswersQuery = Type.Object({
  ...AsOfQuery.properties, question: Type.String({ maxLength: 40 }), value: Type.Optional(Type.String({ maxLength: 2000, description: 'Left out: every answer; empty: not answered.' })), agency: Type.Optional(AgencyId),
});

export const NewCampaign = body({
  titleTh: Type.String({ minLength: 1, maxLength: 300, pattern: '[\\u0e00-\\u0e7f]' }), titleEn: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }), note: Type.Optional(nullable(Type.String({ maxLength: 2000 }))),
  opensOn: Day, workingDays: Type.Integer({ minimum: 1, maximum: 250, description: 'Working days after the day on which it opens.' }),
  agencies: Type.Optional(Type.Array(AgencyId, { minItems: 1, maxItems: 500, description: 'Left out: every agency.' })),
  plan: Type.Optional(Type.String({ maxLength: 63, description: 'Only the datasets of this action plan.' })),
  datasets: Type.Optional(Type.Array(Type.String({ maxLength: 63 }), { minItems: 1, maxItems: 5000, description: 'Only these datasets, by short name.' })),
});
export type NewCampaign = Static<typeof NewCampaign>;
export const Ending = body({ reason: Reason });
const Answered = Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 20_000 }), { maxProperties: 60 });
export const SavedRow = body({ version: Seen, answers: Answered, confirm: Type.Optional(Type.Boolean({ description: 'Also takes over everything known that is not answered yet.' })) });
export type SavedRow = Static<typeof SavedRow>;
export const NewRow = body({ answers: Answered });
export const WithdrawnRow = body({ version: Seen });
export const NewNeed = body({ agencyId: AgencyId, slug: Type.Optional(nullable(Type.String({ maxLength: 63 }))), words: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }), purpose: Type.String({ minLength: 20, maxLength: 2000, pattern: '\\S' }) });
export type NewNeed = Static<typeof NewNeed>;
export const ChangedNeed = body({ version: Seen, ...NewNeed.properties });
export const Submission = body({});
export const Return = body({ reason: Reason, workingDays: Type.Integer({ minimum: 1, maximum: 60, description: 'Working days for mending, from today.' }) });
export const Adoption = body({ rows: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: 2000 }), reason: Reason });
export const Adopted = Type.Object({ adopted: Count });
export const Made = Type.Object({ id: Type.Integer() });

const Place = Type.Object({ sheet: Type.String(), cell: Type.String(), code: Type.String(), th: Type.String(), en: Type.String() });
const Since = nullable(Type.Object({ by: Type.String(), at: Instant, was: Type.String(), now: Type.String() }));
export const Preview = Type.Object({
  plan: nullable(Type.String({ description: 'What to send to take it: this file doing exactly this. Null while something must be mended.' })),
  changes: Type.Array(Type.Object({ sheet: Type.String(), cell: Type.String(), titleTh: Type.String(), titleEn: Type.String(), questionTh: Type.String(), questionEn: Type.String(), before: Type.String(), after: Type.String(), changedSince: Since })),
  changeCount: Count, addedRows: Count, addedNeeds: Count, untouched: Type.Integer({ minimum: 0, description: 'Rows of the form that the file leaves as they are.' }), problemCount: Count, problems: Type.Array(Place),
});
export type Preview = Static<typeof Preview>;
export type PlaceOfCell = Static<typeof Place>;
export const Taken = Type.Object({ changed: Count, addedRows: Count, addedNeeds: Count });
export const TakeQuery = Type.Object({ plan: Type.String({ pattern: '^[0-9a-f]{64}$' }) });
export const WorkbookQuery = Type.Object({ lang: Type.Optional(Type.Union([Type.Literal('th'), Type.Literal('en')])) });
