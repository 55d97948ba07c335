import type { ContractChange } from '../../api/types.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { Mark } from '../../ui/mark.tsx';

/** Differences between two versions of a contract, those that break first. */
export function ChangeList({ changes }: { changes: ContractChange[] }) {
  const words = useMessages().link.plan;
  const tell = useTell();
  const ordered = [...changes].sort((a, b) => Number(b.breaking) - Number(a.breaking));
  return (
    <ul className="plain-list t14">
      {ordered.map((change, at) => <li key={at} className="row"><Mark glyph={change.breaking ? 'warn' : 'ok'} /><span className="sr">{change.breaking ? words.breaking : words.compatible}: </span>{tell(change)}</li>)}
    </ul>
  );
}
