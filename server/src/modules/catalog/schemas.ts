import { Type, type Static } from 'typebox';
import { nullable } from '#kernel/nullable.ts';

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });

/** 0 open, 1 internal, 2 confidential, 3 secret, 4 top secret. */
export const levelSchema = Type.Integer({ minimum: 0, maximum: 4, description: '0 เปิดเผย open · 1 ภายใน internal · 2 ลับ confidential · 3 ลับมาก secret · 4 ลับที่สุด top secret' });

/** What a person gives to add a dataset; without a slug one is made from the agency and the English title. */
export const newDatasetSchema = Type.Object({
  slug: Type.Optional(Type.String({ maxLength: 63 })),
  agencyId: Type.String({ maxLength: 31 }),
  titleTh: text(300),
  titleEn: text(300),
  descriptionTh: Type.Optional(Type.String({ maxLength: 4000 })),
  descriptionEn: Type.Optional(Type.String({ maxLength: 4000 })),
  synthetic: Type.Optional(Type.Boolean()),
  level: Type.Optional(levelSchema),
  personal: Type.Optional(Type.Boolean()),
});
export type NewDataset = Static<typeof newDatasetSchema>;

export const datasetChangesSchema = Type.Object({
  titleTh: Type.Optional(text(300)),
  titleEn: Type.Optional(text(300)),
  descriptionTh: Type.Optional(Type.String({ maxLength: 4000 })),
  descriptionEn: Type.Optional(Type.String({ maxLength: 4000 })),
  level: Type.Optional(levelSchema),
  /** Whether it tells about people. */
  personal: Type.Optional(Type.Boolean()),
  /** Final: boards of earlier days keep the dataset, later ones do not. */
  archived: Type.Optional(Type.Literal(true)),
}, { additionalProperties: false });
export type DatasetChanges = Static<typeof datasetChangesSchema>;

/** The record alone; its state comes from `plans`. */
export const datasetSchema = Type.Object({
  slug: Type.String(),
  agencyId: Type.String(),
  titleTh: Type.String(),
  titleEn: Type.String(),
  descriptionTh: nullable(Type.String()),
  descriptionEn: nullable(Type.String()),
  synthetic: Type.Boolean(),
  level: levelSchema,
  personal: Type.Boolean(),
  createdAt: Type.String({ format: 'date-time' }),
  archivedAt: nullable(Type.String({ format: 'date-time' })),
});

export interface Dataset extends Static<typeof datasetSchema> { id: number }
