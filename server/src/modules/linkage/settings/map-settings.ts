import { branchesOf, type SettingSchema } from '@saphan/contracts/settings/setting-schema';
import type { TSchema } from 'typebox';

/** The schema of a connector's settings as plain JSON Schema, each setting (in every branch) as `change` gives it back. */
export function mapSettings(schema: TSchema, change: (name: string, setting: SettingSchema) => SettingSchema): SettingSchema {
  const plain = JSON.parse(JSON.stringify(schema)) as SettingSchema;
  for (const branch of branchesOf(plain)) {
    branch.properties = Object.fromEntries(Object.entries(branch.properties ?? {}).map(([name, setting]) => [name, change(name, setting)]));
  }
  return plain;
}
