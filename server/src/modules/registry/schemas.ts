import { Type, type TSchema } from 'typebox';

export const Instant = Type.String({ description: 'ISO 8601, UTC' });
export const Reason = Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' });
export const Version = Type.Integer({ minimum: 1, description: 'The version that was seen; a change says it, so that nothing of others is overwritten.' });
export const closed = <P extends Record<string, TSchema>>(properties: P) => Type.Object(properties, { additionalProperties: false });
export const oneOf = <T extends string>(words: readonly T[], description?: string) => Type.Unsafe<T>({ type: 'string', enum: [...words], ...(description && { description }) });
export const Thai = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '[\\u0e00-\\u0e7f]' });
export const English = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
export const Assurance = Type.Integer({ minimum: 0, maximum: 4, description: '0 shared secret · 1 bearer token · 2 sender-constrained token · 3 signed with the agency’s own key · 4 the same from an HSM' });
