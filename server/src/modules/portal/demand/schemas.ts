import { Type, type Static } from 'typebox';
import { nullable, textOrNull } from '#kernel/nullable.ts';
import type { FindRequestRow } from './demand.sql.gen.ts';

const literals = [Type.Literal('answered'), Type.Literal('planned'), Type.Literal('published'), Type.Literal('declined')] as const;
export const stateSchema = Type.Union([Type.Literal('asked'), ...literals]);
export const moderationSchema = Type.Union([Type.Literal('waiting'), Type.Literal('shown'), Type.Literal('hidden')]);
export type RequestState = Static<typeof stateSchema>;
const words = (minLength: number, maxLength: number) => Type.String({ minLength, maxLength, pattern: '\\S' });
const day = Type.String({ format: 'date' });

export const idParams = Type.Object({ id: Type.String({ format: 'uuid' }) });

export const askBody = Type.Object({
  title: words(5, 200),
  need: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S', description: 'What it will be used for' }),
  agencyId: Type.Optional(Type.String({ maxLength: 31 })),
  contact: Type.Optional(Type.String({ maxLength: 200, description: 'Sealed at once, never shown in public; opened by the asked agency only, and forgotten' })),
}, { additionalProperties: false });

export const answerBody = Type.Object({
  state: Type.Union([...literals]),
  text: Type.String({ maxLength: 4000 }),
  plannedOn: Type.Optional(day),
  dataset: Type.Optional(Type.String({ maxLength: 63, description: 'Short name of the published dataset' })),
}, { additionalProperties: false });
export type Answer = Static<typeof answerBody>;

export const hiddenWhySchema = Type.Union((['spam', 'personal', 'insult', 'off-topic', 'duplicate', 'other'] as const).map((why) => Type.Literal(why)));
export type HiddenWhy = Static<typeof hiddenWhySchema>;
export const moderateBody = Type.Object({
  moderation: Type.Union([Type.Literal('shown'), Type.Literal('hidden')]), agencyId: Type.Optional(Type.String({ maxLength: 31 })),
  why: Type.Optional(hiddenWhySchema), note: Type.Optional(Type.String({ maxLength: 500, description: 'For whoever wrote it, in words' })),
}, { additionalProperties: false });
export type Moderated = Static<typeof moderateBody>;
export const mergeBody = Type.Object({ into: Type.String({ format: 'uuid', description: 'The request that goes on and takes the voices of both' }) }, { additionalProperties: false });
export const deskSchema = Type.Object({ requests: Type.Integer(), comments: Type.Integer(), showcases: Type.Integer(), late: Type.Integer({ description: 'Shown requests that nobody answered in time' }) });
export const commentBody = Type.Object({ text: words(1, 2000) }, { additionalProperties: false });

export const listQuery = Type.Object({
  state: Type.Optional(stateSchema), agency: Type.Optional(Type.String({ maxLength: 31 })), dataset: Type.Optional(Type.String({ maxLength: 63 })),
  q: Type.Optional(Type.String({ maxLength: 200 })), moderation: Type.Optional(moderationSchema),
  sort: Type.Optional(Type.Union([Type.Literal('votes'), Type.Literal('newest')])),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
});
export type ListAsk = Static<typeof listQuery>;

export const requestSchema = Type.Object({
  id: Type.String(), title: Type.String(), need: Type.String(), agencyId: textOrNull, agencyTh: textOrNull, agencyEn: textOrNull,
  moderation: moderationSchema, state: stateSchema, askedAt: Type.String(), dueOn: Type.String(), answer: textOrNull, plannedOn: textOrNull,
  dataset: nullable(Type.String({ description: 'Short name, when it is published' })), votes: Type.Integer(), voted: Type.Boolean(), comments: Type.Integer(), changedAt: Type.String(),
  hiddenWhy: nullable(hiddenWhySchema), hiddenNote: textOrNull, mergedInto: nullable(Type.String({ description: 'The request that goes on in place of this one' })),
});
export const requestListSchema = Type.Object({ total: Type.Integer(), items: Type.Array(requestSchema) });
export const requestPageSchema = Type.Object({
  ...requestSchema.properties,
  mayAnswer: Type.Boolean({ description: 'Whether whoever asks looks after this request' }),
  events: Type.Array(Type.Object({ state: stateSchema, text: Type.String(), plannedOn: textOrNull, at: Type.String(), agencyTh: textOrNull, agencyEn: textOrNull })),
  discussion: Type.Array(Type.Object({ id: Type.String(), text: Type.String(), moderation: moderationSchema, at: Type.String(), agencyTh: textOrNull, agencyEn: textOrNull })),
});
export const writtenSchema = Type.Object({ id: Type.String(), moderation: moderationSchema });
export const votesSchema = Type.Object({ votes: Type.Integer(), voted: Type.Boolean() });
export const waitingCommentsSchema = Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), text: Type.String(), at: Type.String(), requestId: Type.String(), title: Type.String() })) });

/** A row as the API tells it. */
export const requestOf = (row: FindRequestRow): Static<typeof requestSchema> => ({
  id: row.id, title: row.title, need: row.need, agencyId: row.agency_id, agencyTh: row.agency_th, agencyEn: row.agency_en, moderation: row.moderation as 'shown',
  state: row.state as RequestState, askedAt: row.asked_at, dueOn: row.due_on, answer: row.answer, plannedOn: row.planned_on, dataset: row.slug, votes: row.votes, voted: row.voted,
  comments: row.comments, changedAt: row.changed_at, hiddenWhy: row.hidden_why as HiddenWhy | null, hiddenNote: row.hidden_note, mergedInto: row.merged_into,
});
