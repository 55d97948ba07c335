import { auditAll } from '#kernel/audit.ts';
import { announceAll, type Consumer } from '#kernel/outbox.ts';
import { theHouse } from '#kernel/policy.ts';
import { holdingOf, type AgencyMerged, type ListHoldings } from '#modules/organisations/index.ts';
import { endGrants, listAgencyGrants, listAgencyPrograms, moveAccounts, moveGrants, moveSessions, moveTargets, moveTokens } from './follow-agencies.sql.gen.ts';

/** Roles of an agency pass to its successor, and end with an agency that nothing follows. */
export const followAgencies: Consumer = {
  name: 'identity.follow-agencies', topics: ['organisations.agency-merged', 'organisations.agency-ended'],
  async hear(tx, { topic, payload }) {
    if (topic === 'organisations.agency-ended') return tellRoles(tx, (await endGrants(tx, { agency_id: payload.agencyId, document_no: `agency-change:${payload.changeId}` })).map((row) => row.account_id), payload);
    const { from: from_id, into: into_id, documentNo: document_no } = payload as AgencyMerged;
    const accounts = await moveGrants(tx, { from_id, into_id, document_no });
    for (const move of [moveAccounts, moveTargets, moveSessions, moveTokens]) await move(tx, { from_id, into_id });
    return tellRoles(tx, accounts.map((row) => row.account_id), payload);
  },
};

async function tellRoles(tx: Parameters<Consumer['hear']>[0], accountIds: readonly string[], detail: Record<string, unknown>): Promise<void> {
  await auditAll(tx, theHouse, 'identity.roles-moved', accountIds.map((id) => `account:${id}`), detail);
  await announceAll(tx, 'identity.roles-changed', accountIds.map((accountId) => ({ accountId })));
}

/** Roles and programs of an agency. */
export const identityHoldings: ListHoldings = async (tx, { agencyId, datasets }) => {
  if (datasets) return [];
  const grants = await listAgencyGrants(tx, { agency_id: agencyId });
  const programs = await listAgencyPrograms(tx, { agency_id: agencyId });
  return [
    ...holdingOf({ what: 'identity.grants', th: 'บทบาทของบัญชี', en: 'Roles of accounts', link: `/accounts?agency=${agencyId}` }, grants.map(({ name, role }) => ({ th: `${name} (${role})`, en: `${name} (${role})` }))),
    ...holdingOf({ what: 'identity.programs', th: 'บัญชีของโปรแกรม', en: 'Accounts of programs', link: '/accounts?kind=service' }, programs.map(({ name }) => ({ th: name, en: name }))),
  ];
};
