/**
 * Settings of a kind of source as the API tells them: the part of JSON Schema (2020-12) that a form can be made of, with words for people.
 * A choice is a union (`anyOf`) of constants; branches are a union of objects, told apart by their fields or by a constant field.
 */
export interface SettingSchema {
  type?: string;
  const?: string | number | boolean;
  anyOf?: SettingSchema[];
  properties?: Record<string, SettingSchema>;
  required?: string[];
  items?: SettingSchema;
  additionalProperties?: unknown;
  /** What a new form begins with. */
  default?: unknown;
  minLength?: number; maxLength?: number; pattern?: string;
  minimum?: number; maximum?: number; exclusiveMinimum?: number; exclusiveMaximum?: number; multipleOf?: number;
  minItems?: number; maxItems?: number;
  /** Sealed before it is stored, and never answered. */
  secret?: boolean;
  th?: string; en?: string; hintTh?: string; hintEn?: string; input?: 'long' | 'code';
}

/** What a form asks with. `null`: no form can be made of this. */
export type SettingShape = 'fixed' | 'text' | 'number' | 'boolean' | 'choice' | 'group' | 'lines' | 'list' | null;

/** How a setting is asked for. */
export function shapeOf(schema: SettingSchema): SettingShape {
  if (schema.const !== undefined) return 'fixed';
  if (schema.anyOf) return unionShape(schema.anyOf);
  if (schema.type === 'string') return 'text';
  if (schema.type === 'number' || schema.type === 'integer') return 'number';
  if (schema.type === 'boolean') return 'boolean';
  if (schema.type === 'object') return schema.properties ? 'group' : null;
  if (schema.type === 'array' && schema.items) return listShape(schema.items);
  return null;
}

function unionShape(branches: readonly SettingSchema[]): SettingShape {
  if (branches.every((branch) => branch.const !== undefined)) return 'choice';
  return branches.every((branch) => branch.type === 'object' && branch.properties) ? 'group' : null;
}

function listShape(items: SettingSchema): SettingShape {
  if (shapeOf(items) === 'text') return 'lines';
  return shapeOf(items) === 'group' && !items.anyOf ? 'list' : null;
}

/** The objects that a group may be: one, or the branches of its union. */
export function branchesOf(group: SettingSchema): readonly SettingSchema[] {
  return group.anyOf ?? [group];
}
