import { useEffect, useId, useRef, type ReactNode } from 'react';

/** A part of a page: heading, one line of context, at most one link or a few buttons at the right (UI.md §3). */
export function Section({ id, title, note, aside, className, children }: {
  id?: string; title: ReactNode; note?: ReactNode; aside?: ReactNode; className?: string; children?: ReactNode;
}) {
  const own = useId();
  const heading = `${id ?? own}-title`;
  const section = useNamedPlace(id);
  return (
    <section ref={section} className={className ? `section ${className}` : 'section'} id={id} aria-labelledby={heading}>
      <header><div><h2 id={heading}>{title}</h2>{note && <p>{note}</p>}</div>{aside}</header>
      {children}
    </section>
  );
}

/** Comes into view when the address names it: a section that waits for its data is not there yet when the browser looks for it. */
function useNamedPlace(id: string | undefined) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => { if (id !== undefined && location.hash === `#${id}`) place.current?.scrollIntoView(); }, [id]);
  return place;
}
