import { defineModule, type Module } from '#kernel/module.ts';
import type { LedgerPorts } from './ports.ts';
import { routes } from './routes.ts';
import { stampJob } from './stamps/stamp.ts';
import { askWitnessesJob } from './witness/ask-witnesses.ts';

export { askNewEpoch, type EpochAsking, readOpenRequest, withdrawNewEpoch } from './epochs/ask-new-epoch.ts';
export { type BegunEpoch, confirmNewEpoch } from './epochs/begin-epoch.ts';
export { recogniseProof, type Recognised } from './epochs/recognise.ts';
export { ensureLog } from './keys/signers.ts';
export { turnLogKey } from './keys/turn-log-key.ts';
export { turnWitnessKey } from './keys/turn-witness-key.ts';
export { appendEntries, appendEntry, type Happening, type NewEntry } from './operations/append-entry.ts';
export type { LedgerPorts, StampAuthority } from './ports.ts';
export { findLedgerKeys, proveEntry, readLedgerKeys, type ProvenEntry } from './reads/proofs.ts';
export { type LedgerHealth, readLedgerHealth } from './reads/health.ts';
export { sequence, startSequencer } from './sequencing/sequence.ts';
export { verifyLedger, type VerifyReport } from './verify/verify-ledger.ts';

/** What cannot be denied: entries, the tree over them, signatures, witnesses, stamps. */
export function ledger(ports: LedgerPorts): Module {
  return defineModule({ name: 'ledger', uses: [], migrations: new URL('./migrations/', import.meta.url), routes: routes(ports), jobs: [askWitnessesJob(ports), ...stampJob(ports)] });
}
