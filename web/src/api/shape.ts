/** Shapes of the API by the name of an operation, as its document describes them (`schema.gen.ts`). */
import type { operations } from './schema.gen.ts';

type Json<Content> = Content extends { content: { 'application/json': infer Body } } ? Body : never;

/** What an operation answers with a status. */
export type Answer<Name extends keyof operations, Status extends number> = Json<operations[Name]['responses'][Status & keyof operations[Name]['responses']]>;
/** What an operation is asked with. */
export type Body<Name extends keyof operations> = Json<NonNullable<operations[Name]['requestBody']>>;
/** What stands after `?` in an operation's address. */
export type Asked<Name extends keyof operations> = NonNullable<operations[Name]['parameters']['query']>;
