import { useEffect, useState } from 'react';

const patienceMs = 400;

/** Whether a wait has lasted long enough to be worth showing; below that the page stays still. */
export function useIsSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) { setSlow(false); return; }
    const timer = setTimeout(() => setSlow(true), patienceMs);
    return () => clearTimeout(timer);
  }, [waiting]);
  return slow;
}

/** Bars in place of content that is on its way, with a sentence that says what is being read. */
export function Skeleton({ label, lines = 4 }: { label: string; lines?: number }) {
  const slow = useIsSlow(true);
  return (
    <div className="panel" aria-busy="true" hidden={!slow}>
      <div className="body stack">
        {Array.from({ length: lines }, (_, line) => <span key={line} className="skeleton" />)}
        <p className="t14 muted" role="status">{label}</p>
      </div>
    </div>
  );
}
