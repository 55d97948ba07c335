import type { ReactNode } from 'react';

/** One name and what is known under it, in a list of facts (`dl.facts`, `dl.facts-stack`). */
export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return <div className="fact"><dt>{name}</dt><dd>{children}</dd></div>;
}
