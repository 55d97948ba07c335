import { systemClock } from '#kernel/clock.ts';
import type { Database } from '#kernel/db.ts';
import { theHouse, type Principal } from '#kernel/policy.ts';
import { selectDataset } from '#modules/catalog/index.ts';
import { getHostingChoices, offerHostedService } from '#modules/hosting/index.ts';
import { currentRelease } from '#modules/lake/index.ts';
import type { SampleHostedService } from '../../../sample/hosted-services.ts';

const stewardOf = (agencyId: string): Principal => ({ ...theHouse, kind: 'person', name: `${agencyId}-steward`, role: 'steward', roles: ['steward'], agencies: [agencyId] });

/** Offers the sample's services, one transaction each, where their datasets have a release; does nothing for those that are there. */
export async function fillHostedServices(db: Database, sample: readonly SampleHostedService[]): Promise<void> {
  for (const { agencyId, ...service } of sample) {
    await db.tx(async (tx) => {
      const steward = stewardOf(agencyId);
      const { services } = await getHostingChoices(tx, steward, service.dataset);
      const { id } = await selectDataset(tx, service.dataset);
      if (services.some(({ slug }) => slug === service.slug) || !await currentRelease(tx, id)) return;
      await offerHostedService(tx, steward, service, systemClock.now());
    });
  }
}
