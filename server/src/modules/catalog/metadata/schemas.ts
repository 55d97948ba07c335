import { Type, type TSchema } from 'typebox';
import { audiences, recordStates } from '@saphan/contracts/catalogue/record';
import { nullable } from '#kernel/nullable.ts';
import { verbs } from './operations/verbs.ts';

const text = (maxLength: number) => Type.String({ maxLength });
const instant = Type.String({ format: 'date-time' });
const oneOf = <T extends readonly string[]>(values: T) => Type.Union(values.map((value) => Type.Literal(value as T[number])));
const list = (item: TSchema) => Type.Array(item);

export const bySlug = Type.Object({ slug: Type.String({ maxLength: 100 }) });
export const stateSchema = oneOf(recordStates);
export const audienceSchema = oneOf(audiences);
export const verbSchema = oneOf(verbs);

/** Codes where the field has a vocabulary; keys are those of `GET /catalogue/definition`. */
const metadataSchema = Type.Record(Type.String(), Type.Any());

export const resourceSchema = Type.Object({
  id: Type.String(), kind: oneOf(['release', 'file', 'link'] as const), nameTh: Type.String(), nameEn: Type.String(), description: nullable(Type.String()), format: Type.String(),
  mediaType: nullable(Type.String()), url: Type.String(), bytes: nullable(Type.Integer()), sha256: nullable(Type.String()), position: Type.Integer(), changedAt: instant, metadata: metadataSchema,
});
const columnSchema = Type.Object({
  name: Type.String(), titleTh: Type.String(), titleEn: Type.String(), type: Type.String(), unit: nullable(Type.String()), codeList: nullable(Type.String()), personal: Type.Boolean(), level: Type.Integer(),
});
const releaseSchema = Type.Object({
  number: Type.Integer(), publishedAt: instant, rowCount: Type.Integer(), bytes: Type.Integer(), contentHash: Type.String(),
  temporal: nullable(Type.Object({ from: Type.String(), to: Type.String() })), bbox: nullable(list(Type.Number())), provinces: list(Type.String()),
});
export const recordSchema = Type.Object({
  id: Type.String(), slug: Type.String(), agency: Type.Object({ id: Type.String(), nameTh: Type.String(), nameEn: Type.String(), domain: nullable(Type.String()) }),
  titleTh: Type.String(), titleEn: Type.String(), descriptionTh: nullable(Type.String()), descriptionEn: nullable(Type.String()), state: stateSchema, audience: audienceSchema,
  level: Type.Integer(), personal: Type.Boolean(), metadata: metadataSchema, tags: list(Type.String()), resources: list(resourceSchema), columns: list(columnSchema),
  release: nullable(releaseSchema), freshness: nullable(oneOf(['fresh', 'stale'] as const)), quality: nullable(Type.Object({ score: Type.Number(), grade: Type.String() })),
  filled: list(Type.String()), version: Type.Integer(), createdAt: instant, changedAt: instant, publishedAt: nullable(instant),
});
export const recordListSchema = Type.Object({ records: list(recordSchema), next: nullable(Type.String()) });
export const recordListQuery = Type.Object({
  after: Type.Optional(text(60)), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })), changedSince: Type.Optional(instant), agency: Type.Optional(text(31)),
  audience: Type.Optional(audienceSchema), state: Type.Optional(stateSchema),
});

/** What a person, a program or a harvest writes; keys left out stay as they are, null takes a value away. */
export const draftProperties = {
  titleTh: Type.Optional(text(1000)), titleEn: Type.Optional(text(1000)), descriptionTh: Type.Optional(nullable(text(20_000))), descriptionEn: Type.Optional(nullable(text(20_000))),
  audience: Type.Optional(audienceSchema), tags: Type.Optional(Type.Array(text(200), { maxItems: 100 })), metadata: Type.Optional(metadataSchema),
};
export const saveSchema = Type.Object({ ...draftProperties, expectVersion: Type.Optional(Type.Integer({ minimum: 1 })) }, { additionalProperties: false });
export const newRecordSchema = Type.Object({ ...draftProperties, titleTh: text(1000), slug: Type.Optional(text(63)), agencyId: text(31) }, { additionalProperties: false });
export const commentSchema = Type.Object({
  id: Type.Integer(), version: Type.Integer(), field: nullable(Type.String()), body: Type.String(), author: Type.String(), role: Type.String(), at: instant, settledAt: nullable(instant), settledBy: nullable(Type.String()),
});
export const newCommentSchema = Type.Object({ field: Type.Optional(nullable(text(60))), body: Type.String({ minLength: 1, maxLength: 4000, pattern: '\\S' }) }, { additionalProperties: false });
export const moveSchema = Type.Object({ comment: Type.Optional(nullable(text(4000))) }, { additionalProperties: false });
export const newResourceSchema = Type.Object({
  kind: Type.Optional(Type.Literal('link')), nameTh: text(300), nameEn: Type.Optional(text(300)), description: Type.Optional(nullable(text(4000))), format: text(60), url: text(2000), metadata: Type.Optional(metadataSchema),
}, { additionalProperties: false });
export const resourceChangesSchema = Type.Object({
  nameTh: Type.Optional(text(300)), nameEn: Type.Optional(text(300)), description: Type.Optional(nullable(text(4000))), format: Type.Optional(text(60)), url: Type.Optional(text(2000)),
  position: Type.Optional(Type.Integer({ minimum: 0 })), metadata: Type.Optional(metadataSchema),
}, { additionalProperties: false });

const problemSchema = Type.Object({ field: Type.String(), item: nullable(Type.String()), kind: oneOf(['missing', 'wrong', 'rule'] as const), th: Type.String(), en: Type.String() });
export const workSchema = Type.Object({
  record: recordSchema, problems: list(problemSchema), verbs: list(verbSchema), maySave: Type.Boolean(), comments: list(commentSchema),
  submittedBy: nullable(Type.String()), checkedBy: nullable(Type.String()), approvedBy: nullable(Type.String()),
});
const changeSchema = Type.Object({
  field: Type.String(), th: Type.String(), en: Type.String(), beforeTh: nullable(Type.String()), beforeEn: nullable(Type.String()), afterTh: nullable(Type.String()), afterEn: nullable(Type.String()),
});
export const historySchema = list(Type.Object({
  version: Type.Integer(), at: instant, actor: Type.String(), role: Type.String(), what: Type.String(), state: stateSchema, subject: nullable(Type.String()), changes: list(changeSchema),
}));
export const inboxSchema = Type.Object({
  items: list(Type.Object({
    slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), agencyId: Type.String(), agencyTh: Type.String(), agencyEn: Type.String(), state: stateSchema, filled: Type.Integer(),
    what: Type.String(), actor: Type.String(), since: instant, submittedBy: nullable(Type.String()), comment: nullable(Type.String()), verbs: list(verbSchema), mine: Type.Boolean(),
  })),
  waiting: Type.Integer(), states: Type.Record(Type.String(), Type.Integer()),
});
const dataTypeSchema = oneOf(['record', 'statistic', 'gis', 'multi', 'other'] as const);
const fieldSchema = Type.Object({
  key: Type.String(), item: nullable(Type.String()), section: nullable(Type.String()), th: Type.String(), en: Type.String(),
  kind: oneOf(['text', 'long-text', 'tags', 'code', 'codes', 'date', 'year', 'number', 'boolean', 'email', 'url', 'degree'] as const), vocabulary: nullable(Type.String()), otherField: nullable(Type.String()),
  otherOf: nullable(Type.String()), core: nullable(Type.String()), maxLength: nullable(Type.Integer()), types: list(dataTypeSchema), required: Type.Boolean(), since: nullable(Type.String()),
  helpTh: Type.String(), helpEn: Type.String(), example: Type.String(), dcat: nullable(Type.Object({ class: Type.String(), property: Type.String(), note: nullable(Type.String()) })),
});
const termSchema = Type.Object({
  code: Type.String(), value: Type.String(), th: Type.String(), en: Type.String(), dcat: nullable(Type.String()), inferred: Type.Boolean(), other: Type.Boolean(), since: nullable(Type.String()), until: nullable(Type.String()),
  exponent10: nullable(Type.Integer()), type: nullable(dataTypeSchema),
});
export const definitionSchema = Type.Object({
  sections: list(Type.Object({ key: Type.String(), th: Type.String(), en: Type.String() })), fields: list(fieldSchema), resourceFields: list(fieldSchema),
  vocabularies: Type.Record(Type.String(), list(termSchema)), rules: Type.Any(), template: Type.Any(),
});
