import { Type } from 'typebox';

/** The name of an action is part of the address. */
export const actionParams = Type.Object({ action: Type.String({ maxLength: 100, description: 'ชื่อคำสั่งของ CKAN เช่น package_search · Name of the action, e.g. package_search' }) });

/** `help`, `success` and `result`, or the error in CKAN's form (docs/standards/ckan-action-api.md). */
export const envelopeSchema = Type.Object({ help: Type.Union([Type.String(), Type.Null()]), success: Type.Boolean(), result: Type.Unknown() }, { additionalProperties: true });

export const dumpParams = Type.Object({ resource: Type.String({ maxLength: 100 }) });
export const dumpQuery = Type.Object({
  format: Type.Optional(Type.String({ description: 'csv, tsv, json, xml' })), bom: Type.Optional(Type.String()), limit: Type.Optional(Type.String()), offset: Type.Optional(Type.String()), filters: Type.Optional(Type.String()),
  q: Type.Optional(Type.String()), fields: Type.Optional(Type.String()), sort: Type.Optional(Type.String()),
}, { additionalProperties: true });

export const fileParams = Type.Object({ id: Type.String({ format: 'uuid' }), name: Type.String({ maxLength: 600 }) });
