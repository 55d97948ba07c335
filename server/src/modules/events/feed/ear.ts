import type { Database } from '#kernel/db.ts';

const ears = new WeakMap<Database, Set<() => void>>();

/** Resolves when an event was told, or after so long; all readers share one LISTEN connection. @param db the whole register, not one that is scoped. */
export function waitForEvent(db: Database, ms: number): Promise<void> {
  let waiting = ears.get(db);
  if (!waiting) {
    const made = new Set<() => void>();
    waiting = made;
    ears.set(db, made);
    db.listen('events', () => { for (const wake of made) wake(); });
  }
  const all = waiting;
  return new Promise((resolve) => {
    const done = () => { clearTimeout(timer); all.delete(done); resolve(); };
    const timer = setTimeout(done, ms);
    all.add(done);
  });
}
