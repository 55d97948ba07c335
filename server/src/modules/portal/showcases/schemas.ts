import { Type, type Static } from 'typebox';
import { textOrNull } from '#kernel/nullable.ts';

const words = (minLength: number, maxLength: number) => Type.String({ minLength, maxLength, pattern: '\\S' });

export const submitBody = Type.Object({
  title: words(3, 200), summary: words(10, 2000), maker: words(2, 200),
  address: Type.String({ maxLength: 500, format: 'uri', pattern: '^https?://[^\\s@]+$', description: 'Of the web: http or https, without a name and a password in it' }),
  datasets: Type.Array(Type.String({ maxLength: 63 }), { minItems: 1, maxItems: 20 }),
}, { additionalProperties: false });
export type SubmittedShowcase = Static<typeof submitBody>;

const stateSchema = Type.Union([Type.Literal('submitted'), Type.Literal('approved'), Type.Literal('declined')]);
export const listQuery = Type.Object({ dataset: Type.Optional(Type.String({ maxLength: 63 })), state: Type.Optional(stateSchema) });
export const decideBody = Type.Object({ state: Type.Union([Type.Literal('approved'), Type.Literal('declined')]), reason: Type.Optional(Type.String({ maxLength: 2000 })) }, { additionalProperties: false });
export const submittedSchema = Type.Object({ id: Type.String(), state: stateSchema });
export const showcaseListSchema = Type.Object({ items: Type.Array(Type.Object({
  id: Type.String(), title: Type.String(), summary: Type.String(), address: Type.String(), maker: Type.String(), state: stateSchema, reason: textOrNull, submittedAt: Type.String(),
  datasets: Type.Array(Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String() })),
})) });
