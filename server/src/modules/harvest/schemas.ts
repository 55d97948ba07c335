import { Type, type Static } from 'typebox';

const nullable = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) => Type.Union([Type.Null(), schema]); // null first: a reader that coerces would make it an empty text
const count = Type.Integer({ minimum: 0 });

export const remarkSchema = Type.Object({ field: Type.Optional(Type.String()), th: Type.String(), en: Type.String(), refuses: Type.Optional(Type.Boolean()) });
export const sourceKindSchema = Type.Union([Type.Literal('ckan'), Type.Literal('dcat'), Type.Literal('data-json'), Type.Literal('ogc-records')]);

/** What a person says of a source. */
export const newSourceSchema = Type.Object({
  nameTh: Type.String({ minLength: 1, maxLength: 200 }),
  nameEn: Type.String({ minLength: 1, maxLength: 200 }),
  kind: sourceKindSchema,
  url: Type.String({ minLength: 1, maxLength: 2_000, description: 'ที่อยู่ของทะเบียนต้นทาง · Address of the catalogue; `?fq=` of a CKAN narrows it.' }),
  agencyId: Type.Optional(nullable(Type.String({ description: 'หน่วยงานที่รับรายการที่จับคู่ไม่ได้ · Where records go whose organisation is not in the map.' }))),
  agencyMap: Type.Optional(Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 50 }), { description: 'องค์กรที่ต้นทาง → หน่วยงานที่นี่ · Organisation there → agency here.' })),
  lands: Type.Optional(Type.Union([Type.Literal('draft'), Type.Literal('published')])),
  takeFiles: Type.Optional(Type.Boolean()),
  everyHours: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 744 }))),
  delayMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 60_000 })),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  maxPages: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  shrinkPercent: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
}, { additionalProperties: false });
export type NewSource = Static<typeof newSourceSchema>;

export const sourceChangesSchema = Type.Partial(Type.Omit(Type.Object({ ...newSourceSchema.properties, enabled: Type.Boolean() }), ['kind', 'url']), { additionalProperties: false });
export type SourceChanges = Static<typeof sourceChangesSchema>;

const jobStates = ['queued', 'listing', 'taking', 'filing', 'held', 'done', 'failed', 'cancelled'] as const;
const countsSchema = Type.Object({ created: count, changed: count, same: count, refused: count, withdrawn: count, missing: count, waiting: count });

export const jobSchema = Type.Object({
  id: Type.Integer(), sourceId: Type.Integer(), sourceTh: Type.String(), sourceEn: Type.String(), state: Type.Union(jobStates.map((state) => Type.Literal(state))), startedBy: Type.String(), createdAt: Type.String(), startedAt: nullable(Type.String()), endedAt: nullable(Type.String()),
  pages: count, listed: count, total: nullable(count), missing: count, withdraws: Type.Boolean(), retryAt: nullable(Type.String()), attempt: count, counts: countsSchema, files: Type.Object({ waiting: count, taken: count, refused: count, bytes: count }),
  problem: nullable(Type.Record(Type.String(), Type.Unknown())), decision: nullable(Type.Object({ choice: Type.String(), reason: Type.String(), by: Type.String(), at: Type.String() })),
});
export type JobView = Static<typeof jobSchema>;

export const sourceSchema = Type.Object({
  id: Type.Integer(), nameTh: Type.String(), nameEn: Type.String(), kind: Type.String(), url: nullable(Type.String()), agencyId: nullable(Type.String()), agencyMap: Type.Record(Type.String(), Type.String()), lands: Type.String(), takeFiles: Type.Boolean(),
  everyHours: nullable(Type.Integer()), delayMs: count, pageSize: count, maxPages: count, shrinkPercent: count, enabled: Type.Boolean(), nextAt: nullable(Type.String()), objects: count, lastJob: nullable(jobSchema),
});
export type SourceView = Static<typeof sourceSchema>;

export const entrySchema = Type.Object({
  remoteId: Type.String(), title: Type.String(), organisation: nullable(Type.String()), outcome: nullable(Type.String()), slug: nullable(Type.String()), remarks: Type.Array(remarkSchema),
});
export type EntryView = Static<typeof entrySchema>;

export const decisionBody = Type.Object({
  choice: Type.Union([Type.Literal('withdraw'), Type.Literal('keep'), Type.Literal('cancel')], { description: 'withdraw: archive what is gone; keep: leave it as it is; cancel: do nothing.' }),
  reason: Type.String({ minLength: 1, maxLength: 1_000 }),
}, { additionalProperties: false });

export const placeSchema = Type.Object({ sheet: Type.String(), row: nullable(Type.Integer()), column: nullable(Type.String()), th: Type.String(), en: Type.String() });
export const templateReportSchema = Type.Object({
  version: Type.String(), datasets: count, resources: count, created: count, changed: count, applied: Type.Boolean(), places: Type.Array(placeSchema), notes: Type.Array(placeSchema), moreNotes: count,
});
export type TemplateReport = Static<typeof templateReportSchema>;
export type Place = Static<typeof placeSchema>;
