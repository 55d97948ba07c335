import type { SettingSchema } from '@saphan/contracts/settings/setting-schema';
import { useTell } from '../../app/lang.ts';
import type { Faults } from './source-draft.ts';

/** The words of a setting in the language of the page. */
export function useSettingWords({ th = '', en = '', hintTh, hintEn = '' }: SettingSchema): { label: string; hint: string | undefined } {
  const tell = useTell();
  return { label: tell({ th, en }), hint: hintTh && tell({ th: hintTh, en: hintEn }) };
}

/** What is wrong with a setting, or with the first of its values. */
export function useFault(faults: Faults, pointer: string): string | null {
  const tell = useTell();
  const fault = faults[pointer] ?? Object.entries(faults).find(([at]) => at.startsWith(`${pointer}/`))?.[1];
  return fault ? tell(fault) : null;
}
