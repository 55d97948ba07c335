import { defineModule, type Module } from '#kernel/module.ts';
import type { LedgerPorts } from './ports.ts';
import { routes } from './routes.ts';

export { appendEntries, appendEntry, type Happening, type NewEntry } from './operations/append-entry.ts';
export type { LedgerPorts } from './ports.ts';

/** What cannot be denied: entries, the tree over them, signatures, witnesses, stamps. */
export function ledger(ports: LedgerPorts): Module {
  return defineModule({ name: 'ledger', uses: [], migrations: new URL('./migrations/', import.meta.url), routes: routes(ports) });
}
