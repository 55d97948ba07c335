import type { DecisionInput } from '../deciding/decision-input.ts';

type Group = 'read' | 'change' | 'decide' | 'administer' | 'inspect';

/** Written by hand, apart from the schema of the policies, so that each finds the other's slips. */
const GROUPS: Readonly<Record<string, Group>> = {
  read: 'read', 'lake.read-releases': 'read', 'lake.download-release': 'read', 'linkage.read-runs': 'read', 'plans.read-datasets': 'read', 'interop.read-features': 'read', 'watch.read-trend': 'read', 'lineage.read-lineage': 'read',
  change: 'change', 'lake.withdraw-release': 'change', 'lake.roll-back': 'change', 'linkage.agree-contract': 'change', 'linkage.manage-sources': 'change',
  'linkage.start-run': 'change', 'linkage.push-data': 'change', 'linkage.read-quarantine': 'change', 'catalog.update-dataset': 'change', 'plans.add-dataset': 'change',
  'catalog.work-on-record': 'change', 'catalog.save-record': 'change', 'catalog.submit-record': 'change', 'catalog.check-record': 'change', 'catalog.return-record': 'change',
  'catalog.archive-record': 'change', 'catalog.comment-record': 'change', 'catalog.create-record': 'change', 'catalog.publish-record': 'decide',
  'watch.close-incident': 'change', 'watch.name-caretaker': 'change',
  decide: 'decide', 'linkage.decide-run': 'decide', 'plans.set-due-date': 'decide',
  administer: 'administer', inspect: 'inspect',
};
/** Which kinds of thing each operation is for, where it is fewer than its group's. */
const KINDS: Readonly<Record<Group, readonly string[]>> = {
  read: ['dataset'], change: ['dataset', 'agency'], decide: ['dataset'], administer: ['agency', 'account', 'client'], inspect: ['agency', 'account', 'client'],
};

/** The policies once more as plain conditions, without Cedar: what a reader would answer with the sentences in hand. */
export function decideReference(input: DecisionInput): { allowed: boolean; because: string } {
  const group = groupOf(input);
  if (!group) return { allowed: false, because: 'unknown-operation' };
  const forbidden = forbid(input, group);
  if (forbidden) return { allowed: false, because: forbidden };
  const permitted = permit(input, group);
  return { allowed: permitted !== null, because: permitted ?? 'no-policy' };
}

function groupOf({ operation, resource }: DecisionInput): Group | null {
  const group = Object.hasOwn(GROUPS, operation) ? GROUPS[operation] as Group : null;
  if (!group || !KINDS[group].includes(resource.kind)) return null;
  if (group === 'change' && operation !== 'change' && (operation === 'plans.add-dataset') !== (resource.kind === 'agency')) return null;
  return group;
}

function forbid({ principal, operation, resource, agreement, purpose, now }: DecisionInput, group: Group): string | null {
  // Quarantined rows are content too, though mending them is a change.
  if (resource.kind === 'dataset' && (group === 'read' || operation === 'linkage.read-quarantine')) {
    if (resource.level > principal.clearance) return 'above-clearance';
    if (resource.personal && principal.kind === 'person' && principal.aal < 2) return 'personal-needs-two-factors';
  }
  if (resource.kind === 'dataset' && group === 'read') {
    if (agreement && resource.level > 1) {
      if (agreement.until <= now) return 'agreement-ended';
      if (agreement.since > now) return 'agreement-not-begun';
      if (!agreement.active) return 'agreement-suspended';
      if (purpose === null || !agreement.purposes.includes(purpose)) return 'purpose-missing-or-other';
    }
  }
  if (principal.persona !== 'citizen' && principal.persona !== 'representation') return null;
  const open = group === 'read' && resource.kind === 'dataset' && resource.level === 0;
  const own = group === 'inspect' && resource.kind === 'account' && resource.account === principal.account;
  return open || own ? null : 'citizens-read-open-data-only';
}

function permit(input: DecisionInput, group: Group): string | null {
  const { principal, resource, operation } = input;
  const is = (role: DecisionInput['principal']['roles'][number]) => principal.roles.includes(role);
  const own = 'agency' in resource && principal.agencies.includes(resource.agency);
  if (is('operator')) return 'operator-runs-the-house';
  if (is('secretariat') && (group === 'read' || group === 'change' || group === 'decide')) return 'secretariat-everywhere';
  if (own && group !== 'inspect' && principal.powers.includes(operation)) return 'delegated-power';
  if (group === 'change') return own && is('steward') ? 'steward-own-agency' : own && principal.kind === 'service' && operation === 'linkage.push-data' ? 'service-pushes-own-agency' : null;
  if (group === 'read') return mayRead(input, own);
  if (group === 'decide') return null;
  if (group === 'inspect' && is('auditor')) return 'auditor-inspects';
  if (group === 'inspect' && resource.kind === 'account' && principal.account !== '' && principal.account === resource.account) return 'own-account';
  if (!is('agency-admin')) return null;
  if (resource.kind === 'account') return resource.agencies.length > 0 && !resource.ministry && resource.agencies.every((id) => principal.agencies.includes(id)) ? 'agency-admin-own-accounts' : null;
  return own ? `agency-admin-own-${resource.kind === 'client' ? 'clients' : 'people'}` : null;
}

function mayRead({ principal, resource, agreement, purpose, now }: DecisionInput, own: boolean): string | null {
  if (resource.kind !== 'dataset') return null;
  if (resource.level === 0) return 'read-open';
  if (resource.level === 1 && principal.persona === 'officer') return 'read-internal';
  const officer = principal.roles.includes('steward') || principal.roles.includes('reader');
  if (own && officer) return 'read-own-agency';
  if (own && principal.kind === 'service') return 'service-own-agency';
  const agreed = agreement?.active && agreement.since <= now && now < agreement.until && purpose !== null && agreement.purposes.includes(purpose);
  if (!agreed) return null;
  return officer ? 'read-by-agreement' : principal.kind === 'service' ? 'service-by-agreement' : null;
}
