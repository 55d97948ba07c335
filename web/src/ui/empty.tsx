import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';

/** Nothing to show: says what will appear, or which filter hides it, and offers the next useful thing (UI.md §4). */
export function Empty({ icon = 'inbox', title, level = 3, children, action }: {
  icon?: IconName; title: string; level?: 2 | 3; children?: ReactNode; action?: ReactNode;
}) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className="panel empty">
      <Icon name={icon} />
      <Heading className="t16">{title}</Heading>
      {children && <p className="t14 soft measure">{children}</p>}
      {action}
    </div>
  );
}
