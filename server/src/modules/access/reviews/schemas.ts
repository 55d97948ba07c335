import { Type, type Static, type TSchema } from 'typebox';

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const title = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const date = Type.String({ format: 'date' });

export const newCampaignSchema = Type.Object({ titleTh: title, titleEn: title, closesOn: date }, { additionalProperties: false });

/** A round in which the heads confirm who has what. */
export const campaignSchema = Type.Object({
  id: Type.Integer(), titleTh: Type.String(), titleEn: Type.String(), opensOn: Type.String(), closesOn: Type.String(), startedBy: Type.String(), remindedAt: nullable(Type.String()), closedAt: nullable(Type.String()),
  total: Type.Integer(), kept: Type.Integer(), removed: Type.Integer(), mine: Type.Integer({ description: 'Questions that wait for whoever asks.' }),
});
export type Campaign = Static<typeof campaignSchema>;

const decision = Type.Union([Type.Literal('keep'), Type.Literal('remove')]);
/** One question: does this person still need this? */
export const itemSchema = Type.Object({
  id: Type.Integer(), account: Type.Object({ id: Type.String(), displayName: Type.String(), userName: nullable(Type.String()) }),
  kind: Type.Union([Type.Literal('role'), Type.Literal('appointment'), Type.Literal('delegation'), Type.Literal('token')]), whatTh: Type.String(), whatEn: Type.String(),
  reviewer: nullable(Type.String()), decision: nullable(decision), reason: nullable(Type.String()), decidedBy: nullable(Type.String()), decidedAt: nullable(Type.String()),
});
export type Item = Static<typeof itemSchema>;

export const itemAnswerSchema = Type.Object({ decision, reason: Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' }) }, { additionalProperties: false });
export type ItemAnswer = Static<typeof itemAnswerSchema>;
export const itemQuerySchema = Type.Object({
  cursor: Type.Optional(Type.Integer({ minimum: 1 })), open: Type.Optional(Type.Boolean({ description: 'Only what is not answered yet, or only what is.' })),
  all: Type.Optional(Type.Boolean({ description: 'Everybody’s, for system administrators and auditors.' })),
});
