import { Type } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { exportFormats } from './read/export-release.ts';

const slug = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,62}$' });
const instant = Type.String({ description: 'ISO 8601, UTC' });
const cells = Type.Object({}, { additionalProperties: true });
const limit = (most: number, usual: number) => Type.Optional(Type.Integer({ minimum: 1, maximum: most, default: usual }));
const cursor = Type.Optional(Type.String({ maxLength: 4000 }));
const reason = Type.String({ minLength: 1, maxLength: 2000 });

export const slugParams = Type.Object({ slug });
export const releaseParams = Type.Object({ slug, number: Type.String({ pattern: '^(current|[1-9][0-9]{0,8})$', description: 'Number of a release, or `current`' }) });
export const listQuery = Type.Object({ cursor: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,8}$' })), limit: limit(500, 100) });
export const rowsQuery = Type.Object({
  filter: Type.Optional(Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 20, description: 'column:operator:value; eq, ne, lt, lte, gt, gte, contains, isnull, notnull' })),
  sort: Type.Optional(Type.String({ pattern: '^-?[a-z_][a-z0-9_]{0,62}$' })), cursor, limit: limit(1000, 50),
});
export const asOfQuery = Type.Object({ ...rowsQuery.properties, asOf: Type.Optional(Type.String({ format: 'date', description: 'Last moment of that day in Bangkok; without it now' })) });
export const changesQuery = Type.Object({ from: Type.Integer({ minimum: 1 }), to: Type.Integer({ minimum: 1 }), cursor, limit: limit(500, 100) });
export const downloadQuery = Type.Object({ format: Type.Optional(Type.Union(exportFormats.map((format) => Type.Literal(format)))) });
export const withdrawBody = Type.Object({ reason }, { additionalProperties: false });
export const rollBackBody = Type.Object({ to: Type.Integer({ minimum: 1 }), reason }, { additionalProperties: false });

const counts = Type.Object({ added: Type.Integer(), removed: Type.Integer(), changed: Type.Integer(), unchanged: Type.Integer() });
export const releaseSchema = Type.Object({
  number: Type.Integer(), publishedAt: instant, publishedBy: Type.String(), rowCount: Type.Integer(), bytes: Type.Integer(), contractVersion: Type.Integer(),
  contentHash: Type.String(), counts, runId: Type.Integer(), state: Type.Union([Type.Literal('current'), Type.Literal('superseded'), Type.Literal('withdrawn')]),
  withdrawn: nullable(Type.Object({ at: instant, by: Type.String(), reason: Type.String() })), purgedAt: nullable(instant), dataAsOf: nullable(Type.String({ format: 'date' })),
});
export const releaseListSchema = Type.Object({ items: Type.Array(releaseSchema), nextCursor: nullable(Type.String()) });

const columnSchema = Type.Object({ name: Type.String(), titleTh: Type.String(), titleEn: Type.String(), type: Type.String() });
const changeSchema = Type.Object({
  op: Type.Union([Type.Literal('added'), Type.Literal('removed'), Type.Literal('changed')]), key: cells, before: nullable(cells), after: nullable(cells),
});
const profileSchema = Type.Object({
  column: Type.String(), titleTh: Type.String(), titleEn: Type.String(), type: Type.String(), nulls: Type.Integer(), nullShare: Type.Number(), distinct: Type.Integer(),
  min: nullable(Type.String()), max: nullable(Type.String()), mean: nullable(Type.Number()), maxLength: nullable(Type.Integer()),
  top: Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() })),
});
export const releaseDetailSchema = Type.Object({
  ...releaseSchema.properties, profile: Type.Array(profileSchema), columns: Type.Array(columnSchema),
  diff: Type.Object({ ...counts.properties, samples: Type.Array(changeSchema) }),
  lineage: Type.Object({
    source: Type.String(), rawSha256: nullable(Type.String()), contractVersion: Type.Integer(), runId: Type.Integer(),
    files: Type.Array(Type.Object({ path: Type.String(), rows: Type.Integer(), bytes: Type.Integer(), sha256: Type.String() })),
  }),
});
export const rowsSchema = Type.Object({ release: Type.Integer(), columns: Type.Array(columnSchema), items: Type.Array(cells), nextCursor: nullable(Type.String()), masked: Type.Array(Type.String()) });
export const changesSchema = Type.Object({ items: Type.Array(changeSchema), nextCursor: nullable(Type.String()) });
export const standingSchema = Type.Object({ current: nullable(Type.Integer({ description: 'Number of the release people see now' })) });
