import { Type } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { dimensions, grades, parts } from './check.ts';

const oneOf = <T extends readonly string[]>(values: T) => Type.Union(values.map((value) => Type.Literal(value as T[number])));
const gradeSchema = oneOf(grades);
const partSchema = oneOf(parts);
const dimensionSchema = oneOf(dimensions);
const share = nullable(Type.Number({ minimum: 0, maximum: 100 }));

export const qualitySchema = Type.Object({
  score: Type.Number(), grade: gradeSchema, measuredAt: nullable(Type.String({ format: 'date-time' })),
  parts: Type.Record(partSchema, Type.Object({ points: Type.Number(), of: Type.Number() })), dimensions: Type.Record(dimensionSchema, share),
  losses: Type.Array(Type.Object({
    part: partSchema, dimension: dimensionSchema, points: Type.Number(), th: Type.String(), en: Type.String(), nextTh: Type.String(), nextEn: Type.String(),
    field: nullable(Type.String()), resource: nullable(Type.String()), column: nullable(Type.String()),
  })),
  links: Type.Array(Type.Object({
    id: Type.String(), nameTh: Type.String(), nameEn: Type.String(), url: Type.String(), ok: nullable(Type.Boolean()), status: nullable(Type.Integer()), th: nullable(Type.String()), en: nullable(Type.String()),
    again: Type.Boolean(), checkedAt: nullable(Type.String({ format: 'date-time' })),
  })),
});

export const overviewQuerySchema = Type.Object({ published: Type.Optional(Type.Boolean()), agency: Type.Optional(Type.String({ maxLength: 31 })), grade: Type.Optional(gradeSchema) });
export const overviewSchema = Type.Object({
  datasets: Type.Integer(), score: nullable(Type.Number()), measuredAt: nullable(Type.String({ format: 'date-time' })), grades: Type.Record(Type.String(), Type.Integer()), dimensions: Type.Record(Type.String(), Type.Number()),
  links: Type.Object({ links: Type.Integer(), broken: Type.Integer() }),
  agencies: Type.Array(Type.Object({ id: Type.String(), nameTh: Type.String(), nameEn: Type.String(), datasets: Type.Integer(), score: Type.Number(), good: Type.Integer(), poor: Type.Integer() })),
  losses: Type.Array(Type.Object({ part: partSchema, dimension: dimensionSchema, field: nullable(Type.String()), datasets: Type.Integer(), points: Type.Number(), nextTh: Type.String(), nextEn: Type.String() })),
  poorest: Type.Array(Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), agencyId: Type.String(), score: Type.Number(), grade: gradeSchema, th: nullable(Type.String()), en: nullable(Type.String()) })),
});
