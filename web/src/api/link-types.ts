/** Names for the answers and bodies of linking, as the API document describes them (`schema.gen.ts`). */
import type { SettingSchema } from '@saphan/contracts/settings/setting-schema';
import type { Answer, Body } from './shape.ts';

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
/** A kind of source as its connector tells it; the form is made from `settings`. */
export type SourceKind = Omit<Answer<'listSourceKinds', 200>['items'][number], 'settings'> & { settings: SettingSchema };
