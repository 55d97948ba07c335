/** Names for the answers and bodies of linking, as the API document describes them (`schema.gen.ts`). */
import type { operations } from './schema.gen.ts';

type Json<Content> = Content extends { content: { 'application/json': infer Body } } ? Body : never;
type Answer<Name extends keyof operations, Status extends number> = Json<operations[Name]['responses'][Status & keyof operations[Name]['responses']]>;
type Body<Name extends keyof operations> = Json<NonNullable<operations[Name]['requestBody']>>;

export type ProposedDraft = Answer<'proposeDraft', 200>;
export type DraftColumn = ProposedDraft['columns'][number];
/** What a person says about a file against the guess. */
export type DraftOverrides = NonNullable<Body<'proposeDraft'>['overrides']>;
export type ContractCheck = Answer<'checkContract', 200>;
export type Preview = Answer<'previewLink', 200>;
export type ContractAgreed = Answer<'agreeContract', 201>;
export type Source = Answer<'listSources', 200>['items'][number];
export type SourceDetail = Answer<'getSource', 200>;
export type SourceTest = Answer<'testSource', 200>;
export type SourceSample = Answer<'fetchSample', 201>;
export type SourceAsked = Extract<Body<'createSource'>, { kind: string }>;
