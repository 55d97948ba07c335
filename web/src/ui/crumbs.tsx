import type { ReactNode } from 'react';

/** Where the page stands; the last step is the page itself. */
export function Crumbs({ label, steps }: { label: string; steps: ReactNode[] }) {
  return (
    <nav aria-label={label} className="grow">
      <ol className="crumbs">
        {steps.map((step, at) => <li key={at} aria-current={at === steps.length - 1 ? 'page' : undefined}>{step}</li>)}
      </ol>
    </nav>
  );
}
