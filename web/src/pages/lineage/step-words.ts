import type { LineageColumn } from '../../api/lineage-queries.ts';
import type { Messages } from '../../messages/th/index.ts';

/** What was done to a column in as few words as there is room for. */
export function shortSteps(column: LineageColumn, words: Messages['lineage']): string {
  const kinds = column.steps.flatMap(({ kind }) => words.chips[kind] ?? []);
  const type = column.steps.some(({ kind }) => kind === 'cast') ? [column.stored] : [];
  return [...kinds, ...type].join(' · ') || words.same;
}

/** What a column was called in the source, as far as it is told. */
export function sourceWords({ source }: LineageColumn, words: Messages['lineage']): string | null {
  if (source === null) return null;
  return source.name ?? (source.place === null ? words.unnamed : words.place({ place: source.place }));
}
