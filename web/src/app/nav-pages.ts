import type { IconName } from '../ui/icon-paths.ts';

export type NavName = 'agreements' | 'edges' | 'records' | 'board' | 'readiness' | 'requests' | 'plans' | 'meetings' | 'tasks' | 'datasets' | 'portal' | 'catalogue' | 'quality' | 'harvest' | 'runs' | 'incidents' | 'schedule' | 'calendar' | 'operations' | 'link' | 'services' | 'account' | 'people' | 'agencies' | 'accounts' | 'clients' | 'security' | 'directories' | 'rights' | 'reviews' | 'ledger' | 'desk' | 'dataServices' | 'systems' | 'traffic' | 'subscriptions' | 'uses' | 'statements' | 'facades';

export interface NavPage {
  to: string; name: NavName; icon: IconName;
  /** The common part of its addresses where it has several. */
  under?: string;
  /** Shown to whoever this policy lets in, as `GET /session` says. */
  may?: string;
  /** Left out for whoever this one lets in: another entry leads there. */
  unless?: string;
}

export interface NavGroup {
  name: 'plan' | 'catalogue' | 'exchange' | 'operations' | 'mine' | 'administration';
  pages: NavPage[];
  /** Only for somebody who signed in. */
  signedIn?: true;
}

/** Pages of the sidebar; only those that exist. A count in the sidebar is work, not a total. */
export const navGroups: NavGroup[] = [
  { name: 'plan', pages: [
    { to: '/board', name: 'board', icon: 'chart', may: 'plans.read-board' },
    { to: '/action-plans', name: 'plans', icon: 'document', may: 'projects.read-plans' },
    { to: '/readiness', name: 'readiness', icon: 'search', may: 'readiness.read-campaigns' },
    { to: '/requests', name: 'requests', icon: 'inbox', may: 'requests.read-requests' },
    { to: '/meetings', name: 'meetings', icon: 'user', may: 'meetings.read-meetings' },
    { to: '/tasks', name: 'tasks', icon: 'check', may: 'meetings.read-meetings' },
    { to: '/calendar', name: 'calendar', icon: 'calendar', may: 'calendar.manage-days' },
  ] },
  { name: 'catalogue', pages: [
    { to: '/datasets', name: 'datasets', icon: 'database', may: 'plans.read-datasets' },
    { to: '/catalogue/inbox', name: 'catalogue', icon: 'inbox', may: 'catalog.read-inbox' },
    { to: '/catalogue/quality', name: 'quality', icon: 'check', may: 'plans.read-board' },
    { to: '/catalogue/harvest', name: 'harvest', icon: 'download', may: 'harvest.read-sources' },
    { to: '/data', name: 'portal', icon: 'globe' },
    { to: '/open-data/moderation', under: '/open-data', name: 'desk', icon: 'document', may: 'portal.answer-request' },
  ] },
  { name: 'exchange', pages: [
    { to: '/exchange/services', name: 'dataServices', icon: 'globe', may: 'registry.read-services' },
    { to: '/exchange/agreements', name: 'agreements', icon: 'document', may: 'sharing.read-agreements' },
    { to: '/privacy/records', name: 'records', icon: 'lock', may: 'privacy.read-records' },
    { to: '/exchange/systems', name: 'systems', icon: 'key', may: 'registry.read-systems' },
    { to: '/exchange/edges', name: 'edges', icon: 'link', may: 'edge.read-edges' },
    { to: '/exchange/traffic', name: 'traffic', icon: 'chart', may: 'exchange.read-traffic' },
    { to: '/exchange/statements', name: 'statements', icon: 'check', may: 'exchange.read-statements' },
    { to: '/exchange/subscriptions', name: 'subscriptions', icon: 'bell', may: 'events.read-subscriptions' },
    { to: '/exchange/facades', name: 'facades', icon: 'link', may: 'facades.read-facades' },
  ] },
  { name: 'operations', pages: [
    { to: '/link', name: 'link', icon: 'link', may: 'linkage.start-run' },
    { to: '/runs', name: 'runs', icon: 'flow', may: 'linkage.read-runs' },
    { to: '/incidents', name: 'incidents', icon: 'alert', may: 'watch.read-incidents' },
    { to: '/schedule', name: 'schedule', icon: 'redo', may: 'linkage.read-runs' },
    { to: '/operations', name: 'operations', icon: 'system', may: 'operations.read-operations' },
  ] },
  { name: 'mine', signedIn: true, pages: [
    { to: '/my', name: 'services', icon: 'globe' },
    { to: '/my/uses', name: 'uses', icon: 'search', may: 'tracker.read-own' },
    { to: '/account', name: 'account', icon: 'user' },
  ] },
  { name: 'administration', signedIn: true, pages: [
    { to: '/people', name: 'people', icon: 'user', may: 'organisations.list-people' },
    { to: '/agencies', name: 'agencies', icon: 'flow', may: 'organisations.change-agencies' },
    { to: '/accounts', name: 'accounts', icon: 'key', may: 'identity.list-accounts' },
    { to: '/services', name: 'clients', icon: 'link', may: 'signon.read-clients' },
    { to: '/security/alarms', under: '/security', name: 'security', icon: 'quarantine', may: 'identity.list-alarms' },
    { to: '/security/directories', name: 'directories', icon: 'key', may: 'identity.manage-service-accounts', unless: 'identity.list-alarms' },
    { to: '/rights/matrix', under: '/rights', name: 'rights', icon: 'lock', may: 'access.read-policies' },
    { to: '/reviews', name: 'reviews', icon: 'check', may: 'access.read-reviews' },
    { to: '/ledger', name: 'ledger', icon: 'lock', may: 'ledger.read-entries' },
  ] },
];
