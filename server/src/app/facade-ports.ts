import { systemClock } from '#kernel/clock.ts';
import { theHouse } from '#kernel/policy.ts';
import type { SharedGateway } from '#modules/exchange/index.ts';
import type { FacadePorts } from '#modules/facades/index.ts';
import { getServiceDocument } from '#modules/registry/index.ts';
import type { Surroundings } from './composition.ts';

/** What the ways in for programs of other exchanges need from the house. */
export const facadePortsOf = ({ db, log }: Pick<Surroundings, 'db' | 'log'>, gateway: SharedGateway, publicUrl: string): FacadePorts => ({
  db, log, gateway, clock: systemClock, readDocument: (slug) => db.read((tx) => getServiceDocument(tx, theHouse, slug, null, publicUrl)),
});
