import { fittingBranch } from '@saphan/contracts/settings/setting-faults';
import { branchesOf, shapeOf, type SettingSchema } from '@saphan/contracts/settings/setting-schema';

/** A group of settings as it stands in the form: which branch is chosen (−1: the group is left out), and what is entered in the fields of every branch. */
export interface GroupEntry { branch: number; fields: Record<string, Entry> }
/** Text, numbers and choices are text; a switch that nobody touched is undefined. */
export type Entry = string | boolean | undefined | GroupEntry | GroupEntry[];

/** The form of a group before anybody entered something. */
export function emptyGroup(group: SettingSchema, branch = 0): GroupEntry {
  const fields = branchesOf(group).toReversed().flatMap(({ properties = {}, required = [] }) => Object.entries(properties).map(([name, setting]) => [name, emptyEntry(setting, required.includes(name))] as const));
  return { branch, fields: Object.fromEntries(fields) };
}

function emptyEntry(setting: SettingSchema, required: boolean): Entry {
  const shape = shapeOf(setting);
  if (shape === 'group') return emptyGroup(setting, required ? 0 : -1);
  if (shape === 'list') return [];
  if (shape === 'boolean') return undefined;
  return setting.default === undefined ? '' : String(setting.default);
}

/** The form filled with settings that there are. What they leave out stays empty, whatever a new form would begin with. */
export function filledGroup(group: SettingSchema, settings: Record<string, unknown>): GroupEntry {
  const branches = branchesOf(group);
  const fields = branches.flatMap(({ properties = {} }) => Object.entries(properties).map(([name, setting]) => [name, filledEntry(setting, settings[name])] as const));
  return { branch: fittingBranch(branches, settings), fields: Object.fromEntries(fields) };
}

function filledEntry(setting: SettingSchema, value: unknown): Entry {
  const shape = shapeOf(setting);
  if (shape === 'group') return value === undefined ? emptyGroup(setting, -1) : filledGroup(setting, value as Record<string, unknown>);
  if (shape === 'list') return ((value ?? []) as Record<string, unknown>[]).map((each) => filledGroup(setting.items ?? {}, each));
  if (shape === 'lines') return ((value ?? []) as string[]).join('\n');
  if (shape === 'boolean') return value as boolean | undefined;
  return value === undefined ? '' : String(value);
}

/** The settings that a form holds: those of the chosen branch, without what is left empty and may be. */
export function settingsOf(group: SettingSchema, entry: GroupEntry): Record<string, unknown> {
  const { properties = {}, required = [] } = branchesOf(group)[entry.branch] ?? {};
  const given = Object.entries(properties).map(([name, setting]) => [name, settingOf(setting, entry.fields[name], required.includes(name))] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

function settingOf(setting: SettingSchema, entry: Entry, required: boolean): unknown {
  const shape = shapeOf(setting);
  if (shape === 'fixed') return setting.const;
  if (shape === 'group') return (entry as GroupEntry).branch < 0 ? undefined : settingsOf(setting, entry as GroupEntry);
  if (shape === 'boolean') return entry ?? (required ? setting.default ?? false : undefined);
  const value = shape === 'list' ? (entry as GroupEntry[]).map((each) => settingsOf(setting.items ?? {}, each)) : ofText(setting, (entry ?? '') as string);
  return !required && (value === '' || (Array.isArray(value) && value.length === 0)) ? undefined : value;
}

/** What stays text when it is no number is refused with the place of the field. */
function ofText(setting: SettingSchema, text: string): unknown {
  const shape = shapeOf(setting);
  if (setting.secret) return text;
  const trimmed = text.trim();
  if (shape === 'lines') return trimmed.split('\n').map((line) => line.trim()).filter(Boolean);
  if (shape === 'choice') return setting.anyOf?.find((each) => String(each.const) === trimmed)?.const ?? trimmed;
  if (shape !== 'number' || trimmed === '') return trimmed;
  const number = Number(trimmed.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)).replaceAll(',', ''));
  return Number.isFinite(number) ? number : trimmed;
}

/**
 * Names of the fields of a group in the order in which they are asked for: those of every branch, those of the chosen one, and those of every
 * branch that the schema puts after a branch's own.
 */
export function askedFields(group: SettingSchema, branch: number): { shared: string[]; own: string[]; last: string[] } {
  const branches = branchesOf(group);
  const isAsked = ([, setting]: [string, SettingSchema]) => shapeOf(setting) !== 'fixed';
  const isShared = (name: string) => branches.every(({ properties }) => properties && name in properties);
  const namesOf = ({ properties = {} }: SettingSchema = {}) => Object.entries(properties).filter(isAsked).map(([name]) => name);
  const afterOwn = new Set(branches.flatMap((each) => namesOf(each).filter((name, at, names) => isShared(name) && names.slice(0, at).some((before) => !isShared(before)))));
  const names = namesOf(branches[branch]);
  return { shared: names.filter((name) => isShared(name) && !afterOwn.has(name)), own: names.filter((name) => !isShared(name)), last: names.filter((name) => afterOwn.has(name)) };
}
