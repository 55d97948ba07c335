import { systemClock } from '#kernel/clock.ts';
import type { EdgePorts, HouseKey } from '#modules/edge/index.ts';
import { openHouseKey, readHouseKeys } from '#modules/exchange/index.ts';
import type { Surroundings } from './composition.ts';

const KNOWN_MS = 60_000;

/** What edges need from the house: above all the gateway's key, which signs what they rest on. */
export function edgePortsOf({ db, log }: Pick<Surroundings, 'db' | 'log'>, { publicUrl, masterKey }: { publicUrl: string; masterKey: Buffer }): EdgePorts {
  let known: { key: Promise<HouseKey>; untilMs: number } | null = null;
  return {
    db, log, publicUrl,
    houseKey: () => {
      const now = systemClock.now();
      if (!known || known.untilMs < now.getTime()) {
        const key = readHouseKey({ db, masterKey }, now);
        key.catch(() => { known = null; });
        known = { key, untilMs: now.getTime() + KNOWN_MS };
      }
      return known.key;
    },
  };
}

async function readHouseKey({ db, masterKey }: Pick<Surroundings, 'db'> & { masterKey: Buffer }, now: Date): Promise<HouseKey> {
  const { kid, sign } = await openHouseKey(db, masterKey, now);
  const all = (await db.one(readHouseKeys)).map((each) => ({ kid: each.kid, jwk: each.jwk, from: each.activeFrom, until: each.retiredAt }));
  return { kid, sign, jwk: all.find((each) => each.kid === kid)?.jwk ?? {}, known: all };
}
