import { type TSchema, Type } from 'typebox';

/** A member that is always sent and may be null. */
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const textOrNull = nullable(Type.String());
