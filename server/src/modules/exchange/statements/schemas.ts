import { Type, type Static } from 'typebox';

const nullableText = Type.Union([Type.String(), Type.Null()]);
const Word = Type.Union([Type.Object({ agrees: Type.Boolean(), remark: nullableText, by: Type.String(), at: Type.String(), kid: nullableText }), Type.Null()]);

export const Statement = Type.Object({
  id: Type.Integer(), day: Type.String({ format: 'date' }), consumer: Type.String(), consumerTh: Type.String(), consumerEn: Type.String(), provider: Type.String(), providerTh: Type.String(), providerEn: Type.String(),
  exchanges: Type.Integer(), refused: Type.Integer(), missing: Type.Integer(), direct: Type.Integer(), unmatched: Type.Integer(), sha256: Type.String(), text: Type.String(), madeAt: Type.String(),
  /** What each party said last; null while it said nothing. */
  words: Type.Object({ consumer: Word, provider: Word }),
  /** For which sides whoever asks may speak. */
  sides: Type.Array(Type.Union([Type.Literal('consumer'), Type.Literal('provider')])),
});
export type Statement = Static<typeof Statement>;
export const StatementList = Type.Object({ items: Type.Array(Statement), more: Type.Boolean() });
export const StatementsQuery = Type.Object({ day: Type.Optional(Type.String({ format: 'date' })), open: Type.Optional(Type.Boolean()) }, { additionalProperties: false });
export const StatementParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
/** `signature`: base64, over the statement's text by a key of the side's system. */
export const StatementWord = Type.Object({
  side: Type.Union([Type.Literal('consumer'), Type.Literal('provider')]), agrees: Type.Boolean(), remark: Type.Optional(Type.String({ maxLength: 2000 })),
  kid: Type.Optional(Type.String({ maxLength: 43 })), signature: Type.Optional(Type.String({ maxLength: 1024 })),
}, { additionalProperties: false });
export type StatementWord = Static<typeof StatementWord>;
