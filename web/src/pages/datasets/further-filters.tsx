import { formatThaiDate } from '@saphan/contracts/dates';
import type { DatasetFilter } from '../../api/queries.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';

/** Every due date lies after it. */
export const anyDue = '1900-01-01';

/** Filters that a figure brought along, in words. */
export function useFurtherNames({ linked, step, dueFrom, dueTo, asOf }: DatasetFilter): string[] {
  const lang = useLang();
  const words = useMessages().datasets;
  const date = (iso: string) => formatThaiDate(iso, { lang });
  return [
    linked !== undefined && (linked ? words.onlyLinked : words.onlyUnlinked), step && words.stuckAt({ step: words.steps[step] }),
    dueFrom && dueTo ? words.dueBetween({ from: date(dueFrom), to: date(dueTo) }) : dueTo ? words.dueUntil({ date: date(dueTo) }) : dueFrom && (dueFrom === anyDue ? words.dueAny : words.dueSince({ date: date(dueFrom) })),
    asOf && words.asOf({ date: date(asOf) }),
  ].filter((each) => typeof each === 'string');
}

/** Says them above the list and drops them together. */
export function FurtherFilters({ filter, onDrop }: { filter: DatasetFilter; onDrop: () => void }) {
  const words = useMessages().datasets;
  const names = useFurtherNames(filter);
  if (names.length === 0) return null;
  return <p className="row t14">{names.map((name) => <span key={name} className="tag">{name}</span>)}<span className="no-print"><Button look="small" onPress={onDrop}>{words.dropFilters}</Button></span></p>;
}
