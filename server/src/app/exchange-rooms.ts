import type { Module } from '#kernel/module.ts';
import { edge } from '#modules/edge/index.ts';
import { events } from '#modules/events/index.ts';
import { exchange, shareGateway, subjectKeysOf } from '#modules/exchange/index.ts';
import { facades } from '#modules/facades/index.ts';
import type { HostingPorts } from '#modules/hosting/index.ts';
import type { IdentityPorts } from '#modules/identity/index.ts';
import { tracker } from '#modules/tracker/index.ts';
import type { Surroundings } from './composition.ts';
import { edgePortsOf } from './edge-ports.ts';
import { exchangePortsOf } from './exchange-ports.ts';
import { facadePortsOf } from './facade-ports.ts';

/** The rooms in which systems of agencies meet: one gateway for all its doors. */
export function exchangeRooms({ config, db, log }: Surroundings, ways: Pick<IdentityPorts, 'log' | 'masterKey' | 'publicUrl'>, hosting: HostingPorts): Module[] {
  const edges = edgePortsOf({ db, log }, ways);
  const ports = exchangePortsOf({ config, db, log }, ways, hosting, edges);
  const gateway = shareGateway(ports);
  return [
    edge(edges),
    exchange(ports, gateway),
    tracker({ masterKey: ways.masterKey, subjectKeysOf: (tx, citizenId) => subjectKeysOf(tx, ways.masterKey, citizenId) }),
    facades(facadePortsOf({ db, log }, gateway, ways.publicUrl)),
    events({ ...ways, rules: { allow: config.allowPrivateHosts }, whole: db }),
  ];
}
