import { defineModule, joinParts, type Module } from '#kernel/module.ts';
import type { ExchangePorts } from './ports.ts';
import { statementsPart } from './statements/part.ts';

export type { ExchangePorts } from './ports.ts';

/** The gateway between systems of agencies, and the evidence of each exchange. */
export function exchange(_ports: ExchangePorts): Module {
  return defineModule({ name: 'exchange', uses: ['ledger', 'registry', 'hosting', 'sharing'], migrations: new URL('./migrations/', import.meta.url), ...joinParts([statementsPart]) });
}
