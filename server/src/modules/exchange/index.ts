import { defineModule, joinParts, type Module } from '#kernel/module.ts';
import type { SharedGateway } from './gateway/door.ts';
import { shareGateway } from './gateway/mount.ts';
import type { ExchangePorts } from './ports.ts';
import { receiptsPart } from './receipts/part.ts';
import { snippetsPart } from './snippets/part.ts';
import { gatewayPart } from './gateway/part.ts';
import { statementsPart } from './statements/part.ts';
import { subjectsPart } from './subjects/part.ts';
import { trafficPart } from './traffic/part.ts';

export type { Door, SharedGateway } from './gateway/door.ts';
export { shareGateway } from './gateway/mount.ts';
export { openGateway, type Gateway } from './gateway/gateway.ts';
export { openHouseKey, readHouseKeys } from './keys/house-key.ts';
export { turnHouseKey } from './keys/turn-house-key.ts';
export type { ExchangePorts } from './ports.ts';
export { subjectKeysOf } from './subjects/subject-keys.ts';
export { exportReceipt } from './receipts/export-receipt.ts';

/** The gateway between systems of agencies, and the evidence of each exchange. */
export function exchange(ports: ExchangePorts, gateway: SharedGateway = shareGateway(ports)): Module {
  return defineModule({ name: 'exchange', uses: ['organisations', 'notices', 'ledger', 'catalog', 'registry', 'hosting', 'sharing', 'edge'], migrations: new URL('./migrations/', import.meta.url), ...joinParts([gatewayPart(ports, gateway), subjectsPart, receiptsPart(ports), snippetsPart, statementsPart, trafficPart]) });
}
