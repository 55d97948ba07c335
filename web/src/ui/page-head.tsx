import type { ReactNode } from 'react';

/** Head of a page: what it is about, a sentence that says how things stand, at most three actions. */
export function PageHead({ kicker, title, lead, actions, children }: {
  kicker?: ReactNode; title: ReactNode; lead?: ReactNode; actions?: ReactNode; children?: ReactNode;
}) {
  return (
    <section className="page-head">
      <div className="page-title">
        {kicker && <p className="row kicker">{kicker}</p>}
        <h1>{title}</h1>
        {lead && <p className="lead">{lead}</p>}
        {children}
      </div>
      {actions && <div className="row no-print">{actions}</div>}
    </section>
  );
}
