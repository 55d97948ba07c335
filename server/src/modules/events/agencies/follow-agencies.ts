import { auditAll } from '#kernel/audit.ts';
import type { Consumer } from '#kernel/outbox.ts';
import { theHouse } from '#kernel/policy.ts';
import { holdingOf, type AgencyMerged, type ListHoldings } from '#modules/organisations/index.ts';
import { dropDoubled, handDeliveriesOver, listSubscriptionHoldings, moveSubscriptions, renameSystem } from './follow-agencies.sql.gen.ts';

/** Subscriptions go to the agency that follows theirs, with what waits in them; the system that receives keeps up with its path. */
export const followAgencies: Consumer = {
  name: 'events.follow-agencies', topics: ['organisations.agency-merged', 'registry.system-moved'],
  async hear(tx, { topic, payload }) {
    if (topic === 'registry.system-moved') { await renameSystem(tx, { from: payload.from, to: payload.to }); return; }
    const { from: from_id, into: into_id, documentNo } = payload as AgencyMerged;
    await handDeliveriesOver(tx, { from_id, into_id });
    await dropDoubled(tx, { from_id, into_id });
    const moved = await moveSubscriptions(tx, { from_id, into_id, by: theHouse.name });
    await auditAll(tx, theHouse, 'events.subscription-moved', moved.map(({ id }) => `subscription:${id}`), { from: from_id, into: into_id, documentNo });
  },
};

/** Subscriptions of an agency. */
export const eventsHoldings: ListHoldings = async (tx, { agencyId, datasets }) => {
  if (datasets) return [];
  const names = await listSubscriptionHoldings(tx, { agency_id: agencyId });
  return holdingOf({ what: 'events.subscriptions', th: 'การรับเหตุการณ์', en: 'Subscriptions to events', link: '/exchange/subscriptions' }, names.map(({ name }) => ({ th: name, en: name })));
};
