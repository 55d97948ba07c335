import type { Column } from '@saphan/contracts/contract';
import { formatThaiDate, type Lang } from '@saphan/contracts/dates';
import { groupDigits } from '@saphan/contracts/numbers';
import type { Messages } from '../../messages/th/index.ts';
import { shownType } from './shown-type.ts';

const listShown = 5;

/** What a column's values must be, in a few words: list, pattern, range, length. */
export function columnRules(column: Column, words: Messages['dataset']['contract'], lang: Lang): string[] {
  const rules: string[] = [];
  const list = column.codeList;
  if (list && 'values' in list) rules.push(words.listOf({ values: listText(list.values, words) }));
  else if (list) rules.push(words.listFrom(list));
  if (column.pattern) rules.push(words.pattern({ pattern: column.pattern }));
  const limit = limits(column, words, lang);
  if (limit) rules.push(limit);
  if (column.maxLength !== null) rules.push(words.maxLength({ count: column.maxLength }));
  if (column.geocodeDigits !== null && column.type === 'geocode') rules.push(words.digits({ count: column.geocodeDigits }));
  if (column.unique && column.primaryKey === null) rules.push(words.unique);
  if (column.personalData === 'direct' && column.type === 'citizen-id') rules.push(words.masked);
  return rules;
}

function listText(values: readonly string[], words: Messages['dataset']['contract']): string {
  const shown = values.slice(0, listShown).join(', ');
  return values.length > listShown ? `${shown} ${words.moreValues({ count: values.length - listShown })}` : shown;
}

function limits({ min, max, type, name }: Column, words: Messages['dataset']['contract'], lang: Lang): string | null {
  const shown = (text: string) => (type === 'date' || type === 'timestamp' ? formatThaiDate(text, { lang }) : shownType({ name, type }) === 'year' ? text : groupDigits(text));
  if (min !== null && max !== null) return words.range({ min: shown(min), max: shown(max) });
  if (min !== null) return words.atLeast({ min: shown(min) });
  return max === null ? null : words.atMost({ max: shown(max) });
}
