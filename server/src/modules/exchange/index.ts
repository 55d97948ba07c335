import { defineModule, joinParts, type Module } from '#kernel/module.ts';
import type { ExchangePorts } from './ports.ts';
import { receiptsPart } from './receipts/part.ts';
import { statementsPart } from './statements/part.ts';
import { trafficPart } from './traffic/part.ts';

export type { ExchangePorts } from './ports.ts';
export { exportReceipt } from './receipts/export-receipt.ts';

/** The gateway between systems of agencies, and the evidence of each exchange. */
export function exchange(_ports: ExchangePorts): Module {
  return defineModule({ name: 'exchange', uses: ['organisations', 'ledger', 'catalog', 'registry', 'hosting', 'sharing'], migrations: new URL('./migrations/', import.meta.url), ...joinParts([receiptsPart, statementsPart, trafficPart]) });
}
