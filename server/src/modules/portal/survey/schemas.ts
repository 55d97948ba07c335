import { Type, type Static } from 'typebox';
import { nullable, textOrNull } from '#kernel/nullable.ts';

const day = Type.String({ format: 'date' });
const title = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
export const numberParams = Type.Object({ id: Type.String({ pattern: '^[1-9][0-9]{0,14}$' }) });

export const newSurveyBody = Type.Object({
  titleTh: title, titleEn: title, introTh: Type.Optional(Type.String({ maxLength: 2000 })), introEn: Type.Optional(Type.String({ maxLength: 2000 })),
  opensOn: day, closesOn: day, mostChoices: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  options: Type.Array(Type.Object({ titleTh: title, titleEn: title, agencyId: Type.String({ maxLength: 31 }), requestId: Type.Optional(Type.String({ format: 'uuid' })) }, { additionalProperties: false }), { minItems: 2, maxItems: 100 }),
}, { additionalProperties: false });
export type NewSurvey = Static<typeof newSurveyBody>;
export const choicesBody = Type.Object({ options: Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 20, uniqueItems: true }) }, { additionalProperties: false });
export const planBody = Type.Object({ items: Type.Array(Type.Object({ optionId: Type.Integer({ minimum: 1 }), dueOn: day, agencyId: Type.Optional(Type.String({ maxLength: 31, description: 'Another agency than the survey named' })) }, { additionalProperties: false }), { minItems: 1, maxItems: 100 }) }, { additionalProperties: false });
export const daysBody = Type.Object({ closesOn: Type.Optional(day) }, { additionalProperties: false });
export const moveItemBody = Type.Object({ dueOn: Type.Optional(day), agencyId: Type.Optional(Type.String({ maxLength: 31 })), reason: Type.String({ minLength: 3, maxLength: 500, pattern: '\\S', description: 'Shown with the item' }) }, { additionalProperties: false });
export type MovedItem = Static<typeof moveItemBody>;
export const deliverBody = Type.Object({ dataset: Type.String({ maxLength: 63 }) }, { additionalProperties: false });

export const surveySchema = Type.Object({
  id: Type.Integer(), titleTh: Type.String(), titleEn: Type.String(), introTh: Type.String(), introEn: Type.String(), opensOn: Type.String(), closesOn: Type.String(),
  mostChoices: Type.Integer(), state: Type.Union([Type.Literal('coming'), Type.Literal('open'), Type.Literal('closed'), Type.Literal('planned')]), people: Type.Integer(),
});
export const surveyListSchema = Type.Object({ items: Type.Array(surveySchema) });
export const surveyPageSchema = Type.Object({
  ...surveySchema.properties,
  options: Type.Array(Type.Object({
    id: Type.Integer(), titleTh: Type.String(), titleEn: Type.String(), agencyId: Type.String(), agencyTh: Type.String(), agencyEn: Type.String(), requestId: textOrNull,
    votes: nullable(Type.Integer({ description: 'Told when the survey is over, so that nobody follows the crowd' })), chosen: Type.Boolean(), planned: Type.Boolean(),
  })),
});
export const itemSchema = Type.Object({
  id: Type.Integer(), titleTh: Type.String(), titleEn: Type.String(), agencyId: Type.String(), agencyTh: Type.String(), agencyEn: Type.String(), dueOn: Type.String(), votes: Type.Integer(),
  state: Type.Union([Type.Literal('planned'), Type.Literal('late'), Type.Literal('published')]), requestId: textOrNull, surveyId: nullable(Type.Integer()), dataset: textOrNull, deliveredAt: textOrNull, movedWhy: textOrNull, mayDeliver: Type.Boolean({ description: 'Whether whoever asks looks after the agency' }),
});
export const itemListSchema = Type.Object({ items: Type.Array(itemSchema) });
