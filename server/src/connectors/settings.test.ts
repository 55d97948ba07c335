import { branchesOf, shapeOf, type SettingSchema } from '@saphan/contracts/settings/setting-schema';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../../tools/source-files.ts';
import { connectors } from './index.ts';

const kinds = [...connectors({ allowPrivateHosts: [] }).values()];

/** What keeps a form from being made of a setting, with where it stands. */
function faultsOf(at: string, setting: SettingSchema, named = true): string[] {
  const shape = shapeOf(setting);
  if (shape === 'fixed') return [];
  return [
    ...(shape === null ? [`${at}: no form can be made of this shape`] : []),
    ...(named && !(setting.th && setting.en) ? [`${at}: has no words`] : []),
    ...(Boolean(setting.hintTh) === Boolean(setting.hintEn) ? [] : [`${at}: has a hint in one language only`]),
    ...(shape === 'text' && setting.maxLength === undefined ? [`${at}: has no greatest length`] : []),
    ...(shape === 'number' && (setting.maximum ?? setting.exclusiveMaximum) === undefined ? [`${at}: has no greatest value`] : []),
    ...((shape === 'lines' || shape === 'list') && setting.maxItems === undefined ? [`${at}: has no greatest count`] : []),
    ...(shape === 'choice' ? (setting.anyOf ?? []).filter((each) => !(each.th && each.en)).map((each) => `${at}: the choice ${String(each.const)} has no words`) : []),
    ...(shape === 'lines' || shape === 'list' ? faultsOf(`${at}/items`, setting.items ?? {}, false) : []),
    ...(shape === 'group' ? groupFaults(at, setting) : []),
  ];
}

function groupFaults(at: string, group: SettingSchema): string[] {
  return branchesOf(group).flatMap((branch, i) => [
    ...(group.anyOf && !(branch.th && branch.en) ? [`${at}: branch ${i} has no words`] : []),
    ...(branch.additionalProperties === false ? [] : [`${at}: branch ${i} takes settings that nobody knows`]),
    ...Object.entries(branch.properties ?? {}).flatMap(([name, setting]) => faultsOf(`${at}/${name}`, setting)),
  ]);
}

describe.each(kinds.map((each) => [each.kind, each] as const))('a source of the kind %s', (kind, { title, preparation, configSchema, secretFields }) => {
  const settings = JSON.parse(JSON.stringify(configSchema)) as SettingSchema;

  it('names every setting, branch and choice in both languages, each within limits', () => {
    expect(faultsOf(kind, settings, settings.anyOf !== undefined)).toEqual([]);
  });

  it('says what it is and what to prepare', () => {
    expect([title.th, preparation.th].every((text) => /[\u0e00-\u0e7f]/.test(text) || text === title.en)).toBe(true);
    expect(title.en && preparation.en).toMatch(/\w/);
  });

  it('seals settings that there are, as text', () => {
    const found = secretFields.map((field) => branchesOf(settings).map((branch) => branch.properties?.[field as string]?.type).filter(Boolean));
    expect(found.map((types) => [...new Set(types)])).toEqual(secretFields.map(() => ['string']));
  });
});

describe('the guide of sources', () => {
  it('has a row for each kind', () => {
    const rows = [...readSource('docs/guides/sources.md').matchAll(/^\| `([a-z0-9-]+)` \| ([^|]+) \| ([^|]+) \|/gm)].map(([, kind, th, en]) => [kind, th?.trim(), en?.trim()]);
    expect(rows).toEqual(kinds.map(({ kind, title }) => [kind, title.th, title.en]));
  });
});
