import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { systemClock } from '#kernel/clock.ts';
import type { Database } from '#kernel/db.ts';
import { theHouse } from '#kernel/policy.ts';
import { addSystemKey, challengeSystemKey, createDataService, createSystem, listDataServices, listSystems, makeSystemCredentials, moveDataService, publishServiceVersion } from '#modules/registry/index.ts';
import { moistureDocument, sampleEdgeService } from '../../../sample/edges.ts';
import { dailyDocument, sampleEarlierService, sampleFarewell, sampleLiveService, waterDocument, type SampleSystem } from '../../../sample/systems.ts';

/** Live services of the sample, with the documents of their APIs. */
const live = [[sampleLiveService, waterDocument], [sampleEdgeService, moistureDocument], [sampleEarlierService, dailyDocument]] as const;

/**
 * Registers the sample's systems with a key each, and opens its live services; does nothing for those that are there.
 * @param folder private halves of the keys, `<agency>-<code>.pem`, readable by the owner alone, so that the sample can call.
 */
export async function fillSystems(db: Database, folder: string, systems: readonly SampleSystem[]): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { items } = await db.read((tx) => listSystems(tx, theHouse, {}, systemClock.now()));
  for (const system of systems) if (!items.some(({ path }) => path === `TH/GOV/${system.agencyId}/${system.code}`)) await addSystem(db, folder, system);
  for (const [service, document] of live) await openLiveService(db, service, document);
}

/** The file is there before the key is known: a key without its file could never sign. */
async function addSystem(db: Database, folder: string, system: SampleSystem): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(folder, `${system.agencyId}-${system.code}.pem`), privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  const key = publicKey.export({ format: 'jwk' }) as Record<string, unknown>;
  await db.tx(async (tx) => {
    const { path } = await createSystem(tx, theHouse, { ...system, minAssurance: 1 }, systemClock.now());
    const { challenge } = await challengeSystemKey(tx, theHouse, path, key, systemClock.now());
    await addSystemKey(tx, theHouse, path, { key, signature: sign(null, Buffer.from(challenge), privateKey).toString('base64'), custody: 'agency', note: 'กุญแจสาธิต' }, systemClock.now());
    if (system.credentials) await makeSystemCredentials(tx, theHouse, path, { bound: system.credentials === 'bound' }, systemClock.now());
  });
}

async function openLiveService(db: Database, service: (typeof live)[number][0], document: Record<string, unknown>): Promise<void> {
  await db.tx(async (tx) => {
    const { items } = await listDataServices(tx, theHouse, { q: service.slug });
    if (items.some((each) => each.slug === service.slug)) return;
    const { slug, revision } = await createDataService(tx, theHouse, { ...service, subjectSelectors: [] }, systemClock.now());
    await publishServiceVersion(tx, theHouse, slug, { document }, systemClock.now());
    const opened = await moveDataService(tx, theHouse, slug, { to: 'live', revision, reason: 'ข้อมูลตัวอย่าง' }, systemClock.now());
    const { days, replacedBy, reason } = sampleFarewell;
    if (slug === sampleFarewell.slug) await moveDataService(tx, theHouse, slug, { to: 'deprecated', revision: opened.revision, reason, sunsetOn: addDays(todayInBangkok(systemClock.now()), days), replacedBy }, systemClock.now());
  });
}
