import type { HostedColumn, HostedCondition } from '../../../api/hosting-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';

/** A condition as people read it: columns by their titles, comparisons in words. */
export function useConditionWords(columns: readonly HostedColumn[]): (condition: HostedCondition) => string {
  const { hosting: words } = useMessages();
  const say = useSay();
  const titleOf = (name: string) => { const column = columns.find((each) => each.name === name); return (column && say(column, 'title')) || name; };
  return ({ all }) => all.length === 0 ? words.existsOnly
    : all.map(({ column, op, values = [] }) => [titleOf(column), words.ops[op] ?? op, values.map((value) => typeof value === 'object' ? words.askedWord({ param: value.param }) : String(value)).join(', ')].filter(Boolean).join(' ')).join(' · ');
}
