import { settingFaults } from '@saphan/contracts/settings/setting-faults';
import { branchesOf, type SettingSchema } from '@saphan/contracts/settings/setting-schema';
import { ApiProblem } from '../../api/client.ts';
import type { SourceAsked, SourceDetail, SourceKind } from '../../api/link-types.ts';
import { emptyGroup, filledGroup, settingsOf, type GroupEntry } from './setting-form.ts';

/** A source as it stands in the form. */
export interface SourceDraft {
  kind: SourceKind; name: string; settings: GroupEntry;
  /** Names of the secrets that the server keeps, and those of them that are to be removed. */
  kept: string[]; dropped: string[];
}
/** What is wrong with a setting, by its JSON Pointer. */
export type Faults = Record<string, { th: string; en: string }>;
type Config = SourceAsked['config'];

export function emptySource(kind: SourceKind): SourceDraft {
  return { kind, name: '', settings: emptyGroup(kind.settings), kept: [], dropped: [] };
}

/** The form filled with a source that is there; its secrets are not. */
export function draftOf({ name, config, secrets }: SourceDetail, kind: SourceKind): SourceDraft {
  const placeholders = Object.fromEntries(secrets.map((field) => [field, '']));
  return { kind, name: name ?? '', settings: filledGroup(kind.settings, { ...(config as Record<string, unknown>), ...placeholders }), kept: secrets, dropped: [] };
}

/** What keeps the form from being sent. A secret that is kept need not be given. */
export function faultsOf(draft: SourceDraft): Faults {
  const isKept = (pointer: string) => draft.kept.some((field) => pointer === `/${field}` && !draft.dropped.includes(field) && draft.settings.fields[field] === '');
  return firstEach(settingFaults(draft.kind.settings, settingsOf(draft.kind.settings, draft.settings)).filter(({ pointer }) => !isKept(pointer)));
}

/** The places of settings that a refusal of the API names. */
export function refusedSettings(error: unknown): Faults {
  if (!(error instanceof ApiProblem)) return {};
  return firstEach((error.problem.errors ?? []).flatMap(({ pointer, th, en }) => (pointer?.startsWith('/config/') ? [{ pointer: pointer.slice('/config'.length), th, en }] : [])));
}

const firstEach = (faults: { pointer: string; th: string; en: string }[]): Faults => Object.fromEntries(faults.toReversed().map(({ pointer, th, en }) => [pointer, { th, en }]));

/** The body of `POST /datasets/:slug/sources` and of a sample. */
export function sourceBody(draft: SourceDraft): SourceAsked {
  return { kind: draft.kind.kind, config: settingsOf(draft.kind.settings, draft.settings), ...(draft.name.trim() && { name: draft.name.trim() }) };
}

/**
 * The body of `PATCH /datasets/:slug/sources/:id`: a secret left empty is kept; one that is dropped, or that the chosen branch has no place for, is null.
 * The server keeps every secret that it is not told about.
 */
export function changeBody(draft: SourceDraft): { name: string | null; config: Config } {
  const [secrets, { properties = {} }] = [secretsOf(draft.kind), chosenBranch(draft)];
  const given = Object.entries(settingsOf(draft.kind.settings, draft.settings)).filter(([field, value]) => !(value === '' && secrets.includes(field)));
  const removed = draft.kept.filter((field) => draft.dropped.includes(field) || !(field in properties));
  return { name: draft.name.trim() || null, config: { ...Object.fromEntries(given), ...Object.fromEntries(removed.map((field) => [field, null])) } };
}

const chosenBranch = ({ kind, settings }: SourceDraft): SettingSchema => branchesOf(kind.settings)[settings.branch] ?? {};

/** Names of the settings of a kind that are sealed. */
export function secretsOf(kind: SourceKind): string[] {
  return [...new Set(branchesOf(kind.settings).flatMap(({ properties = {} }) => Object.keys(properties).filter((name) => properties[name]?.secret)))];
}

/** What was entered stays for another try; of the chosen branch, the server keeps the secrets from now on. */
export function afterSaving(draft: SourceDraft): SourceDraft {
  const { properties = {} } = chosenBranch(draft);
  const kept = secretsOf(draft.kind).filter((field) => field in properties && (Boolean(draft.settings.fields[field]) || (draft.kept.includes(field) && !draft.dropped.includes(field))));
  return { ...draft, kept, dropped: [] };
}
