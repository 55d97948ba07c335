import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExchangeRefused, SaphanClient } from '@saphan/client';
import { systemClock } from '#kernel/clock.ts';
import type { Database } from '#kernel/db.ts';
import { theHouse } from '#kernel/policy.ts';
import { listSharingAgreements } from '#modules/sharing/index.ts';
import type { SampleCall } from '../../../sample/exchanges.ts';
import { replaceFile } from './replace-file.ts';

interface Surroundings { db: Database; baseUrl: string; dataDir: string; keyFolder: string }

/** Calls services as the sample's systems would, signed and through the gateway; once. What is refused is part of the sample; what cannot be reached ends it. */
export async function fillExchanges({ db, baseUrl, dataDir, keyFolder }: Surroundings, calls: readonly SampleCall[]): Promise<void> {
  const done = join(dataDir, 'sample-exchanged');
  if (existsSync(done)) return;
  const { items } = await db.read((tx) => listSharingAgreements(tx, theHouse, {}, systemClock.now()));
  for (const { agencyId, system, service, path, purpose, body, caseRef, about } of calls) {
    const agreement = items.find((each) => each.state === 'active' && each.service.slug === service && each.system.path === `TH/GOV/${agencyId}/${system}`);
    if (!agreement) continue;
    const client = new SaphanClient({ baseUrl, system: agreement.system.path, agreement: agreement.number, key: readFileSync(join(keyFolder, `${agencyId}-${system}.pem`), 'utf8') });
    await client.call(service, path, { purpose, ...(body && { method: 'POST' as const, body, idempotent: true }), ...(caseRef && { caseRef }), ...(about && { subject: about }) })
      .catch((error: unknown) => { if (!(error instanceof ExchangeRefused)) throw error; });
  }
  replaceFile(done, systemClock.now().toISOString());
}
