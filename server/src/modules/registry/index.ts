import { defineModule, joinParts, type Module } from '#kernel/module.ts';
import { keysPart } from './keys/part.ts';
import type { RegistryPorts } from './ports.ts';
import { systemsPart } from './systems/part.ts';

export { keyValidAt } from './keys/read-keys.ts';
export { readPublicKey, type KeyAlgorithm, type PublicKey } from './keys/public-key.ts';
export { addSystemKey, challengeSystemKey, revokeSystemKey } from './keys/save-keys.ts';
export type { RegistryPorts } from './ports.ts';
export { changeSystem, createSystem } from './systems/save-system.ts';
export { getSystem, listSystems } from './systems/read-systems.ts';

/** Systems of agencies, their keys, and the data services they offer. */
export function registry(_ports: RegistryPorts): Module {
  return defineModule({ name: 'registry', uses: ['organisations', 'ledger', 'signon', 'catalog'], migrations: new URL('./migrations/', import.meta.url), ...joinParts([systemsPart, keysPart]) });
}
