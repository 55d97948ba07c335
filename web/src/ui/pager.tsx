import { useMessages } from '../app/lang.ts';
import { Button } from './button.tsx';

/** Steps through pages of a list. `trail` holds the cursors of the pages gone through, the present one last; it lives in the address. */
export function Pager({ of, trail, nextCursor, said, onChange }: {
  /** Name of the list, for pages that hold several. */
  of?: string; trail: string[]; nextCursor: string | null; said: string; onChange: (trail: string[]) => void;
}) {
  const words = useMessages().shell;
  if (trail.length === 0 && nextCursor === null) return <p className="pager">{said}</p>;
  return (
    <nav className="pager no-print" aria-label={of ? `${words.pages}: ${of}` : words.pages}>
      <span className="grow num">{said}</span>
      <Button look="small" unavailable={trail.length === 0 ? words.firstPage : null} onPress={() => onChange(trail.slice(0, -1))}>{words.previousPage}</Button>
      <Button look="small" unavailable={nextCursor === null ? words.lastPage : null} onPress={() => { if (nextCursor !== null) onChange([...trail, nextCursor]); }}>{words.nextPage}</Button>
    </nav>
  );
}
