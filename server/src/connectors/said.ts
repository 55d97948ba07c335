import type { TSchema } from 'typebox';
import type { SettingWords } from '#modules/linkage/index.ts';

/** Names a setting, or a branch of a union of settings, for people: the form is made from the schema. Literals in a union are named the same way. */
export function said<Schema extends TSchema>(words: SettingWords, schema: Schema): Schema {
  return { ...schema, ...words };
}
