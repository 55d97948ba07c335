import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';

/** Nothing to show: says what will appear, or which filter hides it, and offers the next useful thing (UI.md §4). */
export function Empty({ icon = 'inbox', title, children, action }: { icon?: IconName; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="panel empty">
      <Icon name={icon} />
      <h3>{title}</h3>
      {children && <p className="t14 soft measure">{children}</p>}
      {action}
    </div>
  );
}
