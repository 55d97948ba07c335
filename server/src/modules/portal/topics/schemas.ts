import { Type, type Static } from 'typebox';
import { nullable, textOrNull } from '#kernel/nullable.ts';

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const words = (maxItems: number, maxLength = 100) => Type.Array(Type.String({ minLength: 1, maxLength, pattern: '\\S' }), { maxItems, uniqueItems: true });

export const topicParams = Type.Object({ id: Type.String({ pattern: '^[a-z0-9_-]{2,100}$' }) });
export const inTopicParams = Type.Object({ ...topicParams.properties, slug: Type.String({ maxLength: 63 }) });

/** Fits when it fits every list that is not empty. */
export const ruleSchema = Type.Object({ agencies: words(50, 31), tags: words(50), words: words(50) }, { additionalProperties: false, description: 'A dataset comes in by itself when it fits every list that is not empty; words stand in its title.' });
const pictureNames = ['plan', 'area', 'land', 'market', 'people', 'leaf', 'other', 'water', 'rice', 'fruit', 'cattle', 'fish', 'forest', 'weather', 'machine', 'lab', 'road', 'money'] as const;
const pictureSchema = Type.Union(pictureNames.map((name) => Type.Literal(name)));

export const topicSchema = Type.Object({
  id: Type.String(), titleTh: Type.String(), titleEn: Type.String(), descriptionTh: Type.String(), descriptionEn: Type.String(), position: Type.Integer(), datasets: Type.Integer(),
  picture: nullable(Type.String({ description: 'One of our own pictures' })), pictureUrl: nullable(Type.String({ description: 'Of an uploaded picture, which goes before ours' })),
});
export const topicListSchema = Type.Object({ items: Type.Array(topicSchema) });
export const topicPageSchema = Type.Object({
  ...topicSchema.properties,
  items: Type.Array(Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), descriptionTh: textOrNull, descriptionEn: textOrNull, agencyId: Type.String(), agencyTh: Type.String(), agencyEn: Type.String() })),
});
export const topicDeskSchema = Type.Object({ items: Type.Array(Type.Object({ ...topicSchema.properties, rule: ruleSchema, retiredAt: textOrNull })) });
export const topicBody = Type.Object({
  titleTh: text(200), titleEn: text(200), descriptionTh: Type.Optional(Type.String({ maxLength: 1000 })), descriptionEn: Type.Optional(Type.String({ maxLength: 1000 })),
  position: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })), retired: Type.Optional(Type.Boolean()), picture: Type.Optional(nullable(pictureSchema)), rule: Type.Optional(ruleSchema),
}, { additionalProperties: false });
export type TopicBody = Static<typeof topicBody>;
export const orderBody = Type.Object({ ids: Type.Array(topicParams.properties.id, { minItems: 1, maxItems: 200, uniqueItems: true }) }, { additionalProperties: false });
export const membersSchema = Type.Object({ items: Type.Array(Type.Object({
  slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), agencyId: Type.String(), agencyTh: Type.String(), agencyEn: Type.String(),
  how: Type.Union([Type.Literal('hand'), Type.Literal('rule'), Type.Literal('out')], { description: 'Put in by hand, brought by the rule, kept out by hand' }), state: Type.String(),
})) });
export const triedSchema = Type.Object({ total: Type.Integer(), items: Type.Array(Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), agencyId: Type.String() })) });
export const agencyListSchema = Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), abbrTh: textOrNull, abbrEn: textOrNull, nameTh: Type.String(), nameEn: Type.String(), domain: textOrNull, datasets: Type.Integer(), newestAt: textOrNull })) });
