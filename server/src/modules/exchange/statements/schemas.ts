import { Type, type Static } from 'typebox';
import { nullable, textOrNull } from '#kernel/nullable.ts';

const Count = Type.Integer({ minimum: 0 });
const Side = Type.Unsafe<'consumer' | 'provider'>({ type: 'string', enum: ['consumer', 'provider'] });
const Root = Type.String({ pattern: '^[0-9a-f]{64}$' });
/** `number`: how often that side spoke. `counted` and `root`: what its own systems counted, and the root over its own list of ids. */
const wordFields = { number: Type.Integer(), agrees: Type.Boolean(), remark: textOrNull, counted: nullable(Count), root: textOrNull, by: Type.String(), at: Type.String(), kid: textOrNull };
const Word = nullable(Type.Object(wordFields));

const statementFields = {
  id: Type.Integer(), day: Type.String({ format: 'date' }), consumer: Type.String(), consumerTh: Type.String(), consumerEn: Type.String(), provider: Type.String(), providerTh: Type.String(), providerEn: Type.String(),
  exchanges: Type.Integer(), refused: Type.Integer(), missing: Type.Integer(), direct: Type.Integer(), unmatched: Type.Integer(), sha256: Type.String(), text: Type.String(), madeAt: Type.String(),
  /** What each party said last; null while it said nothing. */
  words: Type.Object({ consumer: Word, provider: Word }),
  /** For which sides whoever asks may speak. */
  sides: Type.Array(Side),
};
export const Statement = Type.Object(statementFields);
export type Statement = Static<typeof Statement>;
export const StatementList = Type.Object({ items: Type.Array(Statement), more: Type.Boolean() });
export const StatementsQuery = Type.Object({
  day: Type.Optional(Type.String({ format: 'date' })), open: Type.Optional(Type.Boolean({ description: 'Only those that a party has not agreed to.' })), disputed: Type.Optional(Type.Boolean({ description: 'Only those that differ from a party’s own record.' })),
}, { additionalProperties: false });
export const StatementParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });

export const StatementPage = Type.Object({
  ...statementFields,
  root: Type.String({ description: 'RFC 6962 root over the ids (ASCII, in order, one a leaf), as the text says it.' }),
  held: Type.Integer({ minimum: 0, description: 'Of how many of its exchanges the register still has the rows: fewer than `exchanges` once the keeping time is over.' }),
  late: Type.Integer({ minimum: 0, description: 'Exchanges of the day whose evidence came when the statement was made already; not in it.' }),
  refusals: Type.Array(Type.Object({ origin: Type.String(), problem: textOrNull, status: Type.Integer(), count: Count })),
  gaps: Type.Array(Type.Object({ stream: Type.String(), first: Type.Integer(), last: Type.Integer() }), { description: 'Sequence numbers that did not come, 200 stretches at most.' }),
  moreGaps: Type.Boolean(),
  history: Type.Array(Type.Object({ side: Side, ...wordFields }), { description: 'Everything that was said, the newest first.' }),
  keys: Type.Array(Type.Object({ side: Side, kid: Type.String(), algorithm: Type.String() }), { description: 'Keys by which the sides of whoever asks may sign now.' }),
});
export type StatementPage = Static<typeof StatementPage>;

/** `signature`: base64, over the statement's text by a key of the side's system. */
export const StatementWord = Type.Object({
  side: Side, agrees: Type.Boolean(), remark: Type.Optional(Type.String({ maxLength: 2000 })),
  counted: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000, description: 'How many exchanges the side’s own systems counted.' })), root: Type.Optional(Root),
  seen: Type.Optional(Type.Integer({ minimum: 0, description: 'Number of the side’s last word that was seen, 0 for none; refused when somebody of the side spoke since.' })),
  kid: Type.Optional(Type.String({ maxLength: 43 })), signature: Type.Optional(Type.String({ maxLength: 1024 })),
}, { additionalProperties: false });
export type StatementWord = Static<typeof StatementWord>;
