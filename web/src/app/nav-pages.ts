import type { IconName } from '../ui/icon-paths.ts';

/** Pages of the sidebar; only those that exist. A count in the sidebar is work, not a total. */
export const navPages: { to: string; name: 'board' | 'datasets' | 'runs' | 'link'; icon: IconName }[] = [
  { to: '/board', name: 'board', icon: 'chart' },
  { to: '/datasets', name: 'datasets', icon: 'database' },
  { to: '/runs', name: 'runs', icon: 'flow' },
  { to: '/link', name: 'link', icon: 'link' },
];
