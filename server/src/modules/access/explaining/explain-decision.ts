import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { findPrincipal } from '#modules/identity/index.ts';
import type { Cedar } from '../deciding/cedar.ts';
import { loadDecisionInput } from '../deciding/load-decision-input.ts';
import { decisionOf } from '../deciding/reasons.ts';
import { problem } from '../errors.ts';
import type { ExplanationAsked, Explanation } from './schemas.ts';

/**
 * Says whether somebody may do something to a thing, because of which policies, and from which facts: nothing is done.
 *
 * @param who asks about the own account, or, as system administrator or auditor, about any.
 * @throws `access.not-yours-to-ask`, `access.account-not-found`, `access.resource-not-found`.
 */
export async function explainDecision(tx: Tx, cedar: Cedar, who: Principal, asked: ExplanationAsked): Promise<Explanation> {
  const about = await findAskedAbout(tx, who, asked);
  const input = await loadDecisionInput(tx, about, asked.action, asked.resource, { ...(asked.purpose !== undefined && { purpose: asked.purpose }), ...(asked.at !== undefined && { now: new Date(asked.at) }) });
  const { allowed, reasons, policyVersion, columns, rows } = decisionOf(cedar.evaluate(input), input, cedar.files);
  const { principal, resource, agreement } = input;
  return {
    allowed, reasons, policyVersion, columns: columns === 'all' ? null : columns ? [...columns] : null, rowsLimited: Boolean(rows),
    facts: {
      who: { persona: about.persona, personaTh: about.personaTh, personaEn: about.personaEn, roles: [...principal.roles], agencies: [...principal.agencies], powers: [...principal.powers], clearance: principal.clearance, aal: principal.aal },
      what: 'level' in resource ? { agency: resource.agency, level: resource.level, personal: resource.personal } : { agency: 'agency' in resource ? resource.agency : null, level: null, personal: null },
      agreement: agreement && { id: agreement.id, purposes: [...agreement.purposes], active: agreement.active, until: new Date(agreement.until * 1000).toISOString() },
    },
  };
}

async function findAskedAbout(tx: Tx, who: Principal, { accountId, persona }: ExplanationAsked): Promise<Principal> {
  const own = accountId === undefined || accountId === who.accountId;
  if (own && (persona === undefined || persona === who.persona)) return who;
  if (!own && !who.roles.includes('operator') && !who.roles.includes('auditor')) throw problem('not-yours-to-ask');
  const found = await findPrincipal(tx, accountId ?? who.accountId ?? '', { aal: own && who.aal > 1 ? 2 : 1, ...(persona !== undefined && { persona }) });
  if (!found) throw problem('account-not-found', { accountId });
  return found;
}
